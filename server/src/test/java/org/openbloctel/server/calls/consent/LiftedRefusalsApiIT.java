package org.openbloctel.server.calls.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.server.platform.programs.Program.bytes;
import static org.openbloctel.server.platform.programs.Program.json;
import static org.openbloctel.server.platform.programs.Program.text;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.programs.Program;
import tools.jackson.databind.JsonNode;

/** In December 2026 a refusal is lifted by a confirmation alone: in a file, at the dialer and on the pages, over real HTTP. */
final class LiftedRefusalsApiIT {
    private static ServerFixture server;
    private static Caller caller;
    private static Program program;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
        server.clock().move(Duration.ofDays(14));
        server.publish("0639980001\n");
        caller = new Caller(server, "000000018", "Exemple").withPlan(1000, 100_000);
        program = new Program(
                server.address(),
                caller.key("obl_live_liftedlifted", "submissions", "calls", "verdicts", "consents", "checks"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode post(String path, String body) {
        HttpResponse<byte[]> answer =
                program.send("POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(text(answer)).isBetween(200, 201);
        return json(answer);
    }

    private static String campaign() {
        return post("/api/v1/campaigns", """
                {"name":"Décembre","subject":"telecom","startsOn":"2026-12-01","endsOn":"2027-02-28"}""").get("id").asString();
    }

    private static void refused(String campaign, String number) {
        post("/api/v1/calls", """
                {"calls":[{"id":"c-%s","number":"%s","at":"2026-12-08T11:00:00+01:00","campaign":"%s","outcome":"refused"}]}""".formatted(number.substring(8), number, campaign));
    }

    private static String claimed(String number) {
        return post("/api/v1/consents", """
                {"consents":[{"reference":"r-%s","number":"%s","givenAt":"2026-12-08T14:00:00+01:00",
                "until":"2027-06-20T15:00:00+02:00","thirdParties":[],"goods":"Forfaits","subject":"telecom",
                "text":"J’accepte d’être appelé","channel":"web","positiveAct":true,"withdrawalExplained":true,"proofOffered":true,
                "evidence":"sha256:8e1747ea8e28eb25ae996783b54f4b8f7ca1640cf17f16b6bdd1a98c2b1ef450"}]}""".formatted(number.substring(8), number))
                .at("/results/0/id")
                .asString();
    }

    private static String dialled(String campaign, String number) {
        return text(program.send(
                "POST",
                "/api/v1/dial",
                BodyPublishers.ofString("number=" + number + "&campaign=" + campaign),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Accept",
                "text/plain"));
    }

    @Test
    void fileDialerAndPagesWaitForThePersonAndNameTheRemedy() {
        String campaign = campaign();
        for (String number : new String[] {"0639980002", "0639980003", "0639980004"}) {
            refused(campaign, number);
        }
        String claim = claimed("0639980002");
        String confirmed = claimed("0639980003");
        Visitor person = server.visitor(new ConsentPeople(server).consumer("0639980003", true));
        assertThat(person.get("/espace/consentements").body())
                .contains("cette confirmation leur permet de vous rappeler à ce sujet");
        assertThat(person.post("/espace/consentements/" + confirmed + "/confirmation", Map.of())
                        .statusCode())
                .isEqualTo(302);
        JsonNode submission = program.submitted(
                "hiver.csv",
                "&campaign=" + campaign,
                bytes("Telephone;Identifiant\n0639980002;A2\n0639980003;A3\n0639980004;A4\n"));
        assertThat(program.file(submission, "verdicts"))
                .contains("0639980002;A2;FORBIDDEN no-call-after-objection\r\n")
                .contains("0639980003;A3;OK\r\n")
                .contains("0639980004;A4;FORBIDDEN consent\r\n");
        assertThat(dialled(campaign, "0639980002")).isEqualTo("FORBIDDEN no-call-after-objection\n");
        assertThat(dialled(campaign, "0639980003")).isEqualTo("ALLOWED\n");
        Visitor member = server.visitor(caller.owner(true));
        assertThat(member.get("/pro/depots/" + submission.get("id").asString()).body())
                .contains("Ne plus rappeler qui s’y est opposé", "le lien de ce consentement");
        assertThat(member.get("/pro/consentements/" + claim).body())
                .contains("non confirmé par la personne", "a confirmé elle-même après son opposition");
        assertThat(member.get("/pro/consentements/" + confirmed).body())
                .doesNotContain("a confirmé elle-même après son opposition");
        assertThat(member.get("/pro/consentements/nouveau").body())
                .contains("Les réponses du service en tiennent compte aussitôt")
                .contains("a confirmé elle-même après son opposition");
    }
}
