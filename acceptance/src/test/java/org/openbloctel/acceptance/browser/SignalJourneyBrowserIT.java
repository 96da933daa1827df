package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.Complaints;
import org.openbloctel.registry.authority.complaint.Filing;
import org.openbloctel.registry.authority.complaint.Subject;
import org.openbloctel.registry.authority.signal.Signals;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.platform.access.SignedIn;

/** An inspector reads a signal, dismisses it, and makes and revokes a key of the feed; each page and state is scanned. */
final class SignalJourneyBrowserIT extends BrowserJourney {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @BeforeAll
    static void start() {
        start(ServerFixture.startAtItsAddress());
    }

    static Stream<Look> looks() {
        return Look.threeWays();
    }

    /** Five people complain about a number that no other test has. */
    private static String surge() {
        String caller = String.format(Locale.ROOT, "01 99 00 79 %02d", COUNT.getAndIncrement());
        for (int i = 0; i < 5; i++) {
            Filing filing = new Filing(
                    PhoneNumber.read("06 39 98 79 0" + i),
                    CallingNumber.read(caller).orElseThrow(),
                    List.of(server.clock().instant().truncatedTo(ChronoUnit.MINUTES)),
                    0,
                    Subject.TELECOM,
                    false,
                    null,
                    null,
                    List.of(),
                    new Filing.Words("", "", ""));
            server.bean(Complaints.class).file(filing, null);
        }
        server.bean(Signals.class).detect();
        return caller;
    }

    @Journey
    void inspectorDismissesASignalAndOpensTheFeed(Look look) {
        String caller = surge();
        try (Window window = open(look, server.inspector(SignedIn.Rank.INSPECTOR))) {
            window.go("/inspection/signaux");
            window.sees("n’accuse personne").examine("signals");
            window.follow(caller).sees("Ce qui a été compté").examine("signal");
            window.press("Écarter");
            assertThat(window.page().title()).startsWith("Erreur");
            window.examine("signal-wrong");
            window.page().locator("#note").fill("Un sondage, exempté.");
            window.press("Écarter").sees("Le signal est écarté").examine("signal-dismissed");
            window.go("/inspection/signaux?etat=in-case");
            window.sees("Aucun signal ne correspond").examine("signals-none");

            window.go("/inspection/flux");
            window.examine("feed");
            window.page().locator("#authority").fill("Autorité Exemple");
            window.page().locator("#networks").fill("192.0.2.0/24");
            window.press("Créer la clé").sees("Copiez cette clé maintenant").examine("feed-made");
            window.follow("J’ai copié la clé").sees("Autorité Exemple").examine("feed-keys");
            window.page().locator("button.danger").first().click();
            window.sees("La clé est révoquée");
        }
    }
}
