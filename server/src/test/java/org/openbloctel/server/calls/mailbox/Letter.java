package org.openbloctel.server.calls.mailbox;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** A mail as it arrives, byte for byte: with what the server that received it wrote on top. A character is a byte. */
public final class Letter {
    /** What the receiving server calls itself. */
    public static final String RECEIVER = "mx.example.net";

    private final StringBuilder head = new StringBuilder();
    private final List<String> parts = new ArrayList<>();
    private String mixed = "multipart/mixed";

    private Letter() {}

    /** From an address at example.org, whose signature holds. */
    static Letter from(String sender) {
        return unsigned(sender).on("Authentication-Results", RECEIVER + "; dkim=pass header.d=example.org");
    }

    /** The same, without a word about signatures. */
    public static Letter unsigned(String sender) {
        return new Letter()
                .header("Return-Path", "<" + sender + ">")
                .header("From", sender)
                .header("Date", "Tue, 24 Nov 2026 15:01:07 +0100 (CET)")
                .header("To", "Depot <" + PostOffice.DEPOT + ">");
    }

    /** A header below those that are there. */
    Letter header(String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    /** A header on top of those that are there. */
    public Letter on(String name, String value) {
        head.insert(0, name + ": " + value + "\r\n");
        return this;
    }

    /** Another header in place of the one of this name. */
    public Letter instead(String name, String value) {
        int from = head.indexOf("\r\n" + name + ": ") + 2;
        head.replace(from, head.indexOf("\r\n", from), name + ": " + value);
        return this;
    }

    public Letter subject(String subject) {
        return header("Subject", subject);
    }

    Letter as(String multipart) {
        mixed = multipart;
        return this;
    }

    Letter text(String text) {
        return part("Content-Type: text/plain; charset=utf-8", text);
    }

    /** A part: its headers, each on a line, and what stands below them. */
    Letter part(String headers, String body) {
        parts.add(headers.replace("\n", "\r\n") + "\r\n\r\n" + body);
        return this;
    }

    /** A file as most programs attach one. */
    public Letter file(String name, byte[] content) {
        return part(
                "Content-Type: application/octet-stream; name=\"" + name + "\"\n"
                        + "Content-Disposition: attachment; filename=\"" + name + "\"\n"
                        + "Content-Transfer-Encoding: base64",
                base64(content));
    }

    Letter file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] content) {
        return Base64.getMimeEncoder().encodeToString(content);
    }

    /** The bytes of a text in UTF-8, a character each. */
    static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    byte[] bytes() {
        StringBuilder all = new StringBuilder(head);
        if (!all.toString().toLowerCase(java.util.Locale.ROOT).contains("message-id:")) {
            all.append("Message-ID: <").append(UUID.randomUUID()).append("@example.org>\r\n");
        }
        all.append("MIME-Version: 1.0\r\nContent-Type: ").append(mixed).append("; boundary=\"=_between\"\r\n\r\n");
        for (String part : parts) {
            all.append("--=_between\r\n").append(part).append("\r\n");
        }
        all.append("--=_between--\r\n");
        return all.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    InputStream stream() {
        return new ByteArrayInputStream(bytes());
    }
}
