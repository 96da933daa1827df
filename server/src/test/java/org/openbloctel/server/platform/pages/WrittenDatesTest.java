package org.openbloctel.server.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Days and moments as the French and the English write them, on the clocks of France. */
final class WrittenDatesTest {
    private static final WrittenDates FRENCH = new WrittenDates(Locale.FRENCH);
    private static final WrittenDates ENGLISH = new WrittenDates(Locale.ENGLISH);

    @Test
    void firstOfAMonthIsAnOrdinalInFrenchAlone() {
        assertThat(FRENCH.day(LocalDate.of(2026, 12, 1))).isEqualTo("1er\u00a0décembre 2026");
        assertThat(FRENCH.day(LocalDate.of(2026, 12, 11))).isEqualTo("11\u00a0décembre 2026");
        assertThat(ENGLISH.day(LocalDate.of(2026, 12, 1))).isEqualTo("1\u00a0December 2026");
    }

    @Test
    void momentIsOnTheClocksOfFranceSummerAndWinter() {
        assertThat(FRENCH.moment(Instant.parse("2026-07-31T22:05:00Z")))
                .isEqualTo("1er\u00a0août 2026 à\u00a00\u00a0h\u00a005");
        assertThat(ENGLISH.moment(Instant.parse("2026-11-24T13:05:00Z")))
                .isEqualTo("24\u00a0November 2026 at\u00a014:05");
    }

    @Test
    void whoeverReadsNoEnglishReadsFrench() {
        assertThat(new WrittenDates(Locale.GERMAN).day(LocalDate.of(2026, 11, 24)))
                .isEqualTo("24\u00a0novembre 2026");
    }
}
