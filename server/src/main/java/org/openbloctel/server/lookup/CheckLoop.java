package org.openbloctel.server.lookup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread for many connections of {@link CheckListener}: it waits for all of them at once, and serves in one go whatever came
 * meanwhile. Nothing that waits for anybody may run in it; such work goes to {@link #aside}, and comes back with {@link #later}.
 */
final class CheckLoop {
    private static final Logger LOG = LoggerFactory.getLogger(CheckLoop.class);
    private static final int SCRATCH = 64 << 10;
    private static final long TICK_NANOS = 500_000_000;

    private final String name;
    private final Selector selector;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
    private long lastTick = System.nanoTime();
    private volatile boolean stopping;

    CheckLoop(String name) throws IOException {
        this.name = name;
        this.selector = Selector.open();
    }

    CheckLoop start() {
        Thread.ofPlatform().daemon().name(name).start(this::run);
        return this;
    }

    int connections() {
        return connections.get();
    }

    boolean stopping() {
        return stopping;
    }

    /** What was read is put here first: one buffer for all connections, for the loop's thread alone. */
    ByteBuffer scratch() {
        return scratch.clear();
    }

    void add(SocketChannel channel, CheckConnection connection) throws IOException {
        channel.configureBlocking(false);
        connections.incrementAndGet();
        later(() -> {
            try {
                connection.register(channel.register(selector, SelectionKey.OP_READ, connection));
            } catch (ClosedChannelException gone) {
                connections.decrementAndGet();
            }
        });
    }

    void closed() {
        connections.decrementAndGet();
    }

    /** Runs this in the loop's thread, soon. */
    void later(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Runs what may have to wait, in a thread of its own. */
    static void aside(Runnable task) {
        Thread.startVirtualThread(task);
    }

    /** Each connection ends after the request that it is at. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    @SuppressWarnings("IllegalCatch") // whatever fails, the others are served
    private void run() {
        while (!stopping || connections.get() > 0) {
            try {
                turn();
            } catch (IOException | RuntimeException e) {
                LOG.error("A turn of the listener failed.", e);
                LockSupport.parkNanos(TICK_NANOS);
            }
        }
        try {
            selector.close();
        } catch (IOException e) {
            LOG.warn("A selector could not be closed.", e);
        }
    }

    private void turn() throws IOException {
        selector.select(CheckLoop::serve, TICK_NANOS / 1_000_000);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        long now = System.nanoTime();
        if (now - lastTick >= TICK_NANOS || stopping) {
            lastTick = now;
            List.copyOf(selector.keys()).forEach(key -> connection(key).tick(now));
        }
    }

    private static CheckConnection connection(SelectionKey key) {
        return (CheckConnection) key.attachment();
    }

    @SuppressWarnings("IllegalCatch") // a fault in one connection may not end the others
    private static void serve(SelectionKey key) {
        CheckConnection connection = connection(key);
        try {
            connection.ready();
        } catch (IOException gone) {
            // The client went away: there is nobody to tell.
            connection.close();
        } catch (RuntimeException e) {
            LOG.error("A connection failed.", e);
            connection.close();
        }
    }
}
