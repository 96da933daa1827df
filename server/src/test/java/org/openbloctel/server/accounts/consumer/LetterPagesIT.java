package org.openbloctel.server.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.PaperRegistrations;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.document.Conformance;

/** A letter comes in, numbers go on the list, a letter goes out. */
final class LetterPagesIT {
    private static final String PAGE = "/operateur/courriers";

    private static ServerFixture server;

    private static Visitor operator;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
        operator = server.visitor(server.staff());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void letterIsEnteredAnsweredPrintedAndPosted() throws Exception {
        operator.get(PAGE);
        HttpResponse<String> entered = operator.post(PAGE, letter("C-1", "01 99 00 00 21\n06 39 98 00 21"));
        assertThat(entered.statusCode()).isEqualTo(302);
        assertThat(operator.get(PAGE).body()).contains("Maëlle Test", "C-1", "La demande est saisie");

        PaperRegistrations paper = server.bean(PaperRegistrations.class);
        PaperRegistrations.Outgoing waiting = waiting(paper, "C-1");
        byte[] pdf = server.bean(Receipts.class).letter(waiting);
        Conformance.assertConforms(pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Maëlle Test", "10000 Troyes", "C-1", "01\u00a099\u00a000\u00a000\u00a021")
                    .contains(waiting.registrations()
                            .getFirst()
                            .registrationNumber()
                            .spelled());
        }
        assertThat(operator.get(PAGE + "/" + waiting.id() + "/lettre.pdf").statusCode())
                .isEqualTo(200);

        operator.get(PAGE);
        operator.post(PAGE + "/" + waiting.id() + "/envoi", Map.of());
        assertThat(operator.get(PAGE).body()).doesNotContain(waiting.id().toString());
    }

    @Test
    void letterOfWithdrawalTakesTheNumberOff() {
        PaperRegistrations paper = server.bean(PaperRegistrations.class);
        operator.get(PAGE);
        operator.post(PAGE, letter("C-2", "01 99 00 00 22"));
        String number = waiting(paper, "C-2")
                .registrations()
                .getFirst()
                .registrationNumber()
                .spelled();
        operator.get(PAGE);
        operator.post(PAGE + "/retrait", Map.of("registrationNumber", number, "letterReference", "C-3"));
        assertThat(waiting(paper, "C-3").kind()).isEqualTo("WITHDRAWAL");
        HttpResponse<String> again =
                operator.post(PAGE + "/retrait", Map.of("registrationNumber", number, "letterReference", "C-3"));
        assertThat(again.body()).contains("href=\"#letterReference\"", "déjà été saisi");
    }

    @Test
    void faultsAreSaidBesideTheirFields() {
        operator.get(PAGE);
        HttpResponse<String> answer = operator.post(PAGE, letter("C-4", "01 99 00 00"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("href=\"#numbers\"", "value=\"C-4\"");
        assertThat(operator.post(PAGE, letter("", "01 99 00 00 24")).body()).contains("href=\"#reference\"");
        assertThat(operator.post(PAGE + "/retrait", Map.of("registrationNumber", "1", "letterReference", "C-5"))
                        .body())
                .contains("href=\"#registrationNumber\"");
    }

    @Test
    void letterSpeaksTheLanguageOfItsReader() throws Exception {
        PaperRegistrations paper = server.bean(PaperRegistrations.class);
        PaperRegistrations.Outgoing letter = paper.enter(
                "staff:1",
                new PaperRegistrations.Letter("C-6", "Ada Test", "1 Fiction Street", "0199000026", Locale.ENGLISH));
        try (PDDocument document = Loader.loadPDF(server.bean(Receipts.class).letter(letter))) {
            assertThat(new PDFTextStripper().getText(document)).contains("Dear reader", "on 24\u00a0December 2026");
        }
    }

    @Test
    void nobodyElseComesIn() {
        for (SignedIn who : List.of(
                new SignedIn.Consumer(UUID.randomUUID()),
                new SignedIn.Member(UUID.randomUUID(), UUID.randomUUID(), SignedIn.Role.OWNER, true))) {
            assertThat(server.visitor(who).get(PAGE).statusCode()).isEqualTo(403);
        }
    }

    private static PaperRegistrations.Outgoing waiting(PaperRegistrations paper, String reference) {
        return paper.toPost(100).stream()
                .filter(letter -> letter.reference().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> letter(String reference, String numbers) {
        return Map.of(
                "reference", reference,
                "name", "Maëlle Test",
                "postalAddress", "1 rue de la Fiction\n10000 Troyes",
                "numbers", numbers,
                "language", "fr");
    }
}
