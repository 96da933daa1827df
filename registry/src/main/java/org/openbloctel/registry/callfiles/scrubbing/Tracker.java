package org.openbloctel.registry.callfiles.scrubbing;

import org.openbloctel.scrub.engine.Progress;

/**
 * How far an attempt is. A thread of its own tells the database twice a second, which is also the attempt's sign of life; when
 * the database says that another attempt took over, the scrub is stopped at its next step. Threads: the scrub's and its own.
 */
final class Tracker implements Progress, AutoCloseable {
    /** The pulse of every day: a thread for each attempt. */
    static final Pulses TWICE_A_SECOND = Ticking::new;

    private static final long MILLIS = 500;

    private final SignOfLife sign;
    private final Pulse pulse;
    private volatile long bytes;
    private volatile long rows;
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

    /** What lets an attempt give its signs of life, until it is closed. */
    interface Pulse extends AutoCloseable {
        @Override
        void close();
    }

    /** Begins the pulse of an attempt. */
    @FunctionalInterface
    interface Pulses {
        Pulse begin(Runnable beat);
    }

    Tracker(SignOfLife sign) {
        this(sign, TWICE_A_SECOND);
    }

    Tracker(SignOfLife sign, Pulses pulses) {
        this.sign = sign;
        this.pulse = pulses.begin(this::give);
    }

    /** A thread that beats twice a second. */
    private static final class Ticking implements Pulse {
        private final Runnable beat;
        private final Thread thread;
        private volatile boolean over;

        Ticking(Runnable beat) {
            this.beat = beat;
            this.thread = Thread.ofVirtual().name("scrub-progress").start(this::run);
        }

        private synchronized void run() {
            try {
                while (!over) {
                    wait(MILLIS);
                    if (!over) {
                        beat.run();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            synchronized (this) {
                over = true;
                notifyAll();
            }
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
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
        pulse.close();
    }
}
