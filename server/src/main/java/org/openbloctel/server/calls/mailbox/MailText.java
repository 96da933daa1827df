package org.openbloctel.server.calls.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/**
 * The text of a mail as a person reads it: plain text before HTML, shortened, without what it quotes unless it has nothing else. All other parts,
 * and those that cannot be read, are counted and dropped.
 *
 * @param dropped how many
 */
record MailText(String text, int dropped) {
    /** The line above a quoted mail: "Le 24 nov. 2026, Aide a écrit :", which programs break in two. */
    private static final Pattern QUOTES = Pattern.compile(
            "(?:^|\\n)(?:Le|On) [^\\n]{5,200}(?:\\n[^\\n]{0,100})?(?:a écrit|wrote)[\\s\u00a0\u202f]?:$");

    private static final String COMMENT = "<!--";
    private static final String COMMENT_END = "-->";
    private static final int DEEPEST = 10;
    private static final int MAX_READ = 200_000;
    private static final int MAX_KEPT = 9_000;

    /** Reads a mail that is in memory. */
    static MailText of(MimeMessage mail) {
        Reading reading = new Reading();
        reading.walk(mail, 0);
        String plain = reading.plain.toString();
        String own;
        if (plain.isBlank()) {
            String html = reading.html.toString();
            String answer = own(plain(html, false).lines());
            own = answer.isEmpty() ? own(plain(html, true).lines()) : answer;
        } else {
            String answer = own(plain.lines().filter(line -> !line.startsWith(">")));
            own = answer.isEmpty() ? own(plain.lines()) : answer;
        }
        return new MailText(own.length() <= MAX_KEPT ? own : own.substring(0, MAX_KEPT) + " […]", reading.dropped);
    }

    /** With one blank line where there are several, and without a last line that names whom it quotes. */
    private static String own(Stream<String> lines) {
        StringBuilder text = new StringBuilder();
        boolean blank = true;
        for (String line : lines.map(String::stripTrailing).toList()) {
            if (!line.isEmpty() || !blank) {
                text.append(line).append('\n');
            }
            blank = line.isEmpty();
        }
        return QUOTES.matcher(text.toString().strip()).replaceFirst("").strip();
    }

    /** Each character is looked at a few times: an HTML text of any kind takes no longer than another of its length. */
    static String plain(String html, boolean quoted) {
        StringBuilder text = new StringBuilder();
        String lower = lower(html);
        int lastComment = html.lastIndexOf(COMMENT_END);
        int quotes = 0;
        int at = 0;
        while (at < html.length()) {
            int open = html.indexOf('<', at);
            int close = open < 0 ? -1 : html.indexOf('>', open);
            if (quoted || quotes == 0) {
                text.append(html, at, open < 0 ? html.length() : open);
            }
            if (close < 0) {
                break;
            }
            int name = open + 1;
            at = close + 1;
            if (html.startsWith(COMMENT, open) && lastComment >= open + COMMENT.length()) {
                at = html.indexOf(COMMENT_END, open + COMMENT.length()) + COMMENT_END.length();
            } else if (isHidden(lower, name)) {
                int end = lower.indexOf("</" + lower.charAt(name), at);
                at = end < 0 ? html.length() : end;
            } else if (lower.startsWith("blockquote", name)) {
                quotes++;
            } else if (lower.startsWith("/blockquote", name)) {
                quotes = Math.max(0, quotes - 1);
            } else if (isBreak(lower, name)) {
                text.append('\n');
            }
        }
        return HtmlUtils.htmlUnescape(text.toString());
    }

    /** As long as the text: a place in one is the same in the other. */
    private static String lower(String html) {
        char[] letters = html.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            letters[i] = Character.toLowerCase(letters[i]);
        }
        return new String(letters);
    }

    private static boolean isHidden(String lower, int at) {
        return lower.startsWith("style", at) || lower.startsWith("script", at) || lower.startsWith("title", at);
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

        private void walk(MimePart part, int depth) {
            try {
                String type = Attachments.type(part);
                if (type.startsWith("multipart/") && depth < DEEPEST) {
                    walk(part.getContent(), depth + 1);
                } else if (Attachments.isText(part, type, AttachmentName.of(part))) {
                    add(content(part), type.equals("text/html") ? html : plain);
                } else {
                    dropped++;
                }
            } catch (MessagingException | IOException unreadable) {
                dropped++;
            }
        }

        private void walk(Object content, int depth) throws MessagingException {
            if (!(content instanceof Multipart several)) {
                throw new MessagingException("a multipart without parts");
            }
            for (int i = 0; i < several.getCount(); i++) {
                walk((MimePart) several.getBodyPart(i), depth);
            }
        }

        /** A text in an encoding that nobody knows is most probably in UTF-8, or in letters that all encodings share. */
        private static String content(MimePart part) throws MessagingException, IOException {
            try {
                if (part.getContent() instanceof String text) {
                    return text;
                }
            } catch (UnsupportedEncodingException unknown) {
                // Read below.
            }
            try (InputStream in = part.getInputStream()) {
                return new String(in.readNBytes(MAX_READ), StandardCharsets.UTF_8);
            }
        }

        private static void add(String text, StringBuilder to) {
            to.append(text, 0, Math.min(text.length(), MAX_READ - Math.min(MAX_READ, to.length())))
                    .append('\n');
        }
    }
}
