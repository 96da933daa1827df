package org.openbloctel.server.platform.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Documents conform, are the same when made again, and hold what was put into them. */
final class DocumentsIT {
    private static final Instant NOW = Instant.parse("2026-03-29T00:59:59.123Z");
    private static final String TEXT = "Été à Nœux : 1\u202f234\u00a0€ – « d’accord »";

    private final Documents documents = new Documents(messages(), InstantSource.fixed(NOW));

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void documentConformsToPdfA3uAndPdfUa1(String language) throws Exception {
        byte[] pdf = documents.pdf("document/sample", Locale.of(language), model());
        Conformance.assertConforms(pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo(language);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Exemple");
            assertThat(document.getNumberOfPages()).isEqualTo(3);
            assertThat(new PDFTextStripper().getText(document)).contains(TEXT, "page\u00a02\u00a0/\u00a03");
        }
    }

    @Test
    void documentMadeAgainHasTheSameBytes() {
        byte[] first = documents.pdf("document/sample", Locale.FRENCH, model());
        assertThat(new Documents(messages(), InstantSource.fixed(NOW)).pdf("document/sample", Locale.FRENCH, model()))
                .isEqualTo(first);
    }

    @Test
    void attachedFileIsFoundWholeAndTheDocumentStillConforms() throws Exception {
        byte[] content = "eyJ0eXAi.e30.c2ln".getBytes(StandardCharsets.UTF_8);
        byte[] pdf = documents.pdf(
                "document/sample",
                Locale.FRENCH,
                model(),
                NOW,
                List.of(new Attachment("certificate.jws", "application/jose", "Attestation signée", content)));
        Conformance.assertConforms(pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var files = new PDDocumentNameDictionary(document.getDocumentCatalog())
                    .getEmbeddedFiles()
                    .getNames();
            assertThat(files.keySet()).containsExactly("certificate.jws");
            for (PDComplexFileSpecification file : files.values()) {
                assertThat(file.getEmbeddedFile().toByteArray()).isEqualTo(content);
            }
        }
    }

    /** Names and addresses are typed by strangers: a document that failed on one would fail for ever. */
    @Test
    void anyTextMakesADocumentThatConforms() throws Exception {
        List<String> texts = List.of(
                "<b>boom</b> & \"'",
                "\uD83D\uDE00 \u682a\u5f0f\u4f1a\u793e",
                "a\u0001b\u0007c\u000bd\0e",
                "\ufffe\uffff\ufeff",
                "\uD83D seul",
                "e\u0301\u0302\u0303",
                "]]> <!-- ${1000+337} &nbsp; &#0;",
                // The last: behind U+202E a line is written the other way round.
                "\u202e\u05e9\u05dc\u05d5\u05dd \u2066\u0645\u0631\u062d\u0628\u0627\u2069");
        Map<String, Object> model = new java.util.HashMap<>(model());
        for (String text : texts) {
            model.put("title", "debut " + text);
            model.put("text", text);
            try (PDDocument document = Loader.loadPDF(documents.pdf("document/sample", Locale.FRENCH, model))) {
                assertThat(new PDFTextStripper().getText(document))
                        .contains("debut")
                        .doesNotContain("1337");
            }
        }
        model.put("title", String.join(" ", texts));
        model.put("text", String.join(" ", texts));
        Conformance.assertConforms(documents.pdf("document/sample", Locale.FRENCH, model));
    }

    @Test
    void wordLongerThanTheLineMakesADocument() throws Exception {
        Map<String, Object> model = new java.util.HashMap<>(model());
        model.put("text", "x".repeat(10_000));
        Conformance.assertConforms(documents.pdf("document/sample", Locale.FRENCH, model));
    }

    @Test
    void severalFilesAreInsideEachUnderItsName() throws Exception {
        List<Attachment> files = List.of(
                new Attachment("b.json", "application/json", "Données", "{}".getBytes(StandardCharsets.UTF_8)),
                new Attachment("a <é>.txt", "text/plain", "Vide", new byte[0]));
        byte[] pdf = documents.pdf("document/sample", Locale.ENGLISH, model(), NOW, files);
        Conformance.assertConforms(pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var names = new PDDocumentNameDictionary(document.getDocumentCatalog())
                    .getEmbeddedFiles()
                    .getNames();
            assertThat(names.keySet()).containsExactlyInAnyOrder("a <é>.txt", "b.json");
            PDComplexFileSpecification json = java.util.Objects.requireNonNull(names.get("b.json"));
            assertThat(json.getFileDescription()).isEqualTo("Données");
            assertThat(json.getEmbeddedFile().getSubtype()).isEqualTo("application/json");
            assertThat(json.getEmbeddedFile().getSize()).isEqualTo(2);
        }
        assertThat(documents.pdf("document/sample", Locale.ENGLISH, model(), NOW, files))
                .as("made again")
                .isEqualTo(pdf);
    }

    /** Its date stands in it twice, both of them the time that was given and not that on the wall. */
    @Test
    void documentIsDatedByTheTimeItIsGiven() throws Exception {
        Instant made = Instant.parse("2024-02-29T23:59:59.999Z");
        byte[] pdf = documents.pdf("document/sample", Locale.FRENCH, model(), made, List.of());
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getDocumentInformation().getCreationDate().toInstant())
                    .isEqualTo(Instant.parse("2024-02-29T23:59:59Z"));
            String xmp = new String(document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
            assertThat(xmp).contains("<xmp:CreateDate>2024-02-29T23:59:59Z</xmp:CreateDate>");
        }
        assertThat(documents.pdf("document/sample", Locale.FRENCH, model(), made.plusSeconds(1), List.of()))
                .isNotEqualTo(pdf);
    }

    @Test
    void nothingIsFetched() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/x.png";
        assertThat(documents.pdf("document/fetching", Locale.FRENCH, Map.of("address", address)))
                .isNotEmpty();
        server.stop(0);
        assertThat(requests).hasValue(0);
    }

    /** The second is wanted while the first is made. */
    @Test
    @Timeout(60)
    void documentThatGetsNoPlaceIsRefused() {
        Documents one = new Documents(messages(), InstantSource.fixed(NOW), 1, Duration.ZERO);
        Map<String, Object> model = new java.util.HashMap<>(model());
        AtomicInteger refused = new AtomicInteger();
        model.put("text", new Object() {
            @Override
            public String toString() {
                assertThatThrownBy(() -> one.pdf("document/sample", Locale.FRENCH, model()))
                        .isInstanceOfSatisfying(
                                RefusedException.class,
                                e -> assertThat(e.refusal()).isEqualTo(new RequestRefusal.Busy()));
                refused.incrementAndGet();
                return TEXT;
            }
        });
        assertThat(one.pdf("document/sample", Locale.FRENCH, model)).isNotEmpty();
        assertThat(refused.get()).isPositive();
        assertThat(one.pdf("document/sample", Locale.FRENCH, model())).isNotEmpty();
    }

    private static Map<String, Object> model() {
        String address = "https://example.org/verifier/1";
        return Map.of("title", "Exemple", "text", TEXT, "address", address, "qr", QrCode.of(address));
    }

    private static ResourceBundleMessageSource messages() {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("i18n/document/messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
