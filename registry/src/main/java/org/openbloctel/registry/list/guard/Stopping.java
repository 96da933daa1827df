package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/** Stops companies: by which step of the ladder, in the trail, and with a word to those concerned. Thread-safe. */
final class Stopping {
    /** Stops within so many days lead up the ladder. */
    private static final int LADDER_DAYS = 30;

    private final AuditTrail audit;
    private final Stop.Alarm alarm;
    private final StopRows rows;
    private final GuardRows uses;
    private final SpreadRows spreads;
    private final int principals;

    /**
     * Stops of this database.
     *
     * @param principals a company is stopped as a whole at the stop for so many of its principals within the ladder's days
     */
    Stopping(Database database, AuditTrail audit, int principals, Stop.Alarm alarm) {
        this.principals = principals;
        this.spreads = new SpreadRows(database);
        this.audit = audit;
        this.alarm = alarm;
        this.rows = new StopRows(database);
        this.uses = new GuardRows(database);
    }

    /**
     * Stops a pair for these signs, in the open transaction, or the company as a whole; returns the stop. One that holds already
     * stays as it is. Stops of one company come one after the other, so that the third knows of the two before.
     */
    Stop stop(Pair pair, String actor, List<Sign.Found> found, Instant now) {
        return stop(pair, actor, found, now, 0);
    }

    /**
     * The same at a file.
     *
     * @param held the numbers of the file, which is held for it and counted nowhere yet
     */
    Stop stop(Pair pair, String actor, List<Sign.Found> found, Instant now, long held) {
        spreads.lock(pair.company(), LegalCalendar.dayOf(now));
        Instant since = LegalCalendar.daysBefore(now, LADDER_DAYS);
        boolean whole = pair.isWhole() || knowsTheList(found) || rows.otherPrincipals(pair, since) + 1 >= principals;
        boolean gross = found.stream().anyMatch(Sign.Found::gross);
        int others = rows.since(whole ? Pair.whole(pair.company()) : pair, since);
        Stop.Step step = Stop.Step.after(others, gross);
        Stop stop = new Stop(
                UUID.randomUUID(),
                pair.company(),
                pair.principal(),
                whole,
                step,
                now,
                actor,
                text(found),
                Optional.empty());
        write(stop, held);
        return stop;
    }

    /** Canaries: what the company knows of the list, it knows for all its principals. */
    private static boolean knowsTheList(List<Sign.Found> found) {
        return found.stream().anyMatch(sign -> sign.sign() == Sign.CANARIES);
    }

    static String text(List<Sign.Found> found) {
        return found.stream().map(Sign.Found::toString).collect(Collectors.joining(", "));
    }

    private void write(Stop stop, long held) {
        if (rows.insert(stop)) {
            if (!stop.whole()) {
                spreads.clear(stop.company()); // or the numbers of this principal would stop the next one
            }
            Watched watched =
                    uses.watched(LegalCalendar.dayOf(stop.at()).minusDays(Guard.WATCHED_DAYS - 1), stop.company());
            Map<String, String> details = new TreeMap<>(
                    Map.of("sign", stop.signs(), "step", stop.step().name()));
            if (stop.isForClient()) {
                details.put("principal", stop.principal().toString());
                details.put("whole", Boolean.toString(stop.whole()));
            }
            audit.record(new AuditEntry(stop.actor(), "guard.stopped", "company:" + stop.company(), details));
            alarm.stopped(stop, watched.asked() + held, watched.learnt());
        }
    }
}
