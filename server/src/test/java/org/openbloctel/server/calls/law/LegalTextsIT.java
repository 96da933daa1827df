package org.openbloctel.server.calls.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The law of today in every page, mail and document. */
final class LegalTextsIT extends LegalTextsContract {
    static Stream<String> regimes() {
        return Stream.of("2026");
    }

    @Test
    void claimOfAnotherRegimeIsFoundInADocument() {
        Map<String, String> planted = Map.of(
                "GET /", "<p>Ils doivent faire vérifier leurs fichiers d’appel au&nbsp;moins une fois par mois.</p>",
                "GET /aide", "<p>C’est l’absence de votre accord qui interdit l’appel.</p>");
        assertThat(strange(planted, "2026")).hasSize(2).allMatch(found -> found.startsWith("GET / "));
        assertThat(strange(planted, "2023")).hasSize(1).allMatch(found -> found.startsWith("GET /aide "));
    }
}
