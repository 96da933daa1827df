package org.openbloctel.server.calls.mailbox;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.openbloctel.registry.calls.mailbox.Intake;
import org.openbloctel.registry.platform.refusal.MailboxRefusal;

/**
 * Walks through the parts of one mail: hands files in, refuses with a reason what may be meant as one and cannot be, names what is none,
 * and passes the text of the mail in silence. Not thread-safe.
 */
final class Attachments {
    /** More files in one mail are a mistake, or an attack. */
    static final int MAX_FILES = 50;

    private static final int DEEPEST = 10;
    private static final Set<String> ENCODINGS = Set.of("7bit", "8bit", "binary", "quoted-printable", "base64");
    private static final Set<String> FILES = Set.of("csv", "txt", "tsv", "xlsx", "xlsm", "xls", "zip");
    private static final Set<String> FILE_TYPES = Set.of(
            "text/csv",
            "text/tab-separated-values",
            "application/csv",
            "application/vnd.ms-excel",
            "application/zip",
            "application/x-zip-compressed",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final Set<String> PASSED_OVER = Set.of(
            "application/pgp-signature",
            "application/pkcs7-signature",
            "application/x-pkcs7-signature",
            "application/applefile",
            "application/pgp-keys",
            "text/calendar",
            "text/vcard",
            "text/x-vcard");
    private static final Set<String> ENCRYPTED =
            Set.of("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime");

    private final Intake intake;
    private int files;
    private int unnamed;

    private Attachments(Intake intake) {
        this.intake = intake;
    }

    /**
     * Takes in what is attached.
     *
     * @throws MessagingException when the mail's parts cannot be told apart
     */
    static void takeIn(MimeMessage mail, Intake intake) throws MessagingException, IOException {
        new Attachments(intake).walk(mail, 0);
    }

    private void walk(MimePart part, int depth) throws MessagingException, IOException {
        String type = type(part);
        if (ENCRYPTED.contains(type)) {
            intake.refuse(nameOf(part, "message.p7m"), new MailboxRefusal.EncryptedAttachment());
        } else if (type.startsWith("multipart/") && depth < DEEPEST) {
            if (!(part.getContent() instanceof Multipart several)) {
                throw new MessagingException("a multipart without parts");
            }
            for (int i = 0; i < several.getCount(); i++) {
                BodyPart inner = several.getBodyPart(i);
                walk((MimePart) inner, depth + 1);
            }
        } else {
            leaf(part, type);
        }
    }

    private void leaf(MimePart part, String type) throws MessagingException, IOException {
        String name = AttachmentName.of(part);
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (type.equals("message/rfc822")) {
            intake.refuse(nameOf(part, "message.eml"), new MailboxRefusal.AttachedMail());
        } else if (type.equals("application/ms-tnef") || name.equalsIgnoreCase("winmail.dat")) {
            intake.refuse(nameOf(part, "winmail.dat"), new MailboxRefusal.WinmailDat());
        } else if (PASSED_OVER.contains(type)
                || isPicture(type)
                || Set.of("p7s", "vcf", "ics").contains(extension)) {
            intake.passOver(nameOf(part, type.replace('/', '.')));
        } else if (isText(part, type, name)) {
            // The text of a mail is not kept.
        } else if (FILES.contains(extension) || (extension.equals(name) && isFile(type))) {
            file(part, name.isEmpty() ? unnamed(type) : name);
        } else {
            intake.refuse(nameOf(part, unnamed(type)), new MailboxRefusal.OtherAttachment());
        }
    }

    /** What is read as the mail itself, not beside it. */
    static boolean isText(MimePart part, String type, String name) throws MessagingException {
        boolean text = type.equals("text/plain") || type.equals("text/html") || type.equals("text/enriched");
        return text && name.isEmpty() && !Part.ATTACHMENT.equalsIgnoreCase(disposition(part));
    }

    private static boolean isFile(String type) {
        return FILE_TYPES.contains(type) || type.equals("text/plain");
    }

    private static boolean isPicture(String type) {
        return type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/");
    }

    private void file(MimePart part, String name) throws MessagingException, IOException {
        if (files >= MAX_FILES) {
            intake.refuse(name, new MailboxRefusal.TooManyAttachments(MAX_FILES));
        } else if (!ENCODINGS.contains(encoding(part))) {
            files++;
            intake.refuse(name, new MailboxRefusal.DamagedAttachment());
        } else {
            files += new Archives(intake, MAX_FILES, files).takeIn(name, () -> decoded(part));
        }
    }

    /**
     * Base64 is read as RFC 2045 wants: what is none of its characters is passed over, and an end in the middle of a byte is damage, which
     * is thrown.
     */
    private static InputStream decoded(MimePart part) throws IOException {
        try {
            return part.getInputStream();
        } catch (MessagingException e) {
            throw new IOException("cannot be decoded", e);
        }
    }

    /** Nothing said is 7bit. */
    private static String encoding(MimePart part) throws MessagingException {
        String encoding = part.getEncoding();
        return encoding == null || encoding.isBlank()
                ? "7bit"
                : encoding.strip().toLowerCase(Locale.ROOT);
    }

    static String type(MimePart part) throws MessagingException {
        try {
            return new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT);
        } catch (ParseException e) {
            // Not as it should be written: what stands before the first semicolon is meant.
            String written = part.getContentType();
            int end = written.indexOf(';');
            return (end < 0 ? written : written.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        }
    }

    private static String disposition(MimePart part) throws MessagingException {
        try {
            return part.getDisposition() == null ? "" : part.getDisposition();
        } catch (ParseException e) {
            return Part.ATTACHMENT;
        }
    }

    private String unnamed(String type) {
        unnamed++;
        String extension = switch (type) {
            case "text/plain" -> ".txt";
            case "application/vnd.ms-excel" -> ".xls";
            case "application/zip", "application/x-zip-compressed" -> ".zip";
            case "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" -> ".xlsx";
            default -> FILE_TYPES.contains(type) ? ".csv" : "";
        };
        return "piece-jointe-" + unnamed + extension;
    }

    private static String nameOf(MimePart part, String otherwise) {
        String name = AttachmentName.of(part);
        return name.isEmpty() ? otherwise : name;
    }
}
