package org.openbloctel.registry.platform.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.figures.CountedByDay.Count;

/** The minutes in which the service was well are counted by the day in France, of 23, 24 or 25 hours. */
final class ServiceMinutesIT {
    private static final LocalDate SPRING = LocalDate.of(2026, 3, 29);
    private static final LocalDate AUTUMN = LocalDate.of(2026, 10, 25);

    private final Instant[] now = {LegalCalendar.endOf(AUTUMN.plusDays(3))};
    private final ServiceMinutes minutes =
            new ServiceMinutes(TestDatabase.create().database(), () -> now[0]);

    @Test
    void aDayHasTheMinutesOfItsHours() {
        minutes.mark(LegalCalendar.startOf(SPRING.minusDays(1)));
        assertThat(minutes.on(SPRING.minusDays(2))).isEmpty();
        assertThat(minutes.on(SPRING.minusDays(1))).containsExactly(up(1), all(1_440));
        assertThat(minutes.on(SPRING)).containsExactly(up(0), all(1_380));
        assertThat(minutes.on(AUTUMN)).containsExactly(up(0), all(1_500));
        assertThat(minutes.first()).hasValue(SPRING.minusDays(1));
    }

    @Test
    void theFirstDayBeginsWithItsFirstMinuteAndTodayEndsWithTheLast() {
        Instant noon = LegalCalendar.startOf(AUTUMN).plus(Duration.ofHours(13));
        minutes.mark(noon);
        minutes.mark(noon.plusSeconds(61));
        assertThat(minutes.on(AUTUMN)).containsExactly(up(2), all(720));
        now[0] = noon.plus(Duration.ofMinutes(10)).plusSeconds(20);
        assertThat(minutes.on(AUTUMN)).containsExactly(up(2), all(10));
    }

    @Test
    void markedMinutesAreThoseOfAnyServer() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (LocalDate day : List.of(SPRING, AUTUMN)) {
            Instant from = LegalCalendar.startOf(day.minusDays(1));
            Set<Instant> marked = new HashSet<>();
            minutes.mark(from);
            for (int i = 0; i < 300; i++) {
                Instant minute = from.plus(Duration.ofMinutes(random.nextInt(3 * 1_440)));
                minutes.mark(minute.plusSeconds(random.nextInt(60)));
                marked.add(minute);
            }
            long expected = marked.stream()
                    .filter(minute -> LegalCalendar.dayOf(minute).equals(day))
                    .count();
            assertThat(minutes.on(day)).as("seed %s", seed).contains(up(expected));
        }
    }

    private static Count up(long minutes) {
        return new Count(Figure.MINUTES_UP, minutes);
    }

    private static Count all(long minutes) {
        return new Count(Figure.MINUTES, minutes);
    }
}
