package org.openbloctel.registry.platform.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.engine.Seed;

/** A day is that of Paris, also behind another day. */
final class LegalCalendarTest {
    private final SplittableRandom random = Seed.random(LegalCalendarTest.class);

    @Test
    void todayChangesAtMidnightInParis() {
        Instant midnight = Instant.parse("2026-11-27T23:00:00Z");
        assertThat(today(midnight.minusNanos(1))).isEqualTo("2026-11-27");
        assertThat(today(midnight)).isEqualTo("2026-11-28");
        assertThat(today(midnight.minusNanos(1))).isEqualTo("2026-11-27");
    }

    /** The last Sunday of March has 23 hours, that of October 25. */
    @Test
    void todayChangesAtMidnightWhenTheClocksHaveChanged() {
        assertThat(today(Instant.parse("2026-03-28T23:00:00Z"))).isEqualTo("2026-03-29");
        assertThat(today(Instant.parse("2026-03-29T21:59:59.999Z"))).isEqualTo("2026-03-29");
        assertThat(today(Instant.parse("2026-03-29T22:00:00Z"))).isEqualTo("2026-03-30");
        assertThat(today(Instant.parse("2026-10-24T22:00:00Z"))).isEqualTo("2026-10-25");
        assertThat(today(Instant.parse("2026-10-25T22:59:59.999Z"))).isEqualTo("2026-10-25");
        assertThat(today(Instant.parse("2026-10-25T23:00:00Z"))).isEqualTo("2026-10-26");
    }

    @Test
    void anyInstantHasItsOwnDay() {
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(-2_000_000_000L, 4_000_000_000L));
            LocalDate day = instant.atZone(LegalCalendar.ZONE).toLocalDate();
            if (i % 3 == 0) {
                assertThat(today(instant)).isEqualTo(day);
            }
            Instant near = instant.plusSeconds(random.nextLong(-90_000, 90_000));
            assertThat(LegalCalendar.dayOf(near))
                    .isEqualTo(near.atZone(LegalCalendar.ZONE).toLocalDate());
        }
    }

    @Test
    void thirtyDaysKeepTheHourWhenTheClocksChange() {
        assertThat(LegalCalendar.daysAfter(Instant.parse("2026-03-01T11:00:00Z"), 30))
                .as("719 hours")
                .isEqualTo("2026-03-31T10:00:00Z");
        assertThat(LegalCalendar.daysAfter(Instant.parse("2026-10-01T10:00:00Z"), 30))
                .as("721 hours")
                .isEqualTo("2026-10-31T11:00:00Z");
        assertThat(LegalCalendar.daysAfter(Instant.parse("2026-02-27T01:30:00Z"), 30))
                .as("at half past two, which that day does not have")
                .isEqualTo("2026-03-29T01:30:00Z");
        assertThat(LegalCalendar.daysBefore(Instant.parse("2026-11-24T01:30:00Z"), 30))
                .as("at half past two, the one in winter time")
                .isEqualTo("2026-10-25T01:30:00Z");
    }

    @Test
    void thirtyDaysCountThe29thOfFebruary() {
        assertThat(LegalCalendar.daysAfter(Instant.parse("2028-01-30T11:00:00Z"), 30))
                .isEqualTo("2028-02-29T11:00:00Z");
        assertThat(LegalCalendar.daysAfter(Instant.parse("2028-01-31T11:00:00Z"), 30))
                .isEqualTo("2028-03-01T11:00:00Z");
        assertThat(LegalCalendar.daysAfter(Instant.parse("2027-01-31T11:00:00Z"), 30))
                .isEqualTo("2027-03-02T11:00:00Z");
        assertThat(LegalCalendar.daysBefore(Instant.parse("2028-03-30T10:00:00Z"), 30))
                .isEqualTo("2028-02-29T11:00:00Z");
    }

    /** No instant of its own, so that no term becomes a second longer. */
    @Test
    void leapSecondIsTheSecondBeforeIt() {
        assertThat(today(Instant.parse("2016-12-31T23:59:60Z"))).isEqualTo("2017-01-01");
        assertThat(Instant.parse("2016-12-31T23:59:60Z")).isEqualTo("2016-12-31T23:59:59Z");
        assertThat(LegalCalendar.daysAfter(Instant.parse("2016-12-31T23:59:60Z"), 30))
                .isEqualTo("2017-01-30T23:59:59Z");
    }

    @Test
    void anyNumberOfDaysLaterIsThatDay() {
        for (int i = 0; i < 20_000; i++) {
            Instant at = Instant.ofEpochSecond(random.nextLong(1_500_000_000L, 4_000_000_000L));
            int days = random.nextInt(-400, 400);
            assertThat(LegalCalendar.dayOf(LegalCalendar.daysAfter(at, days)))
                    .as("%d days after %s", days, at)
                    .isEqualTo(LegalCalendar.dayOf(at).plusDays(days));
        }
    }

    private static LocalDate today(Instant now) {
        return LegalCalendar.today(() -> now);
    }
}
