package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.list.guard.Held;

final class HoldTest {
    @Test
    void isReadAsItWasWritten() {
        Map<Held, Hold> holds = Map.of(
                new Held.DayBudget(12_700, 1_000, 400),
                        new Hold(Hold.Kind.BUDGET_DAY, "FRESH 12700 > 400; BUDGET 1000"),
                new Held.YearBudget(5_000_000, 3_000_000, 0),
                        new Hold(Hold.Kind.BUDGET_YEAR, "FRESH 5000000 > 0; BUDGET 3000000"),
                new Held.Signs("UNASSIGNED 41 %"), new Hold(Hold.Kind.SIGNS, "UNASSIGNED 41 %"),
                new Held.Coverage(25, 9), new Hold(Hold.Kind.COVERAGE, "COVERAGE 25 % >= 9 %"),
                new Held.Stopped(), new Hold(Hold.Kind.STOPPED, ""));
        holds.forEach((held, hold) -> {
            assertThat(Hold.of(held)).isEqualTo(hold);
            assertThat(Hold.read(hold.kind().stored(), hold.figures())).hasValue(hold);
        });
    }

    @Test
    void knowsHowManyNewNumbersAFileOverItsBudgetNeeds() {
        for (long needed = 1; needed < 10_000_000_000L; needed *= 7) {
            assertThat(Hold.of(new Held.DayBudget(needed, 3_000_000_000L, 600_000_000))
                            .needed())
                    .hasValue(needed);
        }
        assertThat(new Hold(Hold.Kind.BUDGET_DAY, "FRESH 700 > 1000; LEFT 400").needed())
                .as("written by an earlier release")
                .hasValue(700);
        assertThat(new Hold(Hold.Kind.BUDGET_DAY, "FRESH 4").needed()).isEqualTo(OptionalLong.empty());
        assertThat(Hold.of(new Held.Coverage(25, 9)).needed()).isEmpty();
    }
}
