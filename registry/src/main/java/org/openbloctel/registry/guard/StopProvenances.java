package org.openbloctel.registry.guard;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.ListRefusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;

/**
 * Where the numbers of a stopped company come from, in the words of an owner. From the second step of the ladder on no stop is lifted
 * without. Thread-safe.
 */
public final class StopProvenances {
    /** The longest text. */
    public static final int MAX_TEXT = 2_000;

    private static final int MAX_LINK = 500;

    private final Database database;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final StopRows stops;
    private final StopProvenanceRows rows;

    /** Over this database. */
    public StopProvenances(Database database, AuditTrail audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.stops = new StopRows(database);
        this.rows = new StopProvenanceRows(database);
    }

    /** The stop that a company is under. */
    public Optional<Stop> stop(UUID company) {
        return stops.of(company).stream()
                .filter(stop -> stop.lifted().isEmpty())
                .findFirst();
    }

    /** Whether the company's stop is lifted only once it has shown where its numbers come from. */
    public boolean needed(UUID company) {
        return stop(company).filter(stop -> stop.step() != Stop.Step.HOLD).isPresent();
    }

    /** Refuses unless it has, since it was stopped. */
    public void require(UUID company) {
        Optional<Stop> stop = stop(company);
        if (stop.isPresent()
                && of(company).stream()
                        .noneMatch(said -> said.stop().equals(stop.get().id()))) {
            throw new RefusedException(new ListRefusal.NoProvenance());
        }
    }

    /** All that a company said, the latest first. */
    public List<StopProvenance> of(UUID company) {
        return rows.of(company);
    }

    /**
     * Takes what an owner says.
     *
     * @param link to papers, by https; empty when there is none
     * @return false when the company is not stopped
     */
    public boolean give(UUID company, String text, String link, String actor) {
        String said = text.strip();
        if (said.isEmpty() || said.length() > MAX_TEXT) {
            throw new RefusedException(new RequestRefusal.UnreadableField("text"));
        }
        String papers = link(link.strip());
        return database.inAccounts(() -> {
            Optional<Stop> stop = stop(company);
            stop.ifPresent(under -> {
                rows.insert(new StopProvenance(
                        under.id(),
                        company,
                        said,
                        papers,
                        actor,
                        clock.instant().truncatedTo(ChronoUnit.MICROS)));
                audit.record(new AuditEntry(
                        actor,
                        "guard.provenance",
                        "company:" + company,
                        Map.of("stop", under.id().toString())));
            });
            return stop.isPresent();
        });
    }

    private static String link(String typed) {
        if (typed.isEmpty()) {
            return typed;
        }
        try {
            URI link = new URI(typed);
            if (typed.length() <= MAX_LINK && "https".equals(link.getScheme()) && link.getHost() != null) {
                return typed;
            }
        } catch (URISyntaxException e) {
            throw new RefusedException(new RequestRefusal.UnreadableField("link"));
        }
        throw new RefusedException(new RequestRefusal.UnreadableField("link"));
    }
}
