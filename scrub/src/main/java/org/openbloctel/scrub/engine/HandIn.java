package org.openbloctel.scrub.engine;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Puts judged chunks back into the order of the file without letting their threads wait for one another: a chunk whose
 * turn has not come is parked, and whoever brings the one that was missing hands in all that are then in order.
 *
 * <p>Two chunks a thread exist. Room is taken before a chunk has its place in the order, so whoever holds the next place
 * can always hand in, and nobody waits for ever. The first failure wins: from then on there is no room.
 */
final class HandIn {
    /** What is done with a chunk. */
    interface Step {
        void apply(JudgedChunk judged) throws IOException;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<JudgedChunk> free = new ArrayDeque<>();
    private final @Nullable JudgedChunk[] parked;
    private final Step inOrder;
    private long next;
    private boolean busy;
    private volatile @Nullable Throwable failure;

    /** The step is taken by one thread at a time, chunk after chunk, and sees what it did before. */
    HandIn(int threads, Step inOrder) {
        int room = threads == 1 ? 1 : 2 * threads;
        this.parked = new JudgedChunk[room];
        this.inOrder = inOrder;
        for (int i = 0; i < room; i++) {
            free.add(new JudgedChunk());
        }
    }

    /** Room for a chunk to be judged, when there is some; null once something has failed. */
    @Nullable
    JudgedChunk room() {
        lock.lock();
        try {
            while (free.isEmpty() && failure == null) {
                changed.awaitUninterruptibly();
            }
            return failure == null ? free.pop() : null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a judged chunk. The caller does what has come to its turn, unless another thread is at it.
     *
     * @param afterwards done with a chunk behind its step in order, side by side with other threads
     */
    void accept(JudgedChunk judged, Step afterwards) throws IOException {
        park(judged);
        for (JudgedChunk due = due(); due != null; due = due()) {
            inOrder.apply(due);
            lock.lock();
            try {
                next++;
                busy = false;
            } finally {
                lock.unlock();
            }
            afterwards.apply(due);
            giveBack(due);
        }
    }

    private void park(JudgedChunk judged) {
        lock.lock();
        try {
            parked[(int) (judged.sequence() % parked.length)] = judged;
        } finally {
            lock.unlock();
        }
    }

    /** The chunk whose turn it is, if it is there and nobody else is handing in. */
    private @Nullable JudgedChunk due() {
        lock.lock();
        try {
            int slot = (int) (next % parked.length);
            JudgedChunk due = busy || failure != null ? null : parked[slot];
            if (due != null) {
                parked[slot] = null;
                busy = true;
            }
            return due;
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(JudgedChunk judged) {
        lock.lock();
        try {
            free.push(judged);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Lets every thread come to its end. */
    void fail(Throwable e) {
        lock.lock();
        try {
            if (failure == null) {
                failure = e;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    Throwable failure() {
        return failure;
    }
}
