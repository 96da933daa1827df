package org.openbloctel.server.calls.consent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.registry.calls.consent.ConsentLinks;
import org.openbloctel.registry.calls.consent.EvidenceFiles;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.Description;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a consent is asked for, who says that it was given, and what proves it, as both sides see it. */
final class ConsentStatePagesIT {
    private static final String MINE = "/espace/consentements";
    private static final String PRO = "/pro/consentements";
    private static final String NEW = "/pro/consentements/nouveau";
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
        assertThat(visitor.get(path).body()).contains("Préciser le sujet", "Déposer la pièce");
        Map<String, String> form = Map.of("subject", "insurance", "asked", "true");
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
        assertThat(visitor.post(path, Map.of("subject", "insurance")).statusCode())
                .as("the word is missing")
                .isEqualTo(422);
        visitor.get(path);
        assertThat(visitor.post(path, form).statusCode()).isEqualTo(302);
        assertThat(visitor.get(path).body())
                .contains(
                        "Le sujet est enregistré",
                        "Secteurs précisés plus tard",
                        "Sujet indiqué plus tard",
                        "Assurance")
                .doesNotContain("Préciser le sujet");
        assertThat(visitor.post(path, form).statusCode()).isEqualTo(422);
        assertThat(server.visitor(new Caller(server, "000000026", "Autre").owner(true))
                        .get(path)
                        .statusCode())
                .isEqualTo(404);
    }

    private static Map<String, String> typed(String reference) {
        return new HashMap<>(Map.ofEntries(
                Map.entry("reference", reference),
                Map.entry("number", "06 39 98 04 21"),
                Map.entry("givenAt", "2026-11-24T15:00"),
                Map.entry("until", "2027-11-23"),
                Map.entry("thirdParties", "aucun"),
                Map.entry("goods", "une mutuelle"),
                Map.entry("subject", "insurance"),
                Map.entry("text", "J’accepte d’être appelé"),
                Map.entry("channel", "web"),
                Map.entry("positiveAct", "true"),
                Map.entry("withdrawalExplained", "true"),
                Map.entry("proofOffered", "true"),
                Map.entry("evidence", "")));
    }

    @Test
    void memberDeclaresOneConsentWithItsFileOrItsDigest() throws Exception {
        Visitor visitor = member();
        assertThat(visitor.get(PRO).body()).contains("href=\"" + NEW + "\"");
        assertThat(visitor.get(NEW).body())
                .contains("Déclarer un consentement", "value=\"C-2026-11-24-")
                .contains("Les réponses du service en tiennent compte aussitôt")
                .doesNotContain("checked=\"checked\"");
        HttpResponse<String> answer = visitor.upload(NEW, typed("d-1"), "accord.pdf", PIECE);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        String page = location(answer);
        assertThat(visitor.get(page).body())
                .contains("Le consentement est enregistré", "d-1", "Assurance", "24\u00a0novembre 2026")
                .contains("Télécharger la pièce", page + "/piece", "Lien à transmettre", ConsentLinks.PATH + "#jeton=")
                .doesNotContain("39 98 04 21", "39980421");
        JsonNode kept = Program.json(program.get("/api/v1/consents/" + page.substring(page.lastIndexOf('/') + 1)));
        assertThat(kept.get("until").asString()).isEqualTo("2027-11-23T23:00:00Z");
        assertThat(kept.get("evidenceKept").booleanValue()).isTrue();
        visitor.get(NEW);
        assertThat(location(visitor.upload(NEW, typed("d-1"), "accord.pdf", PIECE)))
                .as("the second of two clicks is the same consent")
                .isEqualTo(page);
        assertThat(visitor.get(page).body()).contains("Ce consentement était déjà enregistré");
        Map<String, String> digest = typed("d-2");
        digest.put("evidence", "8E1747EA8E28EB25AE996783B54F4B8F7CA1640CF17F16B6BDD1A98C2B1EF450");
        visitor.get(NEW);
        HttpResponse<String> second = visitor.upload(NEW, digest, "", new byte[0]);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(302);
        assertThat(visitor.get(location(second)).body()).contains("sha256:8e1747ea");
    }

    private static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("").replaceFirst("^https?://[^/]+", "");
    }

    /** Each field wrong in turn: the refusal is the one of a file's line, stands beside its field, and what was typed stays. */
    @Test
    void declaredConsentIsRefusedInTheWordsOfTheJudge() {
        Visitor visitor = member();
        for (String[] wrong : List.of(
                new String[] {"number", "12", "n’est pas, de façon sûre, un numéro"},
                new String[] {"goods", "une mutuelle, au 06 39 98 04 21", "Ce texte (produits ou services) contient"},
                new String[] {"reference", "REF-2026-0639980421", "Ce texte (référence) contient un numéro"},
                new String[] {"until", "2027-11-24", "dépasse un an"},
                new String[] {"givenAt", "hier", "Le champ donné le n’est pas une date et une heure"},
                new String[] {"thirdParties", "123456789", "SIREN"},
                new String[] {"evidence", "sha256:" + "0".repeat(64), "aucune pièce ne prouve le consentement"})) {
            Map<String, String> form = typed("w-1");
            form.put("evidence", "8e1747ea8e28eb25ae996783b54f4b8f7ca1640cf17f16b6bdd1a98c2b1ef450");
            form.put(wrong[0], wrong[1]);
            visitor.get(NEW);
            HttpResponse<String> answer = visitor.upload(NEW, form, "", new byte[0]);
            assertThat(answer.statusCode()).as(wrong[0]).isEqualTo(422);
            assertThat(answer.body())
                    .as(wrong[0])
                    .contains(
                            "id=\"" + wrong[0] + "-error\"",
                            wrong[2],
                            "accepte d&rsquo;&ecirc;tre appel&eacute;</textarea>");
        }
        visitor.get(NEW);
        assertThat(visitor.upload(NEW, Map.of("reference", "w-2"), "", new byte[0])
                        .body())
                .contains("Complétez ces champs avec ce qui a vraiment été dit")
                .contains(
                        "Complétez ou corrigez\u00a0: numéro de la personne.", "Complétez ou corrigez\u00a0: donné le.")
                .contains("id=\"number-error\"", "id=\"subject-error\"", "id=\"positiveAct-error\"")
                .contains("id=\"evidence-error\"", "Complétez ou corrigez\u00a0: pièce ou empreinte.");
        Map<String, String> other = typed("w-3");
        other.put("evidence", "8e1747ea8e28eb25ae996783b54f4b8f7ca1640cf17f16b6bdd1a98c2b1ef450");
        visitor.get(NEW);
        assertThat(visitor.upload(NEW, other, "accord.pdf", PIECE).body())
                .contains("id=\"file-error\"", "n’est pas celle que vous avez déclarée");
        visitor.get(NEW);
        assertThat(visitor.upload(NEW, typed("w-4"), "film.mp4", new byte[EvidenceFiles.MAX_BYTES + 1])
                        .body())
                .contains("id=\"file-error\"", "La pièce qui prouve un consentement peut peser")
                .contains("accepte d&rsquo;&ecirc;tre appel&eacute;</textarea>");
        assertThat(visitor.get(PRO + "?recherche=w-").body()).contains("Aucun consentement ne correspond");
        assertThat(server.visitor(caller.colleague(SignedIn.Role.AUDITOR))
                        .get(NEW)
                        .statusCode())
                .isEqualTo(403);
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
