package org.openbloctel.registry.platform.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.SchemaText;
import org.openbloctel.registry.platform.database.TestDatabase;

/** Nothing is kept without a rule, and no rule is about nothing. */
final class RulesIT {
    private static final String FILE = "file:";

    private final TestDatabase test = TestDatabase.create();

    @Test
    void everyTableHasExactlyOneRule() {
        List<String> ruled = stores().filter(store -> !store.startsWith(FILE)).toList();
        assertThat(ruled)
                .as("a table without a rule: say in registry.platform.retention.Rules what it keeps, why, until when")
                .containsExactlyInAnyOrderElementsOf(new SchemaText(test.owner()).tables());
    }

    @Test
    void ruleHasAnIdOfItsOwnAndAFoundation() {
        assertThat(Rules.all()).extracting(Rules.Rule::id).doesNotHaveDuplicates();
        assertThat(stores()).doesNotHaveDuplicates();
        assertThat(Rules.all()).allSatisfy(rule -> assertThat(rule.basis()).isNotBlank());
    }

    @Test
    void runsAreWrittenDownWhateverCameOfThemAndForgottenInTheEnd() {
        Instant[] now = {Instant.parse("2026-11-25T03:00:00Z")};
        ErasureRuns runs = new ErasureRuns(test.database(), () -> now[0]);
        runs.record("audit.forget", () -> 7);
        runs.record("outbox.forget", () -> 0);
        assertThatThrownBy(() -> runs.record("company.forget", () -> {
                    throw new IllegalStateException("+33639980001 is in the way");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(runs.latest().keySet()).containsExactlyInAnyOrder("audit.forget", "outbox.forget", "company.forget");
        assertThat(runs.notable(10)).extracting(ErasureRuns.Run::erased).containsExactly(0L, 7L);
        assertThat(runs.notable(10)).extracting(ErasureRuns.Run::job).containsExactly("company.forget", "audit.forget");
        assertThat(runs.notable(10).getFirst().fault()).contains("java.lang.IllegalStateException");
        assertThat(runs.forget()).isZero();
        now[0] = Instant.parse("2026-12-31T03:00:00Z");
        assertThat(runs.forget()).isEqualTo(1);
        now[0] = Instant.parse("2029-11-27T03:00:00Z");
        assertThat(runs.forget()).isEqualTo(2);
        assertThat(runs.latest()).isEmpty();
    }

    /** The days that the page promises are whole ones of France. */
    @Test
    void runIsKnownUntilTheEndOfItsLastDay() {
        Instant[] now = {Instant.parse("2028-02-29T12:00:00Z")};
        ErasureRuns runs = new ErasureRuns(test.database(), () -> now[0]);
        runs.record("audit.forget", () -> 1);
        runs.record("outbox.forget", () -> 0);
        now[0] = Instant.parse("2028-03-30T21:59:59Z");
        assertThat(runs.forget()).isZero();
        now[0] = Instant.parse("2028-03-30T22:00:00Z");
        assertThat(runs.forget()).as("empty, thirty days later, in summer").isEqualTo(1);
        now[0] = Instant.parse("2031-02-28T22:59:59Z");
        assertThat(runs.forget()).isZero();
        now[0] = Instant.parse("2031-02-28T23:00:00Z");
        assertThat(runs.forget()).isEqualTo(1);
    }

    @Test
    void standingCountsTheLatestRunOfEachJobThatIsNamed() {
        Instant[] now = {Instant.parse("2026-11-25T03:00:00Z")};
        ErasureRuns runs = new ErasureRuns(test.database(), () -> now[0]);
        assertThat(runs.standing(List.of("a"))).isEqualTo(new ErasureRuns.Standing(0, Optional.empty()));
        for (String job : List.of("a", "b", "other")) {
            assertThatThrownBy(() -> runs.record(job, () -> {
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(runs.standing(List.of("a", "b", "never")))
                .isEqualTo(new ErasureRuns.Standing(2, Optional.of(now[0])));
        Instant first = now[0];
        now[0] = first.plusSeconds(1);
        runs.record("a", () -> 0);
        assertThat(runs.standing(List.of("a", "b"))).isEqualTo(new ErasureRuns.Standing(1, Optional.of(first)));
        assertThat(runs.standing(List.of("a"))).isEqualTo(new ErasureRuns.Standing(0, Optional.of(now[0])));
        assertThat(runs.standing(List.of())).isEqualTo(new ErasureRuns.Standing(0, Optional.empty()));
    }

    private static Stream<String> stores() {
        return Rules.all().stream().flatMap(rule -> rule.stores().stream());
    }
}
