package org.openbloctel.server.service.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The periods of the public figures count today, and twelve months are whole ones. */
final class PeriodTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 8, 11);

    @ParameterizedTest
    @CsvSource({
        "2028-02-29, 2028-01-31, 2027-03-01",
        "2028-03-31, 2028-03-02, 2027-04-01",
        "2027-12-31, 2027-12-02, 2027-01-01",
        "2028-01-01, 2027-12-03, 2027-02-01",
    })
    void daysAreThirtyAndMonthsTwelveWithTheOneOfToday(LocalDate today, LocalDate day, LocalDate month) {
        assertThat(Period.DAYS.from(today, FIRST)).isEqualTo(day);
        assertThat(Period.MONTHS.from(today, FIRST)).isEqualTo(month);
        assertThat(Period.ALL.from(today, FIRST)).isEqualTo(FIRST);
    }

    @Test
    void codeOfAnAddressIsReadAsItWasWrittenAndNoOtherIsOne() {
        for (Period period : Period.values()) {
            assertThat(Period.of(period.code())).contains(period);
        }
        for (String other : new String[] {"", "DAYS", "30-JOURS", "tout ", "13-mois"}) {
            assertThat(Period.of(other)).as(other).isEmpty();
        }
    }
}
