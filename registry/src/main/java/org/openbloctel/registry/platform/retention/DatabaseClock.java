package org.openbloctel.registry.platform.retention;

import java.time.Instant;

/** The clock of the database, by which data are erased. One for all servers, and another than theirs. */
@FunctionalInterface
public interface DatabaseClock {
    Instant now();
}
