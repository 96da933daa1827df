package org.openbloctel.acceptance.browser;

import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.authority.casefile.SampleCase;
import org.openbloctel.server.platform.access.SignedIn.Rank;

/** A case from its complaints to the published sanction: an inspector, the company, another inspector, a visitor; each page is scanned. */
final class CaseJourneyBrowserIT extends BrowserJourney {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @BeforeAll
    static void start() {
        start(ServerFixture.startAtItsAddress());
    }

    static Stream<Look> looks() {
        return Look.threeWays();
    }

    @Journey
    void caseIsBuiltAnsweredDecidedAndPublished(Look look) {
        int n = COUNT.incrementAndGet();
        String siren = "10000000" + n;
        Caller company = new Caller(server, siren, "Isolation Exemple " + n);
        SampleCase sample = new SampleCase(server);
        String number = String.format(Locale.ROOT, "04 65 71 92 %02d", n);
        Complaints.Filed complaint = sample.complaint(number, company.company());
        String page;
        try (Window window = open(look, server.inspector(Rank.INSPECTOR))) {
            window.go("/inspection/dossiers");
            window.examine("cases");
            window.go("/inspection/dossiers/nouveau");
            window.sees("Choisissez l’entreprise").examine("case-company");
            window.go("/inspection/dossiers/nouveau?siren=" + siren);
            window.sees("Isolation Exemple").examine("case-new");
            window.press("Ouvrir le dossier").sees("Le dossier est ouvert").examine("case-open");
            page = window.path();
            sample.joining(number, complaint);
            window.go(page);
            window.sees("est arrivé depuis").examine("case-late");
            window.press("Ajouter ce signalement au dossier")
                    .sees("Un signalement est ajouté au dossier")
                    .examine("case-joined");
            window.follow("Griefs").examine("case-allege");
            window.press("Enregistrer les griefs");
            window.examine("case-allege-wrong");
            window.fill("Faits", "Des appels pour une isolation, sans accord.");
            window.choose("N’appeler qu’avec un consentement préalable");
            window.choose("Ne plus rappeler qui s’y est opposé (selon l’examen, aucun appel du dossier)");
            window.press("Enregistrer les griefs").sees("et le motif manque").examine("case-allege-reason");
            window.page().locator("#reason").fill("Une lettre d’opposition est jointe.");
            window.press("Enregistrer les griefs").sees("75").sees("Une lettre d’opposition est jointe.");
            window.follow("Envoyer le courrier").sees("ouvre le délai").examine("case-letter");
            window.press("Envoyer le courrier").sees("Le courrier est envoyé").examine("case-notified");
        }
        answer(look, company, page.substring(page.lastIndexOf('/') + 1));
        decide(look, sample, page);
        try (Window window = open(look)) {
            window.go("/sanctions");
            window.sees("Isolation Exemple " + n).examine("sanctions");
        }
    }

    private static void answer(Look look, Caller company, String id) {
        try (Window window = open(look, company.owner(true))) {
            window.go("/pro/procedures");
            window.examine("procedures");
            window.go("/pro/procedures/" + id);
            window.sees("Les numéros appelés sont masqués").examine("procedure");
            window.press("Envoyer les observations");
            window.examine("procedure-wrong");
            window.fill("Vos observations", "Nous avions son accord.");
            window.press("Envoyer les observations").sees("versées au dossier").examine("procedure-answered");
        }
    }

    private static void decide(Look look, SampleCase sample, String page) {
        sample.endDelay(UUID.fromString(page.substring(page.lastIndexOf('/') + 1)));
        LocalDate until = LegalCalendar.today(server.clock()).plusYears(1);
        try (Window window = open(look, server.inspector(Rank.INSPECTOR))) {
            window.go("/inspection");
            window.sees("L’entreprise a répondu le").sees("a pris fin le").examine("inspection-cases");
            window.go(page + "/decision");
            window.sees("Une décision engage deux agents").examine("case-propose");
            window.choose("Amende, publiée");
            window.page().locator("#until").fill(until.toString());
            window.fill("Motifs de la décision", "Les faits sont établis.");
            window.press("Proposer la décision")
                    .sees("La décision est proposée")
                    .examine("case-proposed");
        }
        try (Window window = open(look, server.inspector(Rank.INSPECTOR))) {
            window.go(page);
            window.follow("Lire et décider").sees("Une fois confirmée").examine("case-confirm");
            window.press("Confirmer la décision").sees("La décision est prise").examine("case-decided");
            window.follow("Exporter le dossier").examine("case-export");
        }
    }
}
