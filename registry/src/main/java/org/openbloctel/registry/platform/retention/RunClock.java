package org.openbloctel.registry.platform.retention;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The clock of a server; on a thread that is in an erasing run, the clock of that run: the database's, as it was read when the run began, and
 * carried on by the machine's timer. So each class that erases goes by the database's clock. Thread-safe.
 */
public final class RunClock implements InstantSource {
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
