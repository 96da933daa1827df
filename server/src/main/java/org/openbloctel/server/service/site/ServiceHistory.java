package org.openbloctel.server.service.site;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.figures.PublishedFigures;
import org.springframework.stereotype.Component;

/**
 * How the service worked in the last days. Read once a minute by {@link MinuteMarker}, so that the page that shows it never waits for the
 * database: it has to work without one. Thread-safe.
 */
@Component
final class ServiceHistory {
    private final PublishedFigures figures;
    private final InstantSource clock;
    private volatile @Nullable Availability latest;

    ServiceHistory(PublishedFigures figures, InstantSource clock) {
        this.figures = figures;
        this.clock = clock;
    }

    void read() {
        latest = Availability.of(figures, LegalCalendar.today(clock));
    }

    /** Null before it was first read. */
    @Nullable
    Availability latest() {
        return latest;
    }
}
