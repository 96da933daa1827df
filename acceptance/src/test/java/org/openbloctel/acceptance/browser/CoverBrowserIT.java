package org.openbloctel.acceptance.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;

/** A campaign's page says until when it is covered; its numbers are kept by consent and checked again; out of cover, all pages say so. */
final class CoverBrowserIT extends BrowserJourney {
    private static final String FILE = "Référence;Téléphone\nA1;0639980001\nB2;0639980002\nC3;0639980003\n";

    @BeforeAll
    static void start() throws Exception {
        start(ServerFixture.start()); // a Tuesday, 15:05 in Paris
        server.publish("0639980001\n");
    }

    @Test
    void coverIsSeenKeptAndItsEndSaidOnEveryPage() {
        Caller caller = new Caller(server, "000000018", "Fenêtres & Fils").withPlan(500_000, 900_000);
        Campaign campaign = server.bean(Campaigns.class)
                .declare(
                        caller.company(),
                        caller.owner(true).actor(),
                        new Campaigns.Terms(
                                null,
                                "Vérandas 2026",
                                Sector.OTHER,
                                null,
                                null,
                                LocalDate.of(2026, 11, 24),
                                LocalDate.of(2027, 2, 24)));
        String page = "/pro/campagnes/" + campaign.id();
        try (Window window = open(Look.WIDE, caller.owner(true))) {
            window.go(page);
            window.sees("aucun fichier vérifié").examineEveryWay("cover-no-file");
            submit(window);
            window.go(page);
            window.sees("couverte")
                    .sees("Encore 30 jours, jusqu’au 24 décembre 2026")
                    .sees("vérandas.csv")
                    .examineEveryWay("cover-covered");
            keepAndCheckAgain(window);
            window.go("/pro");
            window.sees("Vérandas 2026").sees("Jusqu’au 24 décembre 2026").examineEveryWay("cover-overview");
        }
        server.clock().move(Duration.ofDays(31));
        try (Window window = open(Look.WIDE, caller.owner(true))) {
            for (String path : List.of("/pro", "/pro/campagnes", page, "/pro/puis-je-appeler", "/pro/depots/nouveau")) {
                window.go(path);
                window.sees("Hors couverture : n’appelez plus pour ces campagnes.")
                        .sees("Vérandas 2026");
                window.examineEveryWay("cover-out" + path.replace(page, "/one").replace('/', '-'));
            }
            window.go("/pro/puis-je-appeler?campagne=" + campaign.id());
            window.fill("Numéros", "06 39 98 00 02").press("Demander");
            assertThat(window.page().locator("#answers").locator("..").innerText())
                    .doesNotContain("autorisé");
            window.go(page);
            window.follow("Ne plus appeler ce fichier vérandas.csv").examineEveryWay("cover-leave");
            window.press("Ne plus compter ce fichier").sees("ne compte plus pour la campagne");
            window.go("/pro");
            assertThat(window.page().getByText("Hors couverture").count()).isZero();
        }
    }

    private static void submit(Window window) {
        window.follow("Déposer un fichier pour cette campagne");
        window.page().locator("#file").setInputFiles(new FilePayload("vérandas.csv", "text/csv", FILE.getBytes(UTF_8)));
        window.press("Déposer le fichier");
        window.page().waitForURL(address -> address.matches(".*/pro/depots/[0-9a-f-]{36}"));
        window.page().getByText("Fichiers rendus").first().waitFor();
        window.sees("Vérandas 2026");
    }

    private static void keepAndCheckAgain(Window window) {
        window.press("J’accepte : garder ces numéros et les revérifier");
        window.sees("C’est noté");
        for (int i = 0;
                i < 100
                        && window.page()
                                        .getByText("Les numéros de 3 lignes sont gardés")
                                        .count()
                                == 0;
                i++) {
            server.hurry("campaign.follow");
            window.page().waitForTimeout(300);
            window.page().reload();
        }
        window.sees("Les numéros de 3 lignes sont gardés").examineEveryWay("cover-kept");
        checkAgain(window);
        window.sees("3 numéros ont été comparés à la liste").examineEveryWay("cover-checked");
        String certificate =
                window.page().locator("a[href^='/verifier/']").first().getAttribute("href");
        assertThat(window.go(certificate)).isEqualTo(200);
        window.page().goBack();
        window.follow("Ne plus garder ces numéros").examineEveryWay("cover-stop");
        window.press("Effacer les numéros gardés").sees("Les numéros gardés sont effacés");
        window.sees("J’accepte");
    }

    /** Another transaction has the campaign's row, so that the check is still under way when the page is looked at. */
    private static void checkAgain(Window window) {
        try (Connection held = server.database().owner().getConnection();
                Statement statement = held.createStatement()) {
            held.setAutoCommit(false);
            statement.execute("select from accounts.campaign_keeping for update");
            window.press("Revérifier maintenant");
            window.page().getByText("La vérification commence").waitFor();
            window.examine("cover-checking");
            held.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        window.page().getByText("3 numéros ont été comparés à la liste").waitFor();
    }
}
