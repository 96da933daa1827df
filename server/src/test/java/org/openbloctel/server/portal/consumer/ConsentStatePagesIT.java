package org.openbloctel.server.portal.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.consent.ConsentLinks;
import org.openbloctel.registry.consumer.Consumers;
import org.openbloctel.registry.webhook.Webhooks;
import org.openbloctel.server.api.Description;
import org.openbloctel.server.api.Program;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.http.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a consent is asked for, who says that it was given, and what proves it, as both sides see it. */
final class ConsentStatePagesIT {
    private static final String MINE = "/espace/consentements";
    private static final String PRO = "/pro/consentements";
    private static final byte[] PIECE = "le formulaire signé par la personne".getBytes(UTF_8);

    private static ServerFixture server;
    private static ConsentPeople people;
    private static Caller caller;
    private static Program program;
    private static int claims;

    @BeforeAll
    static void start() throws Exception {
        server = ServerFixture.start();
        people = new ConsentPeople(server);
        caller = new Caller(server, "000000018", "Exemple & Fils");
        program = new Program(server.address(), caller.key("obl_live_consentstates", "consents"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JdbcClient owner() {
        return people.owner();
    }

    private static UUID claim(String number) {
        return people.record(
                caller.company(), ConsentPeople.claim("ref-" + ++claims, number, "une mutuelle", "insurance"));
    }

    private static SignedIn.Consumer consumer(String number, boolean proved) {
        return people.consumer(number, proved);
    }

    private static Visitor member() {
        return server.visitor(caller.owner(true));
    }

    @Test
    void personWhoProvedTheNumberConfirmsAndBothSidesSeeIt() throws Exception {
        server.bean(Webhooks.class)
                .make(
                        caller.company(),
                        "test",
                        new Webhooks.Wanted("https://[2001:db7::1]/", "CRM", List.of("consent.confirmed")),
                        null);
        UUID consent = claim("0639980401");
        UUID others = claim("0639980402");
        Visitor visitor = server.visitor(consumer("0639980401", true));
        assertThat(visitor.get(MINE).body())
                .contains("Assurance", "Je confirme cet accord", "Déclaré par l’entreprise, non confirmé");
        assertThat(member().get(PRO + "/" + consent).body())
                .contains("Assurance", "non confirmé par la personne")
                .doesNotContain("par vous");
        assertThat(visitor.post(MINE + "/" + others + "/confirmation", Map.of()).statusCode())
                .isEqualTo(404);
        for (int click = 0; click < 2; click++) {
            visitor.get(MINE);
            assertThat(visitor.post(MINE + "/" + consent + "/confirmation", Map.of())
                            .statusCode())
                    .isEqualTo(302);
        }
        assertThat(visitor.get(MINE).body())
                .contains("Vous avez confirmé l’accord donné à Exemple", "Confirmé par vous le")
                .doesNotContain("Je confirme cet accord");
        assertThat(member().get(PRO).body()).contains("Confirmé par la personne");
        assertThat(member().get(PRO + "/" + consent).body())
                .contains("Confirmé par la personne le")
                .doesNotContain("par vous");
        try (PDDocument pdf = Loader.loadPDF(
                visitor.file(MINE + "/" + consent + "/preuve.pdf").body())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("Assurance", "Confirmé par vous le");
        }
        assertThat(visitor.get(MINE + "/" + consent + "/preuve.json").body())
                .contains("\"sectors\":[\"insurance\"]", "\"confirmedAt\":\"2026-");
        assertThat(owner().sql("select count(*) from accounts.audit_entry where action = 'consent.confirmed'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        List<String> events = owner().sql("select payload from accounts.webhook_event where type = 'consent.confirmed'")
                .query(String.class)
                .list();
        assertThat(events)
                .as("the second of two clicks tells nobody")
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .contains(consent.toString(), "\"reference\":\"ref-", "\"sectors\":[\"insurance\"]")
                        .doesNotContain("39980401"));
        Description.coversEvent(events.getFirst());
        assertThat(Program.json(program.get("/api/v1/consents/" + consent))
                        .get("state")
                        .asString())
                .isEqualTo("CONFIRMED");
    }

    /** The company has the link, too: what it confirms would be worth what the company says. */
    @Test
    void linkAloneConfirmsNothingAndLeadsToACode() {
        UUID consent = claim("0639980403");
        String link = server.bean(ConsentLinks.class).of(consent).replaceFirst("^https?://[^/]+", "");
        Visitor visitor = server.visitor();
        assertThat(visitor.get(link).body())
                .contains("Ce lien seul ne suffit pas", "href=\"/retirer-mon-consentement\"")
                .doesNotContain("/confirmation");
        assertThat(visitor.post("/retirer-mon-consentement/liste/" + consent + "/confirmation", Map.of())
                        .statusCode())
                .isNotEqualTo(302);
    }

    @Test
    void consentOfBeforeIsShownCompletedOnceAndProvedByAFile() throws Exception {
        UUID consent = claim("0639980404");
        owner().sql("update accounts.consent set sectors = '{}', evidence = ? where id = ?")
                .params("sha256:" + "0".repeat(64), consent)
                .update();
        String path = PRO + "/" + consent;
        Visitor visitor = member();
        assertThat(visitor.get(PRO + "?etat=INCOMPLETE").body()).contains("À compléter", path);
        assertThat(server.visitor(consumer("0639980404", true)).get(MINE).body())
                .contains("Ce consentement ne permet aucun appel")
                .doesNotContain("Je confirme cet accord");
        assertThat(visitor.get(path).body()).contains("Préciser les secteurs", "Déposer la pièce");
        Map<String, String> form = Map.of("sectors", "insurance", "asked", "true");
        assertThat(visitor.post(path, form).body()).contains("aucune pièce ne prouve le consentement");
        visitor.get(path);
        assertThat(visitor.upload(path + "/piece", Map.of(), "vide.pdf", new byte[0])
                        .statusCode())
                .isEqualTo(422);
        visitor.get(path);
        assertThat(visitor.upload(path + "/piece", Map.of(), "formulaire.pdf", PIECE)
                        .statusCode())
                .isEqualTo(302);
        assertThat(visitor.get(path).body()).contains("La pièce est gardée", path + "/piece");
        assertThat(visitor.file(path + "/piece").body()).isEqualTo(PIECE);
        assertThat(visitor.post(path, Map.of("sectors", "insurance")).statusCode())
                .as("the word is missing")
                .isEqualTo(422);
        visitor.get(path);
        assertThat(visitor.post(path, form).statusCode()).isEqualTo(302);
        assertThat(visitor.get(path).body())
                .contains("Les secteurs sont enregistrés", "Secteurs précisés plus tard", "Assurance")
                .doesNotContain("Préciser les secteurs");
        assertThat(visitor.post(path, form).statusCode()).isEqualTo(422);
        assertThat(server.visitor(new Caller(server, "000000026", "Autre").owner(true))
                        .get(path)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void oneConsentIsReadByItsCompaniesAlone() {
        UUID consent = people.record(
                caller.company(),
                ConsentPeople.claim(
                        "g-1", "0639980431", "une mutuelle", "insurance", List.of("000000034"), ConsentPeople.GIVEN));
        String path = "/api/v1/consents/" + consent;
        JsonNode one = Program.json(program.get(path));
        assertThat(one.get("id").asString()).isEqualTo(consent.toString());
        assertThat(one.get("reference").asString()).isEqualTo("g-1");
        assertThat(one.get("principal").asString()).isEqualTo("000000018");
        assertThat(one.get("thirdParties").toString()).isEqualTo("[\"000000034\"]");
        assertThat(one.get("state").asString()).isEqualTo("CLAIMED");
        assertThat(one.get("evidenceKept").booleanValue()).isFalse();
        assertThat(one.get("withdrawnAt").isNull()).isTrue();
        assertThat(one.toString()).doesNotContain("39980431", "39 98 04 31");
        Program stranger = new Program(
                server.address(), new Caller(server, "000000042", "Autre").key("obl_live_consentstranger", "consents"));
        assertThat(Program.problem(stranger.get(path))).isEqualTo("404 BT-0703");
        assertThat(Program.problem(program.get("/api/v1/consents/" + UUID.randomUUID())))
                .isEqualTo("404 BT-0703");
        assertThat(Program.problem(program.get("/api/v1/consents/g-1"))).isEqualTo("400 BT-0701");
        Program test = new Program(server.address(), caller.key("obt_test_consentstates", "consents"));
        assertThat(Program.problem(test.get(path)))
                .as("real, and not for a test key")
                .isEqualTo("403 BT-0102");
        program.send(
                "POST",
                "/api/v1/consents/withdrawals",
                BodyPublishers.ofString("{\"number\":\"0639980431\"}"),
                "Content-Type",
                "application/json");
        assertThat(Program.json(program.get(path)).get("withdrawnAt").asString())
                .isEqualTo(server.clock().instant().toString());
    }

    /** With its length known and without: the sender reads the refusal, and is not cut off. */
    @Test
    void evidenceBeyondTheLimitIsRefusedWithoutCuttingTheConnection() {
        String path = "/api/v1/consents/" + claim("0639980441") + "/evidence";
        byte[] large = new byte[48 << 20];
        for (BodyPublisher body : List.of(
                BodyPublishers.ofByteArray(large),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
            HttpResponse<byte[]> answer = program.send("PUT", path, body, "Content-Type", "application/octet-stream");
            assertThat(Program.problem(answer)).isEqualTo("413 BT-0660");
            assertThat(Program.json(answer).get("detail").asString()).contains("Mo au plus");
            assertThat(Program.json(answer).get("cure").asString()).contains("ne déclarez que son empreinte");
        }
    }

    @Test
    void whoWithdrawsANumberIsToldWhetherItStaysOnTheList() {
        String twice = "0639980405";
        SignedIn.Consumer first = consumer(twice, true);
        SignedIn.Consumer second = consumer(twice, true);
        assertThat(withdrawn(first)).contains("mais il reste sur la liste", "une autre inscription");
        assertThat(withdrawn(second)).contains("il n’est plus sur la liste").doesNotContain("une autre inscription");
        consumer("0639980406", true);
        assertThat(withdrawn(consumer("0639980406", false)))
                .as("nobody learns by a registration of their own whether a number is registered")
                .contains("sauf si une autre inscription l’y maintient")
                .doesNotContain("mais il reste sur la liste");
        assertThat(withdrawn(consumer("0639980407", false))).contains("sauf si une autre inscription l’y maintient");
    }

    private static String withdrawn(SignedIn.Consumer who) {
        UUID registration =
                server.bean(Consumers.class).space(who.id()).living().getFirst().id();
        Visitor visitor = server.visitor(who);
        String path = "/espace/numeros/" + registration + "/retrait";
        visitor.get(path);
        HttpResponse<String> answer = visitor.post(path, Map.of());
        assertThat(answer.statusCode()).isEqualTo(302);
        return visitor.get("/espace").body();
    }
}
