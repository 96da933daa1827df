package org.openbloctel.registry.platform.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.openbloctel.registry.platform.database.Database;

/**
 * The size of the list as the service states it to others: that of the last day that was closed, rounded to {@value #UNIT}. The exact one
 * would show whether a number that was registered a moment ago was on the list before. The same on all servers but for the minute after a
 * day was closed. Thread-safe.
 */
public final class PublishedSize {
    static final long UNIT = 1_000;

    private static final Duration KEPT = Duration.ofMinutes(1);

    private final FigureRows rows;
    private final InstantSource clock;
    private volatile Known known = new Known(OptionalLong.empty(), Instant.MIN);

    private record Known(OptionalLong size, Instant until) {}

    /** The size of this database's list. */
    public PublishedSize(Database database, InstantSource clock) {
        this.rows = database.rows(FigureRows.class);
        this.clock = clock;
    }

    /** The size; empty before the first day was closed. */
    public OptionalLong get() {
        Known last = known;
        Instant now = clock.instant();
        if (!now.isBefore(last.until())) {
            OptionalLong size = rows.lastClosed(Figure.NUMBERS)
                    .map(exact -> OptionalLong.of(rounded(exact)))
                    .orElseGet(OptionalLong::empty);
            last = new Known(size, now.plus(KEPT));
            known = last;
        }
        return last.size();
    }

    static long rounded(long size) {
        return (size + UNIT / 2) / UNIT * UNIT;
    }
}
