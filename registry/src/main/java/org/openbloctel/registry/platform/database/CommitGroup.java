package org.openbloctel.registry.platform.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Work that follows the commits of transactions, done for many of them at once. What needs an order, and so a lock that all writers share,
 * is done here: the lock is held once for a group, not once for each transaction.
 *
 * <p>A transaction leaves a row in its commit and an item here ({@link Database#afterCommit}); the thread returns its connection, then
 * waits for the group that has its item. An item that comes alone is worked on at once. One group is worked on at a time, in a virtual
 * thread that ends when no item waits. Thread-safe. When the work fails, all threads that wait for the group get the failure; the rows
 * stay, for a job to work on.
 *
 * @param <T> an item
 */
public final class CommitGroup<T> {
    private static final int MAX_TOGETHER = 500;
    private static final Duration SHORT = Duration.ofSeconds(2);
    /** As long as a page waits for a statement. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private final Consumer<List<T>> work;
    private final boolean required;
    private final Lock lock = new ReentrantLock();
    private final Queue<Left<T>> queue = new ArrayDeque<>();
    private boolean running;

    /** What one transaction left. */
    private record Left<T>(List<T> items, CompletableFuture<Boolean> done) {}

    private CommitGroup(Consumer<List<T>> work, boolean required) {
        this.work = work;
        this.required = required;
    }

    /** Work whose failure does not concern those who committed: a job repeats it. */
    public static <T> CommitGroup<T> repeatable(Consumer<List<T>> work) {
        return new CommitGroup<>(work, false);
    }

    /** Work that must be done before the caller of a transaction may say that it is: a failure is thrown to it. */
    public static <T> CommitGroup<T> required(Consumer<List<T>> work) {
        return new CommitGroup<>(work, true);
    }

    /** Whether a failure is thrown to the caller of the transaction. */
    boolean isRequired() {
        return required;
    }

    /** For how long the caller of a transaction waits. */
    Duration patience() {
        return required ? LONG : SHORT;
    }

    CompletableFuture<Boolean> add(List<T> items) {
        Left<T> mine = new Left<>(items, new CompletableFuture<>());
        boolean starts;
        lock.lock();
        try {
            queue.add(mine);
            starts = !running;
            running = true;
        } finally {
            lock.unlock();
        }
        if (starts) {
            Thread.startVirtualThread(Lane.GROUPED.in(this::run));
        }
        return mine.done;
    }

    private void run() {
        for (List<Left<T>> together = next(); !together.isEmpty(); together = next()) {
            workOn(together);
        }
    }

    private List<Left<T>> next() {
        lock.lock();
        try {
            List<Left<T>> together = new ArrayList<>();
            int items = 0;
            while (!queue.isEmpty() && items < MAX_TOGETHER) {
                Left<T> left = queue.remove();
                together.add(left);
                items += left.items.size();
            }
            running = !together.isEmpty();
            return together;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("IllegalCatch") // threads that wait get any failure
    private void workOn(List<Left<T>> together) {
        try {
            work.accept(together.stream().flatMap(left -> left.items.stream()).toList());
            together.forEach(left -> left.done.complete(true));
        } catch (Throwable e) {
            together.forEach(left -> left.done.completeExceptionally(e));
        }
    }
}
