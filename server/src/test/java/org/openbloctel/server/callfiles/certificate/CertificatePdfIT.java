package org.openbloctel.server.callfiles.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.law.LawBook;
import org.openbloctel.registry.callfiles.certificate.CertificateSamples;
import org.openbloctel.registry.callfiles.certificate.Certificates;
import org.openbloctel.registry.callfiles.certificate.Issuer;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.document.Conformance;
import org.openbloctel.server.platform.document.Documents;
import org.springframework.context.support.ResourceBundleMessageSource;

/** The PDF conforms, says what was signed, carries it, and leads a telephone to the page that verifies it. */
final class CertificatePdfIT {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T08:00:00Z"));
    private static final int DPI = 150;

    private final TestDatabase test = TestDatabase.create();
    private final Certificates certificates = new Certificates(
            test.database(),
            MasterKeys.generate(),
            new AuditTrail(test.database(), MasterKeys.generate(), CLOCK),
            CLOCK,
            new Issuer("OpenBloctel", "https://bloctel.example.org"));
    private final Certificates.Issued issued =
            certificates.issue(CertificateSamples.request(UUID.randomUUID(), "prospects 0639980001.csv"));
    private final CertificatePdf pdf =
            new CertificatePdf(new Documents(messages(), CLOCK), messages(), LawBook.france());

    @ParameterizedTest
    @CsvSource({"fr, list", "en, list", "fr, law", "en, law"})
    void certificateConformsToPdfA3uAndPdfUa1(String language, String scope) throws Exception {
        Certificates.Issued shown = scope.equals("law") ? byLaw() : issued;
        byte[] bytes = pdf.of(shown, Locale.of(language));
        Files.write(Path.of("target", "certificate-" + scope + "-" + language + ".pdf"), bytes);
        Conformance.assertConforms(bytes);
        assertThat(pdf.of(shown, Locale.of(language))).isEqualTo(bytes);
    }

    @Test
    void certificateOfACampaignNamesTheLawTheRulesThatForbidAndTheHours() throws Exception {
        assertThat(text(byLaw(), Locale.FRENCH))
                .contains("La loi du jour de la vérification, pour la campagne")
                .contains("Le consentement préalable de 2026, en vigueur depuis le 11 août 2026 (article L.223-1)")
                .contains(
                        "Cette réponse vaut du lundi au vendredi de 10 h à 13 h et de 14 h à 20 h, sauf les jours fériés")
                .containsSubsequence(
                        "Lignes interdites, par règle",
                        "N’appeler qu’avec un consentement préalable 2 361",
                        "La personne a demandé à ne plus être appelée 37",
                        "Quatre appels au plus en trente jours 2")
                .doesNotContain("??");
        assertThat(text(byLaw(), Locale.ENGLISH))
                .contains("The prior consent of 2026, in force since 11 August 2026 (article L.223-1)")
                .contains("Call only with prior consent 2,361")
                .doesNotContain("??");
    }

    @Test
    void certificateOfACampaignFitsOnTwoPages() throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf.of(byLaw(), Locale.FRENCH))) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
        }
    }

    @Test
    void certificateByTheListHasNeitherRulesNorHours() throws Exception {
        assertThat(text(issued, Locale.FRENCH))
                .contains("La liste d’opposition seule", "Le consentement préalable de 2026, en vigueur depuis le")
                .doesNotContain("Lignes interdites", "Cette réponse vaut", "Règles appliquées");
    }

    private Certificates.Issued byLaw() {
        return certificates.issue(CertificateSamples.lawRequest(UUID.randomUUID(), "prospects.csv"));
    }

    /** Its words in a row, with any kind of space between them. */
    private String text(Certificates.Issued shown, Locale locale) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.of(shown, locale))) {
            return new PDFTextStripper().getText(document).replaceAll("[\\s\u00a0\u202f]+", " ");
        }
    }

    @Test
    void pageSaysWhatWasSigned() throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf.of(issued, Locale.FRENCH))) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Fenêtres & Cie, SIREN 552\u00a0100\u00a0554")
                    .contains("Centre d’appels « Exemple » SAS", issued.id().toString())
                    .contains("25\u00a0décembre 2026 inclus", "prospects ••••••••••.csv")
                    .contains("n’a plus d’effet légal")
                    .doesNotContain("0639980001", "??", "#");
        }
    }

    @Test
    void signedFormIsAttached() throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf.of(issued, Locale.FRENCH))) {
            for (PDComplexFileSpecification file : new PDDocumentNameDictionary(document.getDocumentCatalog())
                    .getEmbeddedFiles()
                    .getNames()
                    .values()) {
                assertThat(file.getFilename()).isEqualTo(CertificatePdf.ATTACHMENT);
                assertThat(new String(file.getEmbeddedFile().toByteArray(), StandardCharsets.UTF_8))
                        .isEqualTo(issued.jws());
            }
        }
    }

    @Test
    void telephoneReadsTheCodeOfTheVerifyingPage() throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf.of(issued, Locale.FRENCH))) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(document.getNumberOfPages() - 1, DPI);
            int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
            BinaryBitmap bitmap = new BinaryBitmap(
                    new HybridBinarizer(new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels)));
            assertThat(new QRCodeReader()
                            .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
                            .getText())
                    .isEqualTo("https://bloctel.example.org/verifier/" + issued.id());
        }
    }

    private static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasenames("i18n/document/messages", "i18n/certificate/messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
