package org.openbloctel.server.jobs;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.LocalTime;
import org.openbloctel.registry.calendar.LegalCalendar;

/**
 * Work that is done again and again, by one server at a time. When it fails it is logged, and done again when it is due next.
 */
public final class RecurringJob {
    private final String name;
    private final Schedule schedule;
    private final Runnable work;

    private RecurringJob(String name, Schedule schedule, Runnable work) {
        this.name = name;
        this.schedule = schedule;
        this.work = work;
    }

    /**
     * Work with a pause between the end of one time and the beginning of the next.
     *
     * @param name permanent, {@code feature.verb}: {@code outbox.send}
     */
    public static RecurringJob every(Duration pause, String name, Runnable work) {
        return new RecurringJob(name, Schedules.fixedDelay(pause), work);
    }

    /** Work at a time of day, in the legal calendar. */
    public static RecurringJob daily(LocalTime time, String name, Runnable work) {
        return new RecurringJob(name, Schedules.daily(LegalCalendar.ZONE, time), work);
    }

    String name() {
        return name;
    }

    Schedule schedule() {
        return schedule;
    }

    Runnable work() {
        return work;
    }
}
