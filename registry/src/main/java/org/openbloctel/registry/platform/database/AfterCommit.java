package org.openbloctel.registry.platform.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.QueryTimeoutException;

/** What one transaction leaves to groups, from its begin until each has worked on it. For one thread. */
final class AfterCommit {
    private final Map<CommitGroup<?>, Share<?>> shares = new LinkedHashMap<>();

    private record Share<T>(CommitGroup<T> group, List<T> items) {
        CompletableFuture<Boolean> add() {
            return group.add(List.copyOf(items));
        }
    }

    private record Awaited(CommitGroup<?> group, CompletableFuture<Boolean> done) {}

    @SuppressWarnings("unchecked") // a group has its own share
    <T> void add(CommitGroup<T> group, T item) {
        ((Share<T>) shares.computeIfAbsent(group, one -> new Share<>(group, new ArrayList<>())))
                .items()
                .add(item);
    }

    /** To be called without a connection: groups need some. */
    void await() {
        List<Awaited> all = shares.values().stream()
                .map(share -> new Awaited(share.group(), share.add()))
                .toList();
        long began = System.nanoTime();
        for (Awaited one : all) {
            await(one, one.group().patience().toNanos() - (System.nanoTime() - began));
        }
    }

    private static void await(Awaited one, long nanos) {
        try {
            one.done().get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (one.group().isRequired()) {
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(e.getCause());
            }
        } catch (TimeoutException e) {
            if (one.group().isRequired()) {
                throw new QueryTimeoutException("what follows the commit takes too long", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (one.group().isRequired()) {
                throw new QueryTimeoutException("interrupted before what follows the commit was done", e);
            }
        }
    }
}
