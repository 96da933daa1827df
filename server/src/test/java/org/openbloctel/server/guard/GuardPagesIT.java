package org.openbloctel.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.lookup.Lookups;
import org.openbloctel.registry.lookup.Written;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;
import org.openbloctel.server.web.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What the operator sees of the guard, and does about it. */
final class GuardPagesIT {
    private static ServerFixture world;

    @BeforeAll
    static void start() {
        world = ServerFixture.start();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static void walk(Caller prober) {
        Lookups lookups = world.bean(Lookups.class);
        Written range = Written.of(
                IntStream.range(0, 1000).mapToObj("+3363998%04d"::formatted).toList());
        assertThatThrownBy(() -> lookups.check(prober.company(), "key:1", range))
                .isInstanceOf(RefusedException.class);
        lookups.exchange();
    }

    private static boolean isAnswered(Caller caller) {
        try {
            world.bean(Lookups.class).check(caller.company(), "key:1", Written.of(List.of("0639980001")));
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    /** The refusal says that the operator lifts it: there has to be a button, and a word on why. */
    @Test
    void operatorLiftsTheStopOfACompanyThatWalkedThroughTheListAndSaysWhy() {
        Caller prober = new Caller(world, "000000075", "Sondeuse").withPlan(1000, 100_000);
        walk(prober);
        Visitor staff = world.visitor(world.staff());
        assertThat(staff.get("/operateur").body()).contains("Entreprises suspendues");
        assertThat(staff.get("/operateur/garde").body()).contains("Sondeuse", "Suspendue", "numéros voisins");
        String page = "/operateur/garde/" + prober.company();
        assertThat(staff.get(page).body()).contains("Lever l’arrêt", "En cours", "key:1");
        HttpResponse<String> refused = staff.post(page + "/lever", Map.of("why", "  "));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Erreur", "why-error");
        assertThat(isAnswered(prober)).isFalse();
        staff.get(page);
        assertThat(staff.post(page + "/lever", Map.of("why", "Un standard, contrat vu"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(staff.get("/operateur/garde").body())
                .contains("Sondeuse peut à nouveau vérifier")
                .doesNotContain(prober.company() + "\">Sondeuse</a></th>\n        <td data-label=\"Degré\"");
        assertThat(staff.get(page).body()).contains("Un standard, contrat vu");
        assertThat(isAnswered(prober)).isTrue();
    }

    @Test
    void ownersAndTheOperatorAreToldOfAStopInTheirLanguage() {
        Caller prober = new Caller(world, "000000091", "Curieuse").withPlan(1000, 100_000);
        assertThat(world.staff().actor()).startsWith("staff:");
        walk(prober);
        assertThat(JdbcClient.create(world.database().owner())
                        .sql("select template from accounts.outbox where template like 'guard/%'"
                                + " and 'Curieuse' = any(parameters)")
                        .query(String.class)
                        .list())
                .contains("guard/stopped", "guard/stop-of-company");
    }

    @Test
    void operatorRaisesABudgetWithPapersAndWhatIsTypedWronglyIsShownAgain() {
        Caller broker = new Caller(world, "000000083", "Courtière").withPlan(1000, 100_000);
        Visitor staff = world.visitor(world.staff());
        String page = "/operateur/garde/" + broker.company();
        assertThat(staff.get(page).body()).containsPattern("0 sur 5.000").containsPattern("0 sur 100.000");
        Map<String, String> typed = Map.of("year", "500 000", "day", "x", "until", "2027-06-30", "papers", "Contrat");
        HttpResponse<String> refused = staff.post(page + "/budget", typed);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("day-error", "500 000", "Contrat");
        staff.get(page);
        Map<String, String> right =
                Map.of("year", "500 000", "day", "50000", "until", "2027-06-30", "papers", "Contrat");
        assertThat(staff.post(page + "/budget", right).statusCode()).isEqualTo(302);
        assertThat(staff.get(page).body()).containsPattern("0 sur 50.000").containsPattern("0 sur 500.000");
    }

    @Test
    void aCompanySeesNothingOfIt() {
        Caller caller = new Caller(world, "000000067", "Indiscrète").withPlan(1000, 100_000);
        Visitor owner = world.visitor(caller.owner(true));
        assertThat(owner.get("/operateur/garde").statusCode()).isIn(302, 303, 403, 404);
    }

    /** A walk by file is held and stops all doors; once a person has lifted the stop, it leaves, and so does what came meanwhile. */
    @Test
    void walkByFileStopsAllDoorsUntilTheOperatorLiftsIt() {
        Caller walker = new Caller(world, "000000109", "Marcheuse").withPlan(2_000, 100_000);
        Program program = new Program(world.address(), walker.key("obl_live_walker0001", "submissions"));
        JsonNode earlier = program.submitted("avant.csv", "", Program.bytes("0639980301\n"));
        JsonNode walk = program.settled(sent(program, "suite.csv", range()));
        assertThat(walk.get("state").asString()).isEqualTo("HELD");
        JsonNode next = program.settled(sent(program, "ensuite.csv", "0639980302\n"));
        assertThat(next.get("state").asString()).isEqualTo("HELD");
        world.bean(Lookups.class).exchange();
        String returned = "/api/v1/submissions/" + earlier.get("id").asString() + "/files/callable";
        assertThat(Program.problem(program.get(returned))).endsWith("BT-0602");
        assertThat(isAnswered(walker)).isFalse();
        Visitor staff = world.visitor(world.staff());
        staff.get("/operateur/garde/" + walker.company());
        assertThat(staff.post("/operateur/garde/" + walker.company() + "/lever", Map.of("why", "Standard"))
                        .statusCode())
                .isEqualTo(302);
        for (JsonNode file : List.of(walk, next)) {
            String id = file.get("id").asString();
            assertThat(Program.comesTrue(() -> state(id).equals("READY")))
                    .as(state(id))
                    .isTrue();
        }
        assertThat(program.get(returned).statusCode()).isEqualTo(200);
        assertThat(isAnswered(walker)).isTrue();
    }

    private static String sent(Program program, String name, String content) {
        return Program.json(program.submit(name, "", Program.bytes(content)))
                .get("id")
                .asString();
    }

    private static String state(String id) {
        return world.database()
                .database()
                .accounts()
                .sql("select state from accounts.submission where id = ?")
                .param(UUID.fromString(id))
                .query(String.class)
                .single();
    }

    private static String range() {
        return IntStream.range(0, 1_500).mapToObj("063998%04d\n"::formatted).collect(Collectors.joining());
    }
}
