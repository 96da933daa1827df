package org.openbloctel.registry.list.guard;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

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
        this.rows = database.rows(StopProvenanceRows.class);
    }

    /**
     * Where the numbers of a stopped company come from.
     *
     * @param stop the stop that it answers
     */
    public record Given(UUID stop, UUID company, @Nested Provenance said) {}

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
    public List<Given> of(UUID company) {
        return rows.of(company);
    }

    /**
     * Records where an owner says the numbers of a stop come from, and writes to the operator's people unless something was said of this stop
     * within the last hour.
     *
     * @param stop the id of a stop of the company that holds
     * @param papers an address of papers, by https; empty when there is none
     * @throws RefusedException when the text cannot be kept, or the stop does not hold: what is said of one is not said of another
     */
    public void give(UUID company, String stop, String text, String papers, String actor) {
        Provenance said = Provenance.read(text, papers, actor, clock.instant().truncatedTo(ChronoUnit.MICROS));
        database.runInAccounts(() -> {
            UUID under = stops.of(company).stream()
                    .map(Stop::id)
                    .filter(id -> id.toString().equals(stop))
                    .findFirst()
                    .orElseThrow(() -> new RefusedException(new RequestRefusal.UnreadableField("stop")));
            boolean told = rows.isSaidSince(under, said.at().minus(Provenance.QUIET));
            rows.insert(UUID.randomUUID(), new Given(under, company, said));
            if (!told) {
                alarm.said(company, Provenance.About.STOP);
            }
            audit.record(
                    new AuditEntry(actor, "guard.provenance", "company:" + company, Map.of("stop", under.toString())));
        });
    }
}
