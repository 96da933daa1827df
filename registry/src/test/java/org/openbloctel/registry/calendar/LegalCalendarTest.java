package org.openbloctel.registry.calendar;

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

    private static LocalDate today(Instant now) {
        return LegalCalendar.today(() -> now);
    }
}
