package org.openbloctel.server.callfiles.certificate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.server.platform.document.Attachment;
import org.openbloctel.server.platform.document.Documents;
import org.openbloctel.server.platform.document.QrCode;
import org.springframework.context.MessageSource;

/**
 * A certificate as a PDF: the facts, a QR code to the page that verifies it, and the signed form attached. The same certificate
 * gives the same bytes at any time. Thread-safe.
 */
public final class CertificatePdf {
    /** The name of the signed form inside the PDF. */
    public static final String ATTACHMENT = "certificate.jws";

    private final Documents documents;
    private final MessageSource messages;
    private final LawBook law;

    /** Makes them with these texts; regimes have the names of this book. */
    public CertificatePdf(Documents documents, MessageSource messages, LawBook law) {
        this.documents = documents;
        this.messages = messages;
        this.law = law;
    }

    /** The PDF of a certificate, in French or English. */
    public byte[] of(Certificates.Issued issued, Locale locale) {
        CertificateView view = CertificateView.of(issued, locale, law);
        Attachment signed = new Attachment(
                ATTACHMENT,
                "application/jose",
                messages.getMessage("certificate.pdf.attachment", null, locale),
                issued.jws().getBytes(StandardCharsets.US_ASCII));
        return documents.pdf(
                "certificate/pdf",
                locale,
                Map.of("c", view, "qr", QrCode.of(view.address())),
                issued.issuedAt(),
                List.of(signed));
    }
}
