package org.openbloctel.server.calls.mailbox;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.text.ParsePosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openbloctel.registry.calls.mailbox.Envelope;

/**
 * Reads from the head of a mail what decides about it. Of {@code Authentication-Results} only the first header counts, and only when it
 * is our server's: it stands above what came with the mail, and what stands below may be the sender's own words.
 */
final class MailHead {
    private static final String RESULTS = "Authentication-Results";
    private static final Pattern IN_BRACKETS = Pattern.compile("\\[([^\\[\\]]*)]");
    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{1,250}>");
    /** What a mail has once: of two, a signature covers one, and it is not known which. */
    private static final List<String> ONCE = List.of("From", "To", "Cc", "Date", "Subject");

    /** What programs write that answer mails without knowing RFC 3834. */
    private static final List<String> AUTORESPONDERS = List.of(
            "X-Loop", "X-Autoreply", "X-Autoreply-From", "X-Autorespond", "X-Mail-Autoreply", "X-Failed-Recipients");

    private static final List<String> RECIPIENTS = List.of("To", "Cc", "Delivered-To", "X-Original-To");

    private final List<Header> headers;
    private final String server;
    private final String address;

    private MailHead(List<Header> headers, String server, String address) {
        this.headers = headers;
        this.server = server;
        this.address = address;
    }

    /**
     * The head of a mail.
     *
     * @param server the authserv-id of the server that received it
     * @param address where people send their call files
     */
    static Envelope of(MimeMessage mail, String server, String address) throws MessagingException {
        return new MailHead(Collections.list(mail.getAllHeaders()), server, address).envelope();
    }

    /** Whether a mail was written or delivered to an address, with or without a plus. Nothing vouches for it. */
    static boolean isTo(MimeMessage mail, String address) throws MessagingException {
        MailHead head = new MailHead(Collections.list(mail.getAllHeaders()), "", address);
        return RECIPIENTS.stream()
                .flatMap(name -> head.all(name).stream())
                .flatMap(header -> addresses(header).stream())
                .anyMatch(recipient -> recipient.equalsIgnoreCase(address)
                        || head.campaign(recipient).isPresent());
    }

    private Envelope envelope() {
        SignedFields signed = SignedFields.of(all("DKIM-Signature"));
        Envelope.Authentication authentication = authentication(signed);
        return new Envelope(
                from(),
                authentication,
                toUs(signed, authentication.signers()),
                sentAt(),
                automatic(),
                messageId(),
                campaigns(),
                locale());
    }

    private List<String> from() {
        List<String> addresses = new ArrayList<>();
        for (String header : all("From")) {
            addresses.addAll(addresses(header));
        }
        return addresses;
    }

    /** Of several headers From, or of one that cannot be read, the sender is not known. */
    private static List<String> addresses(String header) {
        try {
            List<String> addresses = new ArrayList<>();
            for (InternetAddress one : InternetAddress.parseHeader(header, true)) {
                addresses.add(one.isGroup() ? "" : String.valueOf(one.getAddress()));
            }
            return addresses;
        } catch (AddressException e) {
            return List.of("", "");
        }
    }

    private Envelope.Authentication authentication(SignedFields signed) {
        if (ONCE.stream().anyMatch(name -> all(name).size() > 1)) {
            return Envelope.Authentication.NONE;
        }
        Envelope.Authentication read = first(RESULTS)
                .map(header -> AuthenticationResults.of(header, server))
                .orElse(Envelope.Authentication.NONE);
        Set<String> signers =
                read.signers().stream().filter(signed::holdTogether).collect(Collectors.toSet());
        return new Envelope.Authentication(signers, read.aligned());
    }

    /** With or without a campaign behind a plus. */
    private boolean toUs(SignedFields signed, Set<String> signers) {
        return Stream.of("To", "Cc")
                .filter(name -> signed.covers(name.toLowerCase(Locale.ROOT), signers))
                .flatMap(name -> all(name).stream())
                .flatMap(header -> addresses(header).stream())
                .anyMatch(recipient -> recipient.equalsIgnoreCase(address)
                        || campaign(recipient).isPresent());
    }

    private Optional<Instant> sentAt() {
        return first("Date").flatMap(text -> {
            Date read = new MailDateFormat().parse(text, new ParsePosition(0));
            return Optional.ofNullable(read).map(Date::toInstant);
        });
    }

    /** RFC 3834: what is not to be answered, however it says so. */
    private boolean automatic() {
        String submitted = first("Auto-Submitted").orElse("no").strip().toLowerCase(Locale.ROOT);
        String precedence = first("Precedence").orElse("").strip().toLowerCase(Locale.ROOT);
        String type = first("Content-Type").orElse("").strip().toLowerCase(Locale.ROOT);
        return !(submitted.equals("no") || submitted.startsWith("no;"))
                || Set.of("bulk", "list", "junk", "auto_reply").contains(precedence)
                || first("List-Id").isPresent()
                || first("List-Unsubscribe").isPresent()
                || first("X-Auto-Response-Suppress").isPresent()
                || AUTORESPONDERS.stream().anyMatch(name -> first(name).isPresent())
                || type.startsWith("multipart/report")
                || all("Return-Path").stream()
                        .anyMatch(path -> path.replaceAll("\\s", "").equals("<>"));
    }

    private Optional<String> messageId() {
        return first("Message-ID")
                .map(String::strip)
                .filter(id -> MESSAGE_ID.matcher(id).matches());
    }

    /** What stands behind the + of our address, and in brackets in the subject; an empty text where that is nothing. */
    private Set<String> campaigns() {
        Set<String> named = new LinkedHashSet<>();
        RECIPIENTS.stream()
                .flatMap(name -> all(name).stream())
                .flatMap(header -> addresses(header).stream())
                .flatMap(recipient -> campaign(recipient).stream())
                .forEach(named::add);
        Matcher brackets = IN_BRACKETS.matcher(decoded(first("Subject").orElse("")));
        while (brackets.find()) {
            named.add(brackets.group(1).strip());
        }
        return named;
    }

    /** What stands behind the + of our address. */
    private Optional<String> campaign(String recipient) {
        int at = address.lastIndexOf('@');
        String before = address.substring(0, at).toLowerCase(Locale.ROOT) + "+";
        String behind = address.substring(at).toLowerCase(Locale.ROOT);
        String lower = recipient.toLowerCase(Locale.ROOT);
        return lower.startsWith(before) && lower.endsWith(behind) && lower.length() >= before.length() + behind.length()
                ? Optional.of(recipient.substring(before.length(), recipient.length() - behind.length()))
                : Optional.empty();
    }

    private Locale locale() {
        String language = first("Content-Language")
                .or(() -> first("Accept-Language"))
                .orElse("")
                .strip()
                .toLowerCase(Locale.ROOT);
        return language.startsWith("en") ? Locale.ENGLISH : Locale.FRENCH;
    }

    private static String decoded(String text) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(text));
        } catch (UnsupportedEncodingException e) {
            return text;
        }
    }

    private Optional<String> first(String name) {
        return headers.stream()
                .filter(header -> header.getName().equalsIgnoreCase(name))
                .findFirst()
                .map(Header::getValue);
    }

    private List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.getName().equalsIgnoreCase(name))
                .map(Header::getValue)
                .toList();
    }
}
