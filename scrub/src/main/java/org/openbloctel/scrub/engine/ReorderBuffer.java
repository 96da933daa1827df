package org.openbloctel.scrub.engine;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts judged chunks back into the order of the file. No thread waits for another: a chunk that is early is parked, and the
 * thread that brings the missing one applies the step to all that are then in order.
 *
 * <p>There are two chunks a thread. A thread takes a free chunk before it takes a place in the order, so the thread with the
 * next place always has a chunk, and no thread waits for ever. After the first failure there is no room.
 */
final class ReorderBuffer {
    /** Work on one chunk. */
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

    /** A buffer whose step runs in one thread at a time, in the order of the file, with the memory effects of the step before. */
    ReorderBuffer(int threads, Supplier<JudgedChunk> chunks, Step inOrder) {
        int room = threads == 1 ? 1 : 2 * threads;
        this.parked = new JudgedChunk[room];
        this.inOrder = inOrder;
        for (int i = 0; i < room; i++) {
            free.add(chunks.get());
        }
    }

    /** A free chunk, once there is one; null after a failure. */
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
     * Takes a judged chunk. The caller applies the step to all chunks that are in order, unless another thread does.
     *
     * @param afterwards applied to a chunk after its step in order, by several threads at once
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
            release(due);
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

    /** The next chunk in order, if it is there and no other thread applies the step. */
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

    private void release(JudgedChunk judged) {
        lock.lock();
        try {
            free.push(judged);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the work of all threads; the first failure is kept. */
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
