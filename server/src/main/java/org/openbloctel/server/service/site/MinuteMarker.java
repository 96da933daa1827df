package org.openbloctel.server.service.site;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.figures.ServiceMinutes;
import org.openbloctel.registry.service.incident.IncidentBoard;
import org.openbloctel.server.service.site.StatusPage.ServiceHistory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Marks each minute in which this server finds the service in good health, by one statement, and reads the history and the incidents. On a
 * thread of its own.
 */
@Component
@Import(ServiceMinutes.class)
final class MinuteMarker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MinuteMarker.class);
    private static final int LOOK_SECONDS = 20;

    private final ServiceMinutes minutes;
    private final ServiceHealth health;
    private final ServiceHistory history;
    private final IncidentBoard incidents;
    private final InstantSource clock;
    private final Semaphore stop = new Semaphore(0);
    private @Nullable Thread thread;
    private volatile @Nullable Instant marked;

    MinuteMarker(
            ServiceMinutes minutes,
            ServiceHealth health,
            ServiceHistory history,
            IncidentBoard incidents,
            InstantSource clock) {
        this.incidents = incidents;
        this.minutes = minutes;
        this.health = health;
        this.history = history;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void start() {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("service-minutes").start(this::run);
        }
    }

    /** Marks the minute that it is, unless this server has, or the service is not well. */
    void look() {
        Instant now = clock.instant();
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        if (!minute.equals(marked) && health.up()) {
            minutes.mark(now);
            marked = minute;
            history.read();
        }
    }

    @SuppressWarnings("IllegalCatch") // a minute that cannot be marked is one in which the service was not well
    private void run() {
        try {
            do {
                try {
                    look();
                    incidents.read();
                } catch (RuntimeException e) {
                    LOG.debug("Could not mark this minute: {}", e.toString());
                }
            } while (!stop.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        stop.release();
        if (thread != null) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
