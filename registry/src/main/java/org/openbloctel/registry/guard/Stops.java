package org.openbloctel.registry.guard;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.database.Database;

/** Which companies are stopped, as it is written down: for the ways in that ask the database anyhow. Thread-safe. */
public final class Stops {
    private final StopRows rows;

    public Stops(Database database) {
        this.rows = new StopRows(database);
    }

    /** Since when a company is stopped; empty when it is not. */
    public Optional<Instant> since(UUID company) {
        return rows.of(company).stream()
                .filter(stop -> stop.lifted().isEmpty())
                .map(Stop::at)
                .findFirst();
    }

    /** How far up the ladder a company is stopped; empty when it is not. */
    public Optional<Stop.Step> step(UUID company) {
        return rows.of(company).stream()
                .filter(stop -> stop.lifted().isEmpty())
                .map(Stop::step)
                .findFirst();
    }

    /** All that are stopped. */
    public Set<UUID> companies() {
        return rows.current().stream().map(Stop::company).collect(Collectors.toSet());
    }
}
