package org.openbloctel.server.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * The text of a mail as a person reads it: plain text before HTML, quoted lines left out, shortened. All other parts are counted and dropped.
 *
 * @param dropped how many
 */
record MailText(String text, int dropped) {
    private static final int DEEPEST = 10;
    private static final int MAX_READ = 200_000;
    private static final int MAX_KEPT = 9_000;

    /** Reads a mail that is in memory. */
    static MailText of(MimeMessage mail) throws MessagingException, IOException {
        Reading reading = new Reading();
        reading.walk(mail, 0);
        String text = reading.plain.toString().isBlank() ? plain(reading.html.toString()) : reading.plain.toString();
        return new MailText(shortened(text), reading.dropped);
    }

    private static String shortened(String text) {
        String own = text.lines()
                .filter(line -> !line.startsWith(">"))
                .collect(Collectors.joining("\n"))
                .strip();
        return own.length() <= MAX_KEPT ? own : own.substring(0, MAX_KEPT) + " […]";
    }

    /** Each character is looked at once: an HTML text of any kind takes no longer than another of its length. */
    static String plain(String html) {
        StringBuilder text = new StringBuilder();
        String lower = html.toLowerCase(Locale.ROOT);
        int at = 0;
        while (at < html.length()) {
            int open = html.indexOf('<', at);
            int close = open < 0 ? -1 : html.indexOf('>', open);
            if (close < 0) {
                text.append(html, at, open < 0 ? html.length() : open);
                break;
            }
            text.append(html, at, open);
            at = close + 1;
            if (lower.startsWith("style", open + 1) || lower.startsWith("script", open + 1)) {
                int end = lower.indexOf("</s", at);
                at = end < 0 ? html.length() : end;
            } else if (isBreak(lower, open + 1)) {
                text.append('\n');
            }
        }
        return HtmlUtils.htmlUnescape(text.toString());
    }

    private static boolean isBreak(String lower, int at) {
        return lower.startsWith("br", at)
                || lower.startsWith("/p", at)
                || lower.startsWith("/div", at)
                || lower.startsWith("/tr", at)
                || lower.startsWith("/li", at)
                || lower.startsWith("/h", at);
    }

    /** The parts of one mail. Not thread-safe. */
    private static final class Reading {
        private final StringBuilder plain = new StringBuilder();
        private final StringBuilder html = new StringBuilder();
        private int dropped;

        private void walk(MimePart part, int depth) throws MessagingException, IOException {
            String type = Attachments.type(part);
            if (type.startsWith("multipart/") && depth < DEEPEST) {
                if (!(part.getContent() instanceof Multipart several)) {
                    throw new MessagingException("a multipart without parts");
                }
                for (int i = 0; i < several.getCount(); i++) {
                    walk((MimePart) several.getBodyPart(i), depth + 1);
                }
            } else if (Attachments.isText(part, type, AttachmentName.of(part))) {
                add(part, type.equals("text/html") ? html : plain);
            } else {
                dropped++;
            }
        }

        private void add(MimePart part, StringBuilder to) throws MessagingException {
            try {
                String text = String.valueOf(part.getContent());
                to.append(text, 0, Math.min(text.length(), MAX_READ - Math.min(MAX_READ, to.length())))
                        .append('\n');
            } catch (IOException unreadable) {
                dropped++;
            }
        }
    }
}
