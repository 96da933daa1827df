package org.openbloctel.registry.guard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Database;

/** Stops companies: by which step of the ladder, in the trail, and with a word to those concerned. Thread-safe. */
final class Stopping {
    /** Stops within so many days lead up the ladder. */
    private static final int LADDER_DAYS = 30;

    private final AuditTrail audit;
    private final Told alarm;
    private final StopRows rows;
    private final GuardRows uses;

    /** Is told of a stop, in the transaction that writes it down. */
    @FunctionalInterface
    interface Told {
        void stopped(Stop stop, long asked, long learnt);
    }

    Stopping(Database database, AuditTrail audit, Told alarm) {
        this.audit = audit;
        this.alarm = alarm;
        this.rows = new StopRows(database);
        this.uses = new GuardRows(database);
    }

    /** Stops a company for these signs, in the open transaction; returns what was found. */
    Stop stop(UUID company, String actor, List<Sign.Found> found, Instant now) {
        boolean gross = found.stream().anyMatch(Sign.Found::gross);
        Stop stop = new Stop(
                UUID.randomUUID(), company, step(company, gross, now), now, actor, text(found), Optional.empty());
        write(stop);
        return stop;
    }

    static String text(List<Sign.Found> found) {
        return found.stream().map(Sign.Found::toString).collect(Collectors.joining(", "));
    }

    /** How far up the ladder a stop is now. */
    Stop.Step step(UUID company, boolean gross, Instant now) {
        return Stop.Step.after(rows.since(company, LegalCalendar.daysBefore(now, LADDER_DAYS)), gross);
    }

    /** Writes a stop down in the open transaction, and tells of it; one that holds already stays as it is. */
    void write(Stop stop) {
        if (rows.insert(stop)) {
            Watched watched =
                    uses.watched(LegalCalendar.dayOf(stop.at()).minusDays(Guard.WATCHED_DAYS - 1), stop.company());
            audit.record(new AuditEntry(
                    stop.actor(),
                    "guard.stopped",
                    "company:" + stop.company(),
                    Map.of("sign", stop.signs(), "step", stop.step().name())));
            alarm.stopped(stop, watched.asked(), watched.learnt());
        }
    }
}
