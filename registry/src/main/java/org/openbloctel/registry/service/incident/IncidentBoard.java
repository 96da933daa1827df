package org.openbloctel.registry.service.incident;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Bilingual;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * The incidents of the last days, in this server's memory. Pages ask it, and never wait for the database; what it knows stays when that
 * cannot be read. Thread-safe.
 */
public final class IncidentBoard {
    /** How many days an incident is shown after its end. */
    public static final int DAYS = 90;

    private final IncidentRows rows;
    private final InstantSource clock;
    private volatile List<Incident> latest = List.of();

    /** Empty until it is first read. */
    public IncidentBoard(Database database, InstantSource clock) {
        this.rows = database.rows(IncidentRows.class);
        this.clock = clock;
    }

    /** Reads them; throws, and changes nothing, where the database does not answer. */
    public void read() {
        latest = rows.since(LegalCalendar.daysBefore(clock.instant(), DAYS));
    }

    /** Those that last first, then by their beginning, the latest first. */
    public List<Incident> all() {
        return latest;
    }

    /** Those that last. */
    public List<Incident> open() {
        return latest.stream().filter(one -> one.endedAt() == null).toList();
    }

    /**
     * An incident as it is published.
     *
     * @param endedAt null while it lasts
     * @param updates its texts, the latest first
     */
    public record Incident(
            UUID id,
            Bilingual title,
            Instant startedAt,
            @Nullable Instant endedAt,
            List<Update> updates) {
        /** Copies the list. */
        public Incident {
            updates = List.copyOf(updates);
        }

        /** A text about it. */
        public record Update(Instant at, @Nested("text_") Bilingual text) {}
    }
}
