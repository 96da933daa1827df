package org.openbloctel.server.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.scrub.engine.Seed;

/** Jobs on days of 23 and 25 hours, and on 29 February. */
final class RecurringJobTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate END = LocalDate.of(2029, 1, 1);

    private final SplittableRandom random = Seed.random(RecurringJobTest.class);

    /** In March there is no half past two, in October there are two of them. */
    @Test
    void dailyJobIsDueOnceOnEachDayInParis() {
        LocalTime any = LocalTime.of(random.nextInt(24), random.nextInt(60));
        for (LocalTime time :
                List.of(LocalTime.of(0, 0), LocalTime.of(2, 0), LocalTime.of(2, 30), LocalTime.of(3, 0), any)) {
            RecurringJob job = RecurringJob.daily(time, "test.daily", () -> {});
            Instant last =
                    FIRST.minusDays(1).atTime(time).atZone(LegalCalendar.ZONE).toInstant();
            for (LocalDate day = FIRST; day.isBefore(END); day = day.plusDays(1)) {
                Instant due = job.schedule().getInitialExecutionTime(last);
                assertThat(due)
                        .as("at %s on %s", time, day)
                        .isEqualTo(
                                ZonedDateTime.of(day, time, LegalCalendar.ZONE).toInstant());
                assertThat(Duration.between(last, due)).as("%s", day).isLessThanOrEqualTo(job.furthest());
                last = due;
            }
        }
    }

    /** Half past two comes twice on that night; a job that ends between the two is not due at the first of them, which is over. */
    @Test
    void dailyJobThatEndsInTheRepeatedHourIsDueTheNextDay() {
        RecurringJob job = RecurringJob.daily(LocalTime.of(2, 30), "test.daily", () -> {});
        Instant due = Instant.parse("2026-10-25T00:30:00Z");
        for (int minutes = 0; minutes < 180; minutes++) {
            Instant done = due.plus(Duration.ofMinutes(minutes));
            assertThat(job.schedule().getNextExecutionTime(ExecutionComplete.simulatedSuccess(done)))
                    .as("done at %s", done)
                    .isEqualTo(Instant.parse("2026-10-26T01:30:00Z"));
        }
    }
}
