package org.openbloctel.registry.scrubbing;

import java.util.function.BooleanSupplier;
import org.openbloctel.scrub.engine.Progress;

/**
 * How far an attempt is. A thread of its own tells the database twice a second, which is also the attempt's sign of life; when
 * the database says that another attempt took over, the scrub is stopped at its next step. Threads: the scrub's and its own.
 */
final class Tracker implements Progress, AutoCloseable {
    private static final long MILLIS = 500;

    private final SignOfLife sign;
    private final Thread teller;
    private volatile long bytes;
    private volatile long rows;
    private volatile boolean over;
    private volatile boolean superseded;

    /** Tells how far it is; false when nobody wants to know any more. */
    @FunctionalInterface
    interface SignOfLife {
        boolean give(long bytes, long rows);
    }

    /** Another attempt took over. */
    static final class SupersededException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SupersededException() {
            super("superseded", null, false, false);
        }
    }

    Tracker(SignOfLife sign) {
        this.sign = sign;
        this.teller = Thread.ofVirtual().name("scrub-progress").start(() -> tell(() -> over));
    }

    private synchronized void tell(BooleanSupplier done) {
        try {
            while (!done.getAsBoolean()) {
                wait(MILLIS);
                if (!done.getAsBoolean()) {
                    give();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void give() {
        try {
            superseded |= !sign.give(bytes, rows);
        } catch (RuntimeException e) {
            // The database may be away for a moment. Without signs the lease runs out, and the token decides.
        }
    }

    @Override
    public void advanced(long bytes, long rows) {
        this.bytes = bytes;
        this.rows = rows;
        check();
    }

    /** Stops a worker whose result would not count. */
    void check() {
        if (superseded) {
            throw new SupersededException();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            over = true;
            notifyAll();
        }
        try {
            teller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
