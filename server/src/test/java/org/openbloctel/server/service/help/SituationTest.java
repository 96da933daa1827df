package org.openbloctel.server.service.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The address of the questionnaire: what it holds is read back, what it should not hold is left out. */
final class SituationTest {
    private static final Map<String, String> WHOLE = Map.of(
            "qui",
            "self",
            "cible",
            "consumers",
            "objet",
            "other",
            "lien",
            "none",
            "accord",
            "recent",
            "lignes",
            "3000",
            "fois",
            "10",
            "nouveaux",
            "6000",
            "jour",
            "2026-11-24");

    private static Map<String, String> with(String name, String value) {
        Map<String, String> query = new HashMap<>(WHOLE);
        query.put(name, value);
        return query;
    }

    @Test
    void questionsAreAskedInTheirOrder() {
        Map<String, String> query = new HashMap<>();
        for (AdviceStep step : AdviceStep.values()) {
            assertThat(Situation.read(query).open()).contains(step);
            query.put(step.parameter(), WHOLE.get(step.parameter()));
        }
        assertThat(Situation.read(query).open()).isEmpty();
    }

    @Test
    void answersAreReadBackFromTheirAddress() {
        Situation situation = Situation.read(WHOLE);
        assertThat(situation.address())
                .isEqualTo("/que-faire?qui=self&cible=consumers&objet=other&lien=none&accord=recent&lignes=3000"
                        + "&fois=10&nouveaux=6000&jour=2026-11-24");
        assertThat(situation.lines() * situation.times()).isEqualTo(30_000);
        assertThat(situation.day()).isEqualTo(LocalDate.of(2026, 11, 24));
        assertThat(situation.address(AdviceStep.CONSENT))
                .doesNotContain("accord")
                .contains("lien=none&lignes");
    }

    @Test
    void answerThatDoesNotExistIsAskedForAgain() {
        assertThat(Situation.read(with("accord", "0639980001")).open()).contains(AdviceStep.CONSENT);
        for (String day : List.of("hier", "2026-02-30", "1999-12-31", "2101-01-01", "+999999999-01-01")) {
            assertThat(Situation.read(with("jour", day)).open()).as(day).contains(AdviceStep.DAY);
        }
        assertThat(Situation.read(with("x", "<script>")).address()).doesNotContain("script");
    }

    @Test
    void callToProfessionalsNeedsNoConsent() {
        Situation situation = Situation.read(with("cible", "professionals"));
        assertThat(situation.steps()).doesNotContain(AdviceStep.RELATION, AdviceStep.CONSENT);
        assertThat(situation.open()).isEmpty();
        assertThat(situation.address()).doesNotContain("lien", "accord");
    }
}
