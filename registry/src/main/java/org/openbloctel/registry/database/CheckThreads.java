package org.openbloctel.registry.database;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of look-ups, in their lane. Threads of the system, which shares the processors among all that run: virtual ones would wait until the
 * pages before them are made, for none of them is interrupted. Those that are not needed end. Thread-safe; what is beyond the limit waits, so
 * work in one of them waits for none that is given to the same ones.
 */
public final class CheckThreads implements Executor {
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    /**
     * Threads of this name.
     *
     * @param most how many at a time
     */
    public CheckThreads(String name, int most) {
        threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(Lane.CHECKS.in(work));
    }
}
