package org.openbloctel.acceptance.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.calls.call.CallReports;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.access.SignedIn;

/** A campaign's way: declared, its file checked, its calls counted, its refusals kept. */
final class CampaignBrowserIT extends BrowserJourney {
    private static final String FILE = "Nom;Téléphone\nAnne;0639980001\nBert;0639980002\n";
    private static final String LONG =
            "Renouvellement-des-contrats-d’entretien-des-fenêtres-et-volets-de-toute-la-région-Provence-Alpes-Côte-d’Azur";

    @BeforeAll
    static void start() throws Exception {
        start(ServerFixture.start()); // a Tuesday, 15:05 in Paris
        server.publish("0639980001\n");
    }

    static Stream<Look> looks() {
        return Look.ways(Look.WIDE, Look.WIDE.narrow().withoutScript());
    }

    @Journey
    void campaignIsDeclaredItsFileCheckedAndItsNumbersJudged(Look look) {
        Caller caller = new Caller(server, look.script() ? "000000018" : "000000026", "Fenêtres & Fils")
                .withPlan(500_000, 900_000);
        try (Window window = open(look, caller.owner(true))) {
            window.go("/pro/campagnes");
            window.sees("Vous n’avez encore déclaré aucune campagne").examineEveryWay("campaigns-none");
            window.follow("Déclarer une première campagne").examineEveryWay("campaign-new");
            window.choose("Un contrat en cours avec chaque personne").press("Déclarer la campagne");
            window.sees("Indiquez le nom de la campagne.")
                    .sees("Indiquez ce qui prouve ce motif.")
                    .examineEveryWay("campaign-new-wrong");
            window.unfold("Un contrat en cours avec chaque personne").sees("Un contrat terminé");
            window.fill("Nom de la campagne", "Entretien 2026");
            window.page().locator("#subject").selectOption("windows-doors");
            window.fill("Preuve", "Contrats d’entretien, dossier 2024");
            window.press("Déclarer la campagne");
            window.sees("La campagne est déclarée").sees("Aucun appel n’a été déclaré");
            window.examineEveryWay("campaign-declared");
            String page = window.path();

            window.follow("Déposer un fichier pour cette campagne");
            assertThat(window.page().locator("#campaign").inputValue())
                    .isEqualTo(page.substring(page.lastIndexOf('/') + 1));
            window.examineEveryWay("campaign-submit");
            window.page()
                    .locator("#file")
                    .setInputFiles(new FilePayload("clients.csv", "text/csv", FILE.getBytes(UTF_8)));
            window.press("Déposer le fichier");
            window.page().waitForURL(address -> address.matches(".*/pro/depots/[0-9a-f-]{36}"));
            for (int i = 0;
                    i < 100 && window.page().getByText("Fichiers rendus").count() == 0;
                    i++) {
                window.page().waitForTimeout(200);
                window.page().reload();
            }
            window.sees("Entretien 2026").sees("Lignes appelables pour cette campagne");

            window.go(page);
            window.follow("Vérifier des numéros pour cette campagne");
            window.fill("Numéros", "06 39 98 00 02").press("Demander");
            window.sees("autorisé").examineEveryWay("campaign-asked");
        }
    }

    @Journey
    void campaignThatTheLawForbidsIsSavedOnlyOnceThatIsConfirmed(Look look) {
        Caller caller = new Caller(server, look.script() ? "000000059" : "000000067", "Combles du Nord");
        try (Window window = open(look, caller.owner(true))) {
            window.go("/pro/campagnes/nouvelle");
            window.fill("Nom de la campagne", "Isolation des combles");
            window.page().locator("#subject").selectOption("energy-renovation");
            window.press("Déclarer la campagne");
            window.sees("Campagne interdite.").sees("La campagne n’est pas enregistrée.");
            window.examineEveryWay("campaign-new-forbidden");
            window.press("Enregistrer quand même");
            window.sees("La campagne est déclarée").sees("Campagne interdite.");
            window.examineEveryWay("campaign-forbidden");
            window.follow("Vérifier des numéros pour cette campagne").sees("Campagne interdite.");
            window.examineEveryWay("campaign-forbidden-asked");
            for (String path : List.of("/pro", "/pro/campagnes")) {
                window.go(path);
                window.sees("interdite").examineEveryWay("campaign-forbidden" + path.replace('/', '-'));
            }
        }
    }

