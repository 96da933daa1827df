package org.openbloctel.registry.authority.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A day without a year is the last one that was; half a day has twelve hours; what is no day of the calendar is none. */
final class WrittenMomentTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    private static WrittenMoment find(String line) {
        return WrittenMoment.find(line, TODAY, PARIS);
    }

    @ParameterizedTest
    @CsvSource({
        "29/02, 2024-03-01, 2024-02-29",
        "29/02, 2024-02-29, 2024-02-29",
        "29/02, 2025-01-10, 2024-02-29",
        "29 février, 2025-01-10, 2024-02-29",
        "Feb 29, 2027-12-31, 2024-02-29",
        "29/02, 2028-02-28, 2024-02-29",
        "28/02, 2028-02-28, 2028-02-28",
        "29/02, 2104-02-28, 2096-02-29",
        "31/12, 2027-01-01, 2026-12-31",
        "01/01, 2027-01-01, 2027-01-01",
        "02/01, 2027-01-01, 2026-01-02",
    })
    void dayWithoutAYearIsTheLastSuchDayThatIsNotInTheFuture(String line, LocalDate today, LocalDate day) {
        assertThat(WrittenMoment.find(line, today, PARIS).day()).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "30/02",
                "31/04",
                "00/01",
                "32/01",
                "12/13",
                "0/0",
                "29/02/2026",
                "2026-02-30",
                "2026-13-01",
                "31 juin",
                "99/99"
            })
    void whatIsNoDayOfTheCalendarIsNone(String line) {
        assertThat(find(line).day()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "12:30 AM, 00:30",
        "12:30 PM, 12:30",
        "1:05 am, 01:05",
        "11:59 p.m., 23:59",
        "00h00, 00:00",
        "23:59:59, 23:59",
        "9 heures, 09:00",
        "14h5, ",
        "24:00, ",
        "14:60, ",
        "0:30 pm, ",
        "13:30 pm, ",
    })
    void hourIsOneOfADay(String line, LocalTime time) {
        assertThat(find(line).time()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({"12/12/99, 2099-12-12", "06/11/26, 2026-11-06", "6-11-2026, 2026-11-06", "2026.11.6, 2026-11-06"})
    void yearOfTwoDigitsIsOfThisCentury(String line, LocalDate day) {
        assertThat(find(line).day()).isEqualTo(day);
    }

    /** The hour of the night in which the clocks go back comes twice, and reads alike. */
    @Test
    void millisecondsAreReadOnTheClocksOfTheZone() {
        for (String at : List.of("2026-10-25T00:30:59.999Z", "2026-10-25T01:30:00Z")) {
            String millis = Long.toString(Instant.parse(at).toEpochMilli());
            assertThat(find("date=\"" + millis + "\"").time()).as(at).isEqualTo("02:30");
            assertThat(find(millis).day()).as(at).isEqualTo("2026-10-25");
        }
        String evening = Long.toString(Instant.parse("2026-11-24T22:15:00Z").toEpochMilli());
        assertThat(WrittenMoment.find(evening, TODAY, ZoneId.of("Indian/Reunion"))
                        .day())
                .isEqualTo("2026-11-25");
        assertThat(find("1399999999999").day()).as("before 2014").isNull();
        assertThat(find(evening + "0").day()).as("fourteen digits").isNull();
    }

    @Test
    void onlyTheBeginningOfALineIsRead() {
        assertThat(find(" ".repeat(290) + "06/11/2026").day()).isEqualTo("2026-11-06");
        assertThat(find(" ".repeat(291) + "06/11/2026").day()).isNull();
        assertThat(find(" ".repeat(301) + "06/11/2026 14:05"))
                .isEqualTo(new WrittenMoment(null, null, " ".repeat(300)));
    }

    @Test
    void restHasNeitherDayNorHour() {
        assertThat(find("Appel le 06/11/2026 à 14 h 05 du 01 99 00 34 56").rest())
                .contains("01 99 00 34 56")
                .doesNotContain("06/11", "14 h", "2026");
    }
}
