package org.openbloctel.server.app;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first step of a stop: the server says that it is not ready, and goes on answering until the proxies in front have noticed. Each
 * answer ends its connection, so that clients which keep theirs go to another server. Then the listeners close. Stops before everything else.
 */
@Component
final class Draining implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Draining.class);

    private final ApplicationEventPublisher events;
    private final Duration drain;
    private volatile boolean running;

    Draining(ApplicationEventPublisher events, StopSettings settings) {
        this.events = events;
        this.drain = settings.drain();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        AvailabilityChangeEvent.publish(events, this, ReadinessState.REFUSING_TRAFFIC);
        if (drain.isPositive()) {
            LOG.info("Not ready any more; the doors close in {} s", drain.toSeconds());
            long end = System.nanoTime() + drain.toNanos();
            for (long left = drain.toNanos(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Last to start, first to stop; the doors are a phase below. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    /** How long a server that is told to stop goes on answering. */
    @ConfigurationProperties("openbloctel.stop")
    record StopSettings(Duration drain) {}
}
