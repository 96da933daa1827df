package org.openbloctel.registry.accounts.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openbloctel.registry.accounts.consumer.OppositionRules.Renewal;

/** The rules of oppositions hold from their days on. Each test names the rule of docs/rules/consumers.md. */
final class OppositionRulesTest {
    @ParameterizedTest
    @CsvSource({"2016-06-01, 8", "2021-09-30, 8", "2021-10-01, 10", "2026-11-25, 10"})
    void consumer1PersonHasAtMostSoManyNumbers(LocalDate day, int most) {
        assertThat(OppositionRules.mostNumbers(day)).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25, 2026-12-25",
        "2026-03-15, 2026-04-14", // the clocks change in between
        "2028-01-30, 2028-02-29"
    })
    void consumer3EveryProfessionalRespectsItThirtyDaysLater(LocalDate registered, LocalDate effective) {
        assertThat(OppositionRules.effectiveOn(registered)).isEqualTo(effective);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25, 0, 2029-11-25",
        "2026-11-25, 2, 2035-11-25",
        "2024-02-29, 0, 2027-02-28",
        "2024-02-29, 1, 2030-02-28",
        "2024-02-29, 3, 2036-02-29"
    })
    void consumer4TermIsThreeYearsFromTheDayOfRegistration(LocalDate registered, int renewals, LocalDate end) {
        assertThat(OppositionRules.endsOn(registered, renewals)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"2019-06-01, LAPSE", "2022-03-31, LAPSE", "2022-04-01, TACIT", "2029-11-25, TACIT"})
    void consumer5TermsThatEndFromAprilTwentyTwentyTwoRenewThemselves(LocalDate end, Renewal renewal) {
        assertThat(OppositionRules.renewal(end)).isEqualTo(renewal);
    }

    @Test
    void consumer6NoticeIsInTimeThreeMonthsBefore() {
        assertThat(OppositionRules.noticeBy(LocalDate.of(2029, 5, 31))).isEqualTo(LocalDate.of(2029, 2, 28));
    }

    @Test
    void consumer6NoticeIsDueBeforeItIsLateOnAnyDay() {
        for (LocalDate end = LocalDate.of(2027, 1, 1); end.isBefore(LocalDate.of(2029, 1, 1)); end = end.plusDays(1)) {
            LocalDate lastDay = OppositionRules.noticeBy(end);
            assertThat(OppositionRules.noticedUntil(lastDay.minusDays(7))).isAfterOrEqualTo(end);
        }
    }
}
