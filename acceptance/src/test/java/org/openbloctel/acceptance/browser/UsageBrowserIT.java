package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.company.Subscriptions;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A company chooses a plan, sees its price, what is left and what to do on one page, and an agent sees that of forty principals. */
final class UsageBrowserIT extends BrowserJourney {
    private static final int PRINCIPALS = 40;
    private static final int STOPPED = 3;
    private static Caller agent;

    @SuppressWarnings("NullAway.Init") // by start, before the first test
    private static Caller stopped;

    @BeforeAll
    static void start() throws Exception {
        start(ServerFixture.start());
        agent = new Caller(server, "000000018", "Centre Exemple");
        server.bean(Subscriptions.class).order(agent.company(), "free", "test");
        for (int i = 1; i <= PRINCIPALS; i++) {
            Caller principal = new Caller(server, "%08d".formatted(9_000_000 + i) + "0", "Donneur d’ordre no " + i);
            principal.mandates(agent);
            if (i % 7 != 0) {
                server.bean(Subscriptions.class).order(principal.company(), "free", "test");
            }
            draw(principal, i % 5 == 0 ? 1_950 : 40 * i, i);
            if (i == STOPPED) {
                stopped = principal;
                stopAgentFor(principal);
            }
        }
        draw(agent, 1_850, 30);
    }

    private static void draw(Caller caller, long numbers, int daysAgo) {
        JdbcClient.create(server.database().owner())
                .sql("insert into accounts.guard_drawn (principal, day, numbers) values (?, ?, ?)")
                .params(caller.company(), LegalCalendar.today(server.clock()).minusDays(daysAgo), numbers)
                .update();
    }

    private static void stopAgentFor(Caller principal) {
        JdbcClient.create(server.database().owner())
                .sql("insert into accounts.guard_stop (id, company, principal, whole, step, at, actor, signs)"
                        + " values (gen_random_uuid(), ?, ?, false, 'HOLD', now(), 'system', 'NEIGHBOURS 59')")
                .params(agent.company(), principal.company())
                .update();
    }

    @Test
    void principalReadsWhichAgentIsStoppedForIt() {
        try (Window window = open(Look.WIDE, stopped.owner(true))) {
            window.go("/pro");
            window.sees("Centre Exemple ne reçoit plus de réponse pour votre compte");
            window.examineWideAndNarrow("pro-agent-stopped-home");
            window.go("/pro/consommation");
            window.sees("Centre Exemple ne reçoit plus de réponse pour votre compte");
            window.examineWideAndNarrow("pro-agent-stopped-usage");
            window.follow("Mandats").sees("réponses arrêtées");
            window.examineWideAndNarrow("pro-agent-stopped-mandates");
        }
    }

    @Test
    @Tag("looks")
    void companySeesPriceBudgetRestAndWhatToDoOnOnePage() {
        Look dark = Look.WIDE.inTheDark();
        for (Look look : Look.ways(
                        Look.WIDE, Look.WIDE.narrow(), Look.WIDE.english().narrow(), dark.narrow())
                .toList()) {
            try (Window window = open(look)) {
                window.go("/professionnels");
                window.examine("professionals-offer");
                window.go("/aide/nouveaux-numeros");
                window.examine("help-new-numbers");
                window.page().navigate(server.address() + server.signInPath(agent.owner(true)));
                assertThat(window.go("/pro")).isEqualTo(200);
                window.examine("pro-usage-home");
                assertThat(window.go("/pro/formule")).isEqualTo(200);
                window.examine("pro-usage-plan");
                assertThat(window.go("/pro/consommation")).isEqualTo(200);
                assertThat(window.page().locator("progress").count()).isEqualTo(3);
                assertThat(window.page().locator("main tbody tr").count()).isEqualTo(PRINCIPALS);
                window.examine("pro-usage");
            }
        }
        try (Window window = open(Look.WIDE)) {
            window.page().navigate(server.address() + server.signInPath(agent.owner(true)));
            window.go("/pro/consommation");
            assertThat(window.page().locator("main tbody tr").first().textContent())
                    .contains("no " + STOPPED, "réponses arrêtées");
            window.sees("Découverte")
                    .sees("gratuit")
                    .sees("Il en reste 150 sur 2 000")
                    .sees("presque épuisée");
            window.follow("Choisir une formule plus grande").arrives("/pro/formule");
            window.sees("Dont nouveaux numéros par an");
        }
    }
}
