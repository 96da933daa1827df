package org.openbloctel.server.platform.jobs;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps what is to be run, for a simulation that runs it when it is its turn. For one thread. */
final class QueuedExecutor extends AbstractExecutorService {
    private final Queue<Runnable> queue;

    QueuedExecutor(Queue<Runnable> queue) {
        this.queue = queue;
    }

    @Override
    public void execute(Runnable work) {
        queue.add(work);
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
        return true;
    }

    /** Runs nothing, neither now nor later. */
    static ScheduledExecutorService never() {
        return (ScheduledExecutorService) Proxy.newProxyInstance(
                QueuedExecutor.class.getClassLoader(),
                new Class<?>[] {ScheduledExecutorService.class},
                (proxy, method, arguments) -> null);
    }
}
