package org.openbloctel.registry.list.publication;

import java.util.concurrent.TimeUnit;

/**
 * How many numbers the next transaction of an import puts on the list. While it lasts, no other may change the list, so it gets as many as fit
 * into a time, by how long the one before took: less time while others register. For one thread.
 */
final class ImportBatch {
    /** The first transaction's. */
    static final int FIRST = 5_000;

    static final int MIN = 500;
    /** A server that follows 50,000 revisions behind can still read the changes of one more. */
    static final int MAX = 20_000;

    /** While others register. */
    static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

    /** While nobody does: the first person who does then waits for so long. */
    static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private int size = FIRST;

    int size() {
        return size;
    }

    /**
     * A transaction is over.
     *
     * @param numbers how many it had
     * @param fresh how many of them were not on the list: the others take hardly any time, and say nothing of how many new ones fit
     * @param nanos for how long it held the list
     * @param othersCame whether others had changed the list before it since the one before
     */
    void took(int numbers, long fresh, long nanos, boolean othersCame) {
        if (numbers < Math.min(size, MIN)) {
            return; // too few to tell
        }
        long budget = othersCame ? SHORT_NANOS : LONG_NANOS;
        double times = (double) budget / Math.max(1, nanos);
        // It grows slowly, and shrinks at once: a transaction that is too long is waited for.
        double most = Math.clamp(fresh * times, size, size * 1.5);
        size = (int) Math.clamp(Math.min(numbers * times, most), MIN, MAX);
    }
}