    @Test
    void callsAreSeenByDayAndOutcomeAndARefusalIsEnteredAndTakenOff() {
        Caller caller = new Caller(server, "000000034", "Volets du Sud");
        try (Window window = open(Look.WIDE, caller.owner(true))) {
            window.go("/pro/appels");
            window.sees("Aucun appel n’a été déclaré").examineEveryWay("calls-none");
            window.go("/pro/campagnes/nouvelle");
            window.fill("Nom de la campagne", LONG);
            window.page().locator("#subject").selectOption("windows-doors");
            window.press("Déclarer la campagne");
            String page = window.path();
            report(caller, page.substring(page.lastIndexOf('/') + 1));
            window.go(page);
            assertThat(window.page().locator("figure svg").getAttribute("aria-label"))
                    .isEqualTo("Sans réponse 20, La personne a refusé 10, Issue pas encore déclarée 10");
            window.unfold("Les chiffres, jour par jour").examineEveryWay("campaign-calls");
            window.go("/pro/campagnes");
            window.examineEveryWay("campaigns-long");

            window.go("/pro/appels");
            window.examineEveryWay("calls");
            window.press("Enregistrer le refus").examineEveryWay("refusal-wrong");
            window.fill("Numéro de la personne", "06 39 98 77 77").press("Enregistrer le refus");
            window.sees("Le refus est enregistré").examineEveryWay("refusal-entered");
            assertThat(window.page().content()).doesNotContain("98 77 77", "987777");
            window.follow("Importer une liste de refus").examineEveryWay("refusals-take");
            window.page()
                    .locator("#file")
                    .setInputFiles(new FilePayload(
                            "refus.csv", "text/csv", "numéro;date\n0639987778;24/11/2026\nbonjour\n".getBytes(UTF_8)));
            window.press("Importer la liste");
            window.sees("Lignes à corriger").examineEveryWay("refusals-taken");
            window.follow("Revenir aux appels et refus").follow("Retirer un refus enregistré par erreur");
            window.examineEveryWay("refusal-remove");
            window.fill("Numéro de la personne", "06 39 98 77 77").press("Retirer ce numéro de la liste");
            window.sees("Le numéro n’est plus sur la liste");
        }
        try (Window window = open(Look.WIDE.english(), caller.colleague(SignedIn.Role.AUDITOR))) {
            for (String path : List.of("/pro/campagnes", "/pro/appels")) {
                window.go(path);
                window.examineEveryWay("auditor" + path.replace('/', '-'));
            }
            window.follow("Campaigns").follow(LONG).sees("What came of them");
            window.examineEveryWay("auditor-campaign");
            assertThat(window.page()
                            .getByText("Submit a file for this campaign")
                            .count())
                    .isZero();
        }
    }

    @Test
    void whatIsSetUpOnceUnfoldsByTheKeyboardAlone() {
        Caller caller = new Caller(server, "000000042", "Clavier");
        for (Look look : List.of(Look.WIDE.byKeyboard(), Look.WIDE.narrow().withoutScript())) {
            try (Window window = open(look, caller.owner(true))) {
                window.go("/pro/depots");
                assertThat(window.page().getByText("Mandats").isVisible()).isFalse();
                window.follow("Mandats");
                assertThat(window.path()).isEqualTo("/pro/mandats");
                assertThat(window.page().locator("header summary").getAttribute("aria-current"))
                        .isEqualTo("true");
            }
        }
        try (Window window = open(Look.WIDE, caller.owner(true))) {
            window.go("/pro/depots");
            window.page().locator("header summary").click();
            window.examineEveryWay("fold");
            window.page().keyboard().press("Escape");
            assertThat(window.page().getByText("Mandats").isVisible()).isFalse();
        }
    }

    private static void report(Caller caller, String campaign) {
        List<CallReports.Told> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String at = ServerFixture.START.minus(Duration.ofDays(i % 20)).toString();
            String outcome = i % 2 == 0 ? "no-answer" : i % 4 == 1 ? "refused" : null;
            calls.add(new CallReports.Told("call-" + i, "06399800" + (10 + i), at, campaign, outcome, null, null));
        }
        assertThat(server.bean(CallReports.class).file(caller.company(), false, calls))
                .allMatch(answer -> answer.refusal() == null);
    }
}
