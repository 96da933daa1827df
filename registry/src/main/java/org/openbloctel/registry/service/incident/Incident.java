package org.openbloctel.registry.service.incident;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Bilingual;

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
