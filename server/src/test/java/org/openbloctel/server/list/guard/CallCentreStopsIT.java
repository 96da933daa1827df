package org.openbloctel.server.list.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.list.guard.Stops;
import org.openbloctel.registry.list.lookup.Lookups;
import org.openbloctel.registry.list.lookup.Written;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** One client's bad file closes a call centre for this client by each way in, and for no other; the third closes it for all. */
final class CallCentreStopsIT {
    private final ServerFixture server = ServerFixture.start("openbloctel.webhooks.allow-private=true");
    private final Caller centre = new Caller(server, "000000018", "Centre Exemple").withPlan(2_000, 100_000);
    private final List<Caller> clients = List.of(client("000000026"), client("000000034"), client("000000042"));
    private final Program program =
            new Program(server.address(), centre.key("obl_live_0000000001", "submissions", "checks"));
    private final JdbcClient rows = JdbcClient.create(server.database().owner());

    private Caller client(String siren) {
        Caller client = new Caller(server, siren, "Client " + siren).withPlan(2_000, 100_000);
        client.mandates(centre);
        return client;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode file(Caller client, String name, String numbers) {
        return program.submitted(name, "&for=" + client.siren(), Program.bytes(numbers));
    }

    private static String range(int from) {
        return IntStream.range(from, from + 1_500)
                .mapToObj("063998%04d\n"::formatted)
                .collect(Collectors.joining());
    }

    private boolean isAnswered(Caller client) {
        Lookups lookups = server.bean(Lookups.class);
        lookups.exchange();
        try {
            lookups.check(centre.company(), "key:1", List.of(client.company()), Written.of(List.of("0639980001")));
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    private int download(JsonNode submission) {
        return program.get("/api/v1/submissions/" + submission.get("id").asString() + "/files/callable")
                .statusCode();
    }

    private List<String> mails(String template) {
        return rows.sql("select recipient from accounts.outbox where template = ? order by recipient")
                .param(template)
                .query(String.class)
                .list();
    }

    @Test
    @Tag("check-long")
    void badFileOfOneClientLetsTheOthersGoOnByEachWayIn() {
        server.publish("0199000000\n");
        Caller bad = clients.getFirst();
        Caller good = clients.getLast();
        server.bean(Webhooks.class)
                .make(
                        centre.company(),
                        centre.owner(true).actor(),
                        new Webhooks.Wanted(
                                "https://127.0.0.1:8443/garde", "", List.of(Event.Type.GUARD_STOPPED.code())),
                        null);
        JsonNode before = file(bad, "avant.csv", "0639980301\n");
        assertThat(file(bad, "suite.csv", range(0)).get("state").asString()).isEqualTo("HELD");
        JsonNode other = file(good, "autre.csv", "0639980302\n");
        assertThat(other.get("state").asString()).isEqualTo("READY");
        JsonNode waiting = file(bad, "ensuite.csv", "0639980303\n");
        assertThat(waiting.get("state").asString()).isEqualTo("HELD");
        assertThat(isAnswered(bad)).isFalse();
        assertThat(isAnswered(good)).isTrue();
        assertThat(download(before)).isGreaterThanOrEqualTo(400);
        assertThat(download(other)).isEqualTo(200);
        Submissions submissions = server.bean(Submissions.class);
        assertThat(submissions.stoppedSince(centre.company(), bad.company())).isPresent();
        assertThat(submissions.stoppedSince(centre.company(), good.company())).isEmpty();
        assertThat(server.bean(Stops.class).companies()).isEmpty();
        assertThat(rows.sql("select payload from accounts.webhook_event where type = 'guard.stopped'")
                        .query(String.class)
                        .single())
                .contains(bad.company().toString(), "\"whole\":false");
        assertThat(mails("guard/stopped")).containsExactly(centre.email());
        assertThat(mails("guard/stopped-for-client")).containsExactly(bad.email());
        isShownAndLifted(bad, waiting);
    }

    private void isShownAndLifted(Caller bad, JsonNode waiting) {
        String page = "/operateur/garde/" + centre.company();
        Visitor staff = server.visitor(server.staff());
        assertThat(staff.get("/operateur/garde").body()).contains("Centre Exemple", "Client " + bad.siren());
        assertThat(staff.get(page).body())
                .contains(
                        "Client " + bad.siren(),
                        "Tous les arrêts de l’entreprise",
                        "Clients de ces sept derniers jours");
        Visitor owner = server.visitor(centre.owner(true));
        assertThat(owner.get("/pro/provenance").body())
                .contains("Les réponses à votre entreprise pour Client " + bad.siren());
        assertThat(owner.get("/pro").body())
                .as("what is to be done today")
                .contains("Les réponses pour Client " + bad.siren() + " sont arrêtées", "href=\"/pro/provenance\"");
        assertThat(owner.get("/pro/depots/" + waiting.get("id").asString()).body())
                .contains("au nom de laquelle ce fichier est vérifié")
                .doesNotContain("Chiffres :", "Chiffres\u00a0:");
        isShownToThePrincipal(bad);
        isShownToTheAgent(bad);
        String stop =
                server.bean(Stops.class).of(centre.company()).getFirst().id().toString();
        owner.post("/pro/provenance", Map.of("text", "Les clients de ses magasins", "papers", "", "stop", stop));
        staff.get(page);
        assertThat(staff.post(
                                page + "/lever",
                                Map.of(
                                        "why",
                                        "Vu",
                                        "principal",
                                        clients.getLast().company().toString()))
                        .statusCode())
                .isEqualTo(422);
        staff.get(page);
        assertThat(staff.post(
                                page + "/lever",
                                Map.of("why", "Vu", "principal", bad.company().toString()))
                        .statusCode())
                .isEqualTo(302);
        assertThat(program.settled(waiting.get("id").asString()).get("state").asString())
                .isIn("READY", "HELD");
        assertThat(Program.comesTrue(() -> program.settled(waiting.get("id").asString())
                        .get("state")
                        .asString()
                        .equals("READY")))
                .isTrue();
        assertThat(isAnswered(bad)).isTrue();
    }

    private void isShownToThePrincipal(Caller bad) {
        Visitor principal = server.visitor(bad.owner(true));
        String stopped = "Centre Exemple ne reçoit plus de réponse pour votre compte";
        assertThat(principal.get("/pro").body())
                .contains(stopped, "href=\"/pro/mandats\"")
                .doesNotContain("en retard");
        assertThat(principal.get("/pro/consommation").body()).contains(stopped);
        assertThat(principal.get("/pro/mandats").body()).contains("réponses arrêtées");
        Visitor other = server.visitor(clients.getLast().owner(true));
        for (String page : List.of("/pro", "/pro/consommation", "/pro/mandats")) {
            assertThat(other.get(page).body()).as(page).doesNotContain(stopped, "réponses arrêtées");
        }
    }

    private void isShownToTheAgent(Caller bad) {
        Visitor reader = server.visitor(centre.colleague(SignedIn.Role.AUDITOR));
        assertThat(reader.get("/pro").body())
                .contains("Les réponses pour Client " + bad.siren() + " sont arrêtées", "href=\"/pro/consommation\"")
                .doesNotContain("href=\"/pro/provenance\"");
        String usage = reader.get("/pro/consommation").body();
        String row = usage.substring(usage.indexOf("Client " + bad.siren()));
        assertThat(row.substring(0, row.indexOf("</tr>"))).contains(">2</td>", "réponses arrêtées");
        assertThat(usage).containsOnlyOnce("réponses arrêtées").contains("suffisant");
        assertThat(reader.get("/pro/mandats").body()).containsOnlyOnce("réponses arrêtées");
        JsonNode shown = Program.json(program.get("/api/v1/usage?principal=" + bad.company()))
                .at("/usage/0");
        assertThat(shown.get("stopped").asBoolean()).isTrue();
        assertThat(shown.get("heldFiles").asLong()).isEqualTo(2);
        JsonNode own = Program.json(program.get("/api/v1/usage?principal=" + centre.company()))
                .at("/usage/0");
        assertThat(own.get("stopped").asBoolean()).isFalse();
        assertThat(own.get("heldFiles").asLong()).isZero();
    }

    @Test
    void thirdClientsBadFileClosesTheCallCentreForAll() {
        server.publish("0199000000\n");
        for (int i = 0; i < clients.size(); i++) {
            assertThat(file(clients.get(i), "f" + i + ".csv", range(1_500 * i))
                            .get("state")
                            .asString())
                    .isEqualTo("HELD");
        }
        Caller fourth = client("000000059");
        assertThat(isAnswered(fourth)).isFalse();
        assertThat(file(fourth, "quatre.csv", "0639980302\n").get("state").asString())
                .isEqualTo("HELD");
        assertThat(server.bean(Stops.class).companies()).containsExactly(centre.company());
        assertThatThrownBy(() ->
                        server.bean(Lookups.class).check(centre.company(), "key:1", Written.of(List.of("0639980001"))))
                .isInstanceOf(RefusedException.class);
        assertThat(server.visitor(centre.owner(true)).get("/pro/consommation").body())
                .contains("Les réponses à votre entreprise sont arrêtées", "href=\"/pro/provenance\"");
        assertThat(server.visitor(fourth.owner(true)).get("/pro/consommation").body())
                .as("a client that was not the reason")
                .contains("Centre Exemple ne reçoit plus de réponse pour votre compte");
        String page = "/operateur/garde/" + centre.company();
        assertThat(server.visitor(server.staff()).get(page).body())
                .contains("les derniers numéros étaient demandés pour");
    }
}
