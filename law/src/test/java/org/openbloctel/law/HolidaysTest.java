package org.openbloctel.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidaysTest {
    private static final Holidays NATIONAL = Holidays.of(List.of(
            "01-01",
            "easter+1",
            "05-01",
            "05-08",
            "easter+39",
            "easter+50",
            "07-14",
            "08-15",
            "11-01",
            "11-11",
            "12-25"));

    /** Dates as almanacs print them, the earliest and the latest possible ones among them. */
    @ParameterizedTest
    @CsvSource({
        "1818-03-22", "1943-04-25", "2008-03-23", "2011-04-24", "2016-03-27", "2019-04-21", "2020-04-12", "2021-04-04",
        "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2038-04-25",
        "2049-04-18", "2076-04-19"
    })
    void easterIsWhereAlmanacsPrintIt(LocalDate day) {
        assertThat(Holidays.easter(day.getYear())).isEqualTo(day);
    }

    @Test
    void easterIsASundayFrom22MarchTo25April() {
        for (int year = 1900; year < 2300; year++) {
            LocalDate easter = Holidays.easter(year);
            assertThat(easter.getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);
            assertThat(easter).isBetween(LocalDate.of(year, 3, 22), LocalDate.of(year, 4, 25));
        }
    }

    @Test
    void thereAreElevenAYearUnlessTwoMeet() {
        assertThat(NATIONAL.in(2024)).hasSize(11);
        assertThat(NATIONAL.in(2008)).hasSize(10); // Ascension on the first of May
    }

    @Test
    void workingDaysCountSaturdaysButNeitherSundaysNorHolidays() {
        // Tuesday 10 November 2026: the 11th is a holiday; 12, 13, 14 (Saturday), 16, 17.
        assertThat(NATIONAL.workingDaysAfter(LocalDate.of(2026, 11, 10), 5)).isEqualTo(LocalDate.of(2026, 11, 17));
    }
}
