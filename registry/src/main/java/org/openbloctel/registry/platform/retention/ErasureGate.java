package org.openbloctel.registry.platform.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * The one way to erase what is too old. A run goes by the database's clock and is recorded. It erases nothing while the server's clock differs
 * from the database's, while the day is not one that can follow the last run, and when it would erase far more than before: counted first, in a
 * rehearsal. Then it waits for a person ({@link ErasureStops}); a doubt about the clock ends by itself once the clock is right. What fails
 * on the way erases nothing. Thread-safe.
 */
public final class ErasureGate {
    /** The largest difference between the clocks of server and database that a run allows. */
    public static final Duration MAX_DIFFERENCE = Duration.ofMinutes(2);

    /** The most days between a run and the last one, of any job. */
    public static final int MAX_DAYS = 2;

    /** A run may erase this many times the amount of the largest of the last runs. */
    public static final int MAX_TIMES = 10;

    /** The number of last runs that are looked at; a run that erased nothing does not count. */
    public static final int LAST_RUNS = 10;

    /** The amount that any run may erase: a small service does not stop at eleven rows after one. */
    public static final long FREE_AMOUNT = 500;

    /** The least time between two alarms about clocks that differ: a difference may come and go. */
    private static final Duration ALARM_EVERY = Duration.ofDays(1);

    private final Database database;
    private final Clocks clocks;
    private final ErasureRuns runs;
    private final Alarm alarm;
    private final ErasureStopRows rows;

    /** The gate of a database, with the alarm about jobs that stop. */
    public ErasureGate(Database database, Clocks clocks, ErasureRuns runs, Alarm alarm) {
        this.database = database;
        this.clocks = clocks;
        this.runs = runs;
        this.alarm = alarm;
        this.rows = database.rows(ErasureStopRows.class);
    }

    /** The clock of the database, by which data are erased. One for all servers, and another than theirs. */
    @FunctionalInterface
    public interface DatabaseClock {
        Instant now();
    }

    /** The clocks that are compared. */
    public record Clocks(InstantSource server, DatabaseClock database) {}

    /** Notifies people of a job that stopped, in the transaction that is open. */
    @FunctionalInterface
    public interface Alarm {
        void stopped(ErasureStop stop);
    }

    private record Doubt(Optional<ErasureStop.Reason> reason, Optional<Instant> last) {}

    /** Does an erasing job and records it, unless it has to wait. */
    public void erase(String job, IntSupplier work) {
        Instant server = clocks.server().instant();
        Instant now = clocks.database().now();
        RunClock.during(now, () -> {
            Doubt doubt = doubt(server, now);
            if (doubt.reason().isPresent()) {
                stop(job, doubt, now);
                if (doubt.reason().get().isDay()) {
                    // For the person who decides. After the stop: to count takes time, and may fail.
                    rows.count(job, database.rehearse(work));
                }
            } else if (isUsual(job, rehearsed(job, work), now)) {
                runs.record(job, work);
                rows.use(job);
            }
        });
    }

    /** A failed rehearsal is recorded as a failed run. */
    private int rehearsed(String job, IntSupplier work) {
        try {
            return database.rehearse(work);
        } catch (RuntimeException e) {
            runs.recordFault(job, e);
            throw e;
        }
    }

    /** Does a job that erases nothing, but acts by the day for good, unless the clock is doubted. */
    public void doDated(String job, Runnable work) {
        Instant server = clocks.server().instant();
        Instant now = clocks.database().now();
        RunClock.during(now, () -> {
            Doubt doubt = doubt(server, now);
            if (doubt.reason().isPresent()) {
                stop(job, doubt, now);
            } else if (isUsual(job, 0, now)) {
                work.run();
                rows.use(job);
            }
        });
    }

    private Doubt doubt(Instant server, Instant now) {
        Optional<Instant> last = rows.last();
        if (Duration.between(server, now).abs().compareTo(MAX_DIFFERENCE) > 0) {
            return new Doubt(Optional.of(ErasureStop.Reason.DIFFERS), last);
        }
        return new Doubt(last.flatMap(at -> day(LegalCalendar.dayOf(now), LegalCalendar.dayOf(at))), last);
    }

