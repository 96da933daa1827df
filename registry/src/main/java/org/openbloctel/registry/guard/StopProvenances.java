package org.openbloctel.registry.guard;

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

/**
 * Where the numbers of a stopped company come from, in the words of an owner. From the second step of the ladder on no stop is lifted
 * without. Thread-safe.
 */
public final class StopProvenances {
    private final Database database;
    private final AuditTrail audit;
    private final InstantSource clock;
    private final Provenance.Alarm alarm;
    private final Stops stops;
    private final StopProvenanceRows rows;

    /** Over this database. */
    public StopProvenances(Database database, AuditTrail audit, InstantSource clock, Provenance.Alarm alarm) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.alarm = alarm;
        this.stops = new Stops(database);
        this.rows = new StopProvenanceRows(database);
    }

    /** Whether a stop is lifted only once the company has shown where its numbers come from. */
    public static boolean needed(Stop stop) {
        return stop.step() != Stop.Step.HOLD;
    }

    /** Refuses unless it has, since it was stopped. */
    public void require(Stop stop) {
        if (of(stop.company()).stream().noneMatch(said -> said.stop().equals(stop.id()))) {
            throw new RefusedException(new ListRefusal.NoProvenance());
        }
    }

    /** All that a company said, the latest first. */
    public List<StopProvenance> of(UUID company) {
        return rows.of(company);
    }

    /**
     * Takes what an owner says of a stop, and writes to the operator's people unless something was said of this stop within the last hour.
     *
     * @param papers an address of papers, by https; empty when there is none
     * @param stop the id of the stop; the latest, if the company is not under it
     * @return false when the company is not stopped
     * @throws RefusedException when the text cannot be kept
     */
    public boolean give(UUID company, String stop, String text, String papers, String actor) {
        Provenance said = Provenance.read(text, papers, actor, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return database.inAccounts(() -> {
            List<Stop> holding = stops.of(company);
            Optional<Stop> about = holding.stream()
                    .filter(one -> one.id().toString().equals(stop))
                    .findFirst()
                    .or(() -> holding.stream().findFirst());
            about.ifPresent(under -> {
                boolean told = rows.isSaidSince(under.id(), said.at().minus(Provenance.QUIET));
                rows.insert(new StopProvenance(under.id(), company, said));
                if (!told) {
                    alarm.said(company, Provenance.About.STOP);
                }
                audit.record(new AuditEntry(
                        actor,
                        "guard.provenance",
                        "company:" + company,
                        Map.of("stop", under.id().toString())));
            });
            return about.isPresent();
        });
    }
}
