package org.openbloctel.server.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
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
import org.springframework.jdbc.core.simple.JdbcClient;

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
}