    private static Optional<ErasureStop.Reason> day(LocalDate today, LocalDate last) {
        if (today.isAfter(last.plusDays(MAX_DAYS))) {
            return Optional.of(ErasureStop.Reason.AHEAD);
        }
        return today.isBefore(last.minusDays(MAX_DAYS)) ? Optional.of(ErasureStop.Reason.BEHIND) : Optional.empty();
    }

    private void stop(String job, Doubt doubt, Instant now) {
        database.runInAccounts(() -> {
            Optional<Instant> lastAlarm = rows.lock();
            ErasureStop stop =
                    new ErasureStop(job, doubt.reason().orElseThrow(), now, now, doubt.last(), 0, usual(job));
            boolean known = stop.reason().isDay()
                    ? waits(one -> one.reason().isDay())
                    : lastAlarm
                            .filter(at -> Duration.between(at, now).abs().compareTo(ALARM_EVERY) < 0)
                            .isPresent();
            rows.put(stop);
            if (!known) {
                rows.told(now);
                alarm.stopped(stop);
            }
        });
    }

    /** Whether a run may erase this amount; if so, the job does not wait any more. */
    private boolean isUsual(String job, int amount, Instant now) {
        return database.inAccounts(() -> {
            rows.lock();
            long usual = usual(job);
            if (amount <= usual + rows.confirmed(job).orElse(0L)) {
                rows.lift(job);
                return true;
            }
            boolean known = waits(one -> one.job().equals(job) && one.reason() == ErasureStop.Reason.AMOUNT);
            ErasureStop stop =
                    new ErasureStop(job, ErasureStop.Reason.AMOUNT, now, now, Optional.empty(), amount, usual);
            rows.put(stop);
            if (!known) {
                alarm.stopped(stop);
            }
            return false;
        });
    }

    private boolean waits(Predicate<ErasureStop> such) {
        return rows.waiting().stream().anyMatch(such);
    }

    private long usual(String job) {
        return Math.max(FREE_AMOUNT, MAX_TIMES * rows.largest(job, LAST_RUNS));
    }

    /**
     * The clock of a server; on a thread that is in an erasing run, the clock of that run: the database's, as it was read when the run began, and
     * carried on by the machine's timer. So each class that erases goes by the database's clock. Thread-safe.
     */
    public static final class RunClock implements InstantSource {
        private static final ScopedValue<Run> RUN = ScopedValue.newInstance();

        private final InstantSource server;

        public RunClock(InstantSource server) {
            this.server = server;
        }

        private record Run(Instant began, long nanos) {}

        /** Does work in a run that begins at this instant of the database's clock. */
        static void during(Instant began, Runnable work) {
            ScopedValue.where(RUN, new Run(began, System.nanoTime())).run(work);
        }

        @Override
        public Instant instant() {
            if (!RUN.isBound()) {
                return server.instant();
            }
            Run run = RUN.get();
            return run.began().plusNanos(System.nanoTime() - run.nanos());
        }
    }

    /**
     * A job that does not erase until a person says that it is right to go on. Instants are the database's.
     *
     * @param job its name
     * @param reason why it stopped
     * @param since when it stopped first
     * @param triedAt when it tried last
     * @param lastAt the last instant that the database knew, when the clock is doubted
     * @param amount how many rows or files it would erase; 0 when it erases none, or did not count them
     * @param may how many it may erase without a person
     */
    public record ErasureStop(
            String job,
            Reason reason,
            Instant since,
            Instant triedAt,
            Optional<Instant> lastAt,
            long amount,
            long may) {
        /** Why a job does not erase. */
        public enum Reason {
            /** The day is later than that of the last run by more than two days. */
            AHEAD,
            /** The day is earlier than that of the last run by more than two days. */
            BEHIND,
            /** The clocks of the server and of the database differ: for the people who run the machines. */
            DIFFERS,
            /** It would erase far more than it did in its last runs. */
            AMOUNT;

            /** Whether a person can say that the clock is right. */
            public boolean isDay() {
                return this == AHEAD || this == BEHIND;
            }
        }
    }
}
