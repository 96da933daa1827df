package org.openbloctel.registry.platform.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work that several threads begin in the same moment, as servers do that share a database. */
public final class AtOnce {
    private AtOnce() {}

    /** Does the same on so many threads; what came of each. */
    public static <T> List<T> times(int threads, Callable<T> work) throws Exception {
        return all(Collections.nCopies(threads, work));
    }

    /** Does each of these on a thread of its own; what came of them, in their order. */
    public static <T> List<T> all(List<Callable<T>> works) throws Exception {
        CyclicBarrier start = new CyclicBarrier(works.size());
        List<T> came = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(works.size())) {
            List<Future<T>> runs = new ArrayList<>();
            for (Callable<T> work : works) {
                runs.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            for (Future<T> run : runs) {
                came.add(run.get());
            }
        }
        return came;
    }
}
