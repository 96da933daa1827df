package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Departement;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.access.SignedIn;

/** An inspector's day: from the worklist to a closed complaint; each page and state is scanned. */
final class InspectionJourneyBrowserIT extends BrowserJourney {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static SignedIn.Inspector inspector;

    @BeforeAll
    static void start() {
        start(ServerFixture.startAtItsAddress());
        inspector = server.inspector(SignedIn.Rank.HEAD);
    }

    static Stream<Look> looks() {
        return Look.threeWays();
    }

    private static Window openDesk(Look look) {
        Window window = open(look, inspector);
        window.go("/inspection");
        return window;
    }

    /** Six complaints about one caller; answers the reference of the last. */
    private static String file(String caller) {
        String reference = "";
        for (int i = 1; i <= 6; i++) {
            Instant call = server.clock().instant().minus(Duration.ofHours(i)).truncatedTo(ChronoUnit.MINUTES);
            reference = server.bean(Complaints.class)
                    .file(
                            new Filing(
                                    PhoneNumber.read("04 65 71 92 1" + i),
                                    CallingNumber.read(caller).orElseThrow(),
                                    List.of(call),
                                    0,
                                    Subject.INSURANCE,
                                    false,
                                    false,
                                    null,
                                    List.of(),
                                    new Filing.Words("Mutuelle <Exemple>", "Une mutuelle à moitié prix", ""),
                                    Departement.of("29").orElseThrow(),
                                    null,
                                    null),
                            null)
                    .reference()
                    .spelled();
        }
        return reference;
    }

    @Journey
    void complaintIsFoundReadAttributedAndClosed(Look look) {
        int n = COUNT.incrementAndGet();
        String caller = String.format(Locale.ROOT, "01 99 00 92 %02d", n);
        String reference = file(caller);
        String company = "Fenêtres " + n;
        new Caller(server, ProfessionalJourneyBrowserIT.siren(), company);
        try (Window window = openDesk(look)) {
            window.examine("inspection");
            window.go("/inspection/plaintes");
            window.examine("inspection-search");
            window.unfold("Autres filtres et tri").examine("inspection-search-unfolded");
            window.fill("Mots du texte, ou référence", "rien de tel")
                    .press("Chercher")
                    .sees("Aucun signalement ne correspond")
                    .examine("inspection-search-none");
            window.press("Nouvelle recherche");
            window.fill("Mots du texte, ou référence", reference).press("Chercher");
            window.sees("Pourquoi ouvrir ce signalement").examine("inspection-closed");
            window.press("Ouvrir le signalement");
            assertThat(window.page().title()).startsWith("Erreur");
            window.examine("inspection-no-purpose");
            window.page().locator("#purpose").selectOption("OTHER");
            window.press("Ouvrir le signalement");
            window.examine("inspection-no-note");
            window.page().locator("#purpose").selectOption("CASE");
            window.fill("Précision", "Dossier 7").press("Ouvrir le signalement");
            window.sees("Une mutuelle à moitié prix").sees("<Exemple>").examine("inspection-complaint");
            window.page().locator("#pasted").fill("rien");
            window.press("Lire l’en-tête")
                    .sees("aucun en-tête Identity lisible")
                    .examine("inspection-identity");
            window.follow("Attribuer à une entreprise").examine("inspection-attribute");
            window.page().locator("#nom").fill(company);
            window.press("Chercher");
            window.page().locator("#company").check();
            window.examine("inspection-attribute-found");
            window.press("Attribuer à cette entreprise").sees("Le signalement est attribué");
            window.examine("inspection-attributed");
            window.press("Clore");
            assertThat(window.page().title()).startsWith("Erreur");
            window.sees("Choisissez le motif")
                    .sees("Une mutuelle à moitié prix")
                    .examineEveryWay("inspection-no-reason");
            window.page().locator("input[value='NO_BREACH']").check();
            window.press("Clore").sees("Le signalement est clos").examine("inspection-complaint-closed");
        }
    }

    @Test
    void everyPageSpeaksEnglishInTheDark() {
        file("01 99 00 92 00");
        UUID other = server.inspector(SignedIn.Rank.INSPECTOR).id();
        try (Window window = openDesk(Look.WIDE.english().inTheDark().narrow())) {
            for (String path : List.of(
                    "/inspection",
                    "/inspection/plaintes",
                    "/inspection/groupes",
                    "/inspection/groupes?par=DEPARTEMENT&jours=91",
                    "/inspection/agents",
                    "/inspection/agents/" + other,
                    "/inspection/journal",
                    "/inspection/securite")) {
                assertThat(window.go(path)).as(path).isEqualTo(200);
                window.examine(path.substring(1)
                        .replaceAll("[?].*", "-departements")
                        .replaceAll("/[0-9a-f-]{30,}", "-one")
                        .replace('/', '-'));
                assertThat(window.page().locator("html").getAttribute("lang")).isEqualTo("en");
            }
        }
    }
}
