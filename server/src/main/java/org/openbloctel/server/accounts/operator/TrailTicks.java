package org.openbloctel.server.accounts.operator;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.openbloctel.registry.platform.audit.PowerWatch;
import org.openbloctel.registry.platform.audit.TrailWatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that watches the audit trail, and powers beside it, in this server, once before any request and then every ten seconds: no
 * job, since those run on one server. A fault is logged once, and the next tick tries again.
 */
final class TrailTicks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrailTicks.class);

    private final TrailWatch watch;
    private final PowerWatch powers;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("audit-watch").factory());
    private volatile boolean failing;

    TrailTicks(TrailWatch watch, PowerWatch powers) {
        this.watch = watch;
        this.powers = powers;
    }

    TrailTicks start() {
        tick();
        long pause = TrailWatch.TICK.toSeconds();
        ScheduledFuture<?> _ = thread.scheduleWithFixedDelay(this::tick, pause, pause, TimeUnit.SECONDS);
        return this;
    }

    private void tick() {
        run(watch::tick);
        run(powers::tick);
    }

    @SuppressWarnings("IllegalCatch") // any fault would end the ticks
    private void run(Runnable work) {
        try {
            work.run();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("The audit trail or powers cannot be compared, or its head not written; it is tried again", e);
            }
            failing = true;
        }
    }

    /** Sends the last head. */
    @Override
    public void close() {
        thread.shutdownNow();
        run(watch::stop);
    }
}
