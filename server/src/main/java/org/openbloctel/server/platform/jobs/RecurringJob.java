package org.openbloctel.server.platform.jobs;

import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.retention.ErasureGate;

/**
 * Work that is done again and again, by one server at a time. When it fails it is logged, and done again when it is due next.
 *
 * @param name permanent, {@code feature.verb}: {@code outbox.send}
 * @param pause between the end of one time and the beginning of the next; null when it is done at a time of day
 * @param erasing the work of a job that erases, and returns how much
 * @param dated whether it waits while the clock is doubted, although it erases nothing
 */
public record RecurringJob(
        String name,
        Schedule schedule,
        @Nullable Duration pause,
        Runnable work,
        @Nullable IntSupplier erasing,
        boolean dated) {
    /** Work with a pause. */
    public static RecurringJob every(Duration pause, String name, Runnable work) {
        return new RecurringJob(name, Schedules.fixedDelay(pause), pause, work, null, false);
    }

    /** Work at a time of day, in the legal calendar. */
    public static RecurringJob daily(LocalTime time, String name, Runnable work) {
        return new RecurringJob(name, Schedules.daily(LegalCalendar.ZONE, time), null, work, null, false);
    }

    /** Work as {@link #every}, that erases and says how much. It is done once it is {@link #gated}. */
    public static RecurringJob erasingEvery(Duration pause, String name, IntSupplier work) {
        return new RecurringJob(name, Schedules.fixedDelay(pause), pause, RecurringJob::ungated, work, false);
    }

    /** Work as {@link #daily}, that erases and says how much. It is done once it is {@link #gated}. */
    public static RecurringJob erasingDaily(LocalTime time, String name, IntSupplier work) {
        return new RecurringJob(
                name, Schedules.daily(LegalCalendar.ZONE, time), null, RecurringJob::ungated, work, false);
    }

    private static void ungated() {
        throw new IllegalStateException("erases without a gate");
    }

    /** This job, which waits while the clock is doubted: it erases nothing, but acts by the day for good. */
    public RecurringJob waiting() {
        return new RecurringJob(name, schedule, pause, work, erasing, true);
    }

    /** This job behind the gate, if it erases or is {@link #dated}. */
    public RecurringJob gated(ErasureGate gate) {
        IntSupplier erases = erasing;
        if (erases != null) {
            return with(() -> gate.erase(name, erases));
        }
        return dated ? with(() -> gate.doDated(name, work)) : this;
    }

    private RecurringJob with(Runnable other) {
        return new RecurringJob(name, schedule, pause, other, erasing, dated);
    }

    public boolean erases() {
        return erasing != null;
    }

    /** Whether it waits while the clock is doubted. */
    public boolean waits() {
        return erases() || dated;
    }

    /** Whether it is done once a day only, at a fixed time. */
    boolean isDaily() {
        return schedule instanceof Daily;
    }

    /** The longest time until it is due next. A job that is due later was scheduled before the clock was set back. */
    Duration furthest() {
        return pause == null ? Duration.ofHours(25) : pause;
    }
}
