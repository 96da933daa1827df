package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openbloctel.registry.platform.database.Database;

/** Which companies are stopped, at all or for a principal, by the database. Thread-safe. */
public final class Stops {
    private final StopRows rows;

    public Stops(Database database) {
        this.rows = StopRows.in(database);
    }

    /** The stops of a company that hold, the latest first: of it as a whole, and of its pairs with principals. */
    public List<Stop> of(UUID company) {
        return rows.of(company).stream().filter(stop -> stop.lifted().isEmpty()).toList();
    }

    /** Since when a company gets no answer for a principal; empty when it gets one. */
    public Optional<Instant> since(UUID company, UUID principal) {
        return holding(company, principal).map(Stop::at).findFirst();
    }

    /** How far up the ladder a company is stopped for a principal; empty when it is not. */
    public Optional<Stop.Step> step(UUID company, UUID principal) {
        return holding(company, principal).map(Stop::step).max(Comparator.naturalOrder());
    }

    private Stream<Stop> holding(UUID company, UUID principal) {
        return of(company).stream()
                .filter(stop -> stop.whole() || stop.principal().equals(principal));
    }

    /** The agents that get no answer for a principal: stopped for it, or as a whole. */
    public Set<UUID> closedFor(UUID principal) {
        return rows.current().stream()
                .filter(stop -> !stop.company().equals(principal)
                        && (stop.whole() || stop.principal().equals(principal)))
                .map(Stop::company)
                .collect(Collectors.toSet());
    }

    /** The companies that get no answer at all. */
    public Set<UUID> companies() {
        return rows.current().stream().filter(Stop::whole).map(Stop::company).collect(Collectors.toSet());
    }

    /** The stops of pairs: companies that get no answer for one principal. */
    public List<Stop> pairs() {
        return rows.current().stream().filter(stop -> !stop.whole()).toList();
    }

    Set<Pair> closed() {
        return rows.current().stream().map(Stop::closed).collect(Collectors.toSet());
    }
}
