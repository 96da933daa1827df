package org.openbloctel.registry.platform.database;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of the system for look-ups, in their lane. The system shares the processors among them: virtual threads would wait until the pages before
 * them are made, since none of those is interrupted. An idle thread ends. Work beyond the limit waits in a queue without a bound, so callers give no
 * more than they have requests that wait, and no work waits for other work of the same threads. Thread-safe.
 */
public final class CheckThreads implements Executor {
    private static final long IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    /**
     * Threads of this name.
     *
     * @param max how many at a time
     */
    public CheckThreads(String name, int max) {
        threads = new ThreadPoolExecutor(
                max,
                max,
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
