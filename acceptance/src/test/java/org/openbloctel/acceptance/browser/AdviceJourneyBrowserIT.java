package org.openbloctel.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.openbloctel.server.app.ServerFixture;

/** A small firm goes from the home page through the questionnaire to the plan that suffices, and back to one of its answers. */
final class AdviceJourneyBrowserIT extends BrowserJourney {

    @BeforeAll
    static void start() {
        start(ServerFixture.start());
    }

    static Stream<Look> looks() {
        return Look.threeWays();
    }

    @Journey
    void smallFirmFindsItsPlan(Look look) {
        try (Window window = open(look)) {
            window.go("/");
            window.follow("Que dois-je faire\u00a0? En quelques questions")
                    .sees("Question 1 sur 9")
                    .examine("advice-first");
            window.press("Continuer").sees("Choisissez une réponse").examine("advice-missing");
            assertThat(window.page().title()).startsWith("Erreur");
            answer(window, "Mon entreprise, pour elle-même");
            answer(window, "Des consommateurs");
            answer(window, "Autre démarchage");
            answer(window, "Rien");
            answer(window, "D’être appelées pour cet objet, depuis moins d’un an");
            answer(window, "1\u00a0000 au plus");
            window.sees("Question 7 sur 9").examine("advice-later");
            answer(window, "10 au plus");
            window.sees("Combien de numéros différents").examine("advice-fresh");
            answer(window, "2\u00a0000 au plus");
            window.sees("Pour des appels de quel jour").examine("advice-day");
            window.press("Continuer")
                    .sees("Découverte")
                    .sees("Dont nouveaux numéros par an")
                    .sees("autorisé")
                    .examine("advice-answer");
            String address = window.page().url();
            assertThat(address).contains("accord=recent").contains("jour=2026-11-24");

            window.page().locator("a[href*='fois=10']:not([href*='accord'])").click();
            window.sees("Question 5 sur 9");
            answer(window, "Rien, ou rien que je puisse prouver");
            window.sees("interdit").examine("advice-forbidden");
            window.page().navigate(address);
            window.sees("Découverte").follow("Ouvrir un compte").arrives("/professionnels/inscription");
        }
    }

    private static void answer(Window window, String label) {
        window.choose(label).press("Continuer");
    }
}
