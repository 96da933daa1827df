package org.openbloctel.server.calls.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an attachment is called, however its program wrote it: as RFC 2231 says, as RFC 2047 does although it says otherwise, in bare
 * UTF-8, without the quotes it needs. Empty when it has no name.
 */
final class AttachmentName {
    private static final Pattern BARE = Pattern.compile("(?i)\\b(?:file)?name\\s*=\\s*(\"[^\"]*\"|[^;\\r\\n]+)");

    private AttachmentName() {}

    static String of(Part part) {
        String name = parsed(part);
        if (name.isBlank()) {
            name = bare(part, "Content-Disposition");
        }
        if (name.isBlank()) {
            name = bare(part, "Content-Type");
        }
        return words(utf8(name)).strip();
    }

    private static String parsed(Part part) {
        try {
            String name = part.getFileName();
            return name == null ? "" : name;
        } catch (MessagingException e) {
            return "";
        }
    }

    /** From a header that does not keep to its grammar. */
    private static String bare(Part part, String header) {
        try {
            String[] values = part.getHeader(header);
            if (values == null) {
                return "";
            }
            Matcher found = BARE.matcher(MimeUtility.unfold(values[0]));
            return found.find() ? found.group(1).replace("\"", "") : "";
        } catch (MessagingException e) {
            return "";
        }
    }

    /** Bytes beyond ASCII come as one character each; where they are UTF-8, they are read as that. */
    private static String utf8(String name) {
        if (name.chars().allMatch(c -> c < 0x80) || name.chars().anyMatch(c -> c > 0xff)) {
            return name;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return name;
        }
    }

    private static String words(String name) {
        try {
            return name.contains("=?") ? MimeUtility.decodeText(MimeUtility.unfold(name)) : name;
        } catch (UnsupportedEncodingException e) {
            return name;
        }
    }
}
