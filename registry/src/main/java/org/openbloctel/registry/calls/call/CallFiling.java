package org.openbloctel.registry.calls.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * Writes one report of an agent: in one transaction, with a handful of statements however many calls there are. Rows are locked in one
 * order: ids, then buckets, then refusals, each ascending. A call that two requests report is serialized by its id. For one thread.
 */
final class CallFiling {
    private final CallAttemptRows attempts;
    private final CallIdRows ids;
    private final CallHistoryRows history;
    private final CallFigureRows figures;
    private final CallRefusalRows refusals;

    private final boolean rows;

    private final List<ReportedCall> settled = new ArrayList<>();
    private final List<ReportedCall> refused = new ArrayList<>();
    private final List<ReportedCall> agreed = new ArrayList<>();
    private final List<CallFigureRows.Change> changes = new ArrayList<>();

    /** For one report; with {@code rows} the release before can read it. */
    CallFiling(Database database, boolean rows) {
        this.rows = rows;
        this.attempts = new CallAttemptRows(database);
        this.ids = new CallIdRows(database);
        this.history = new CallHistoryRows(database);
        this.figures = new CallFigureRows(database);
        this.refusals = new CallRefusalRows(database);
    }

    List<Filed> file(UUID agent, List<ReportedCall> calls, CallTerm term) {
        Map<UUID, ReportedCall> first = new LinkedHashMap<>();
        calls.forEach(call -> first.putIfAbsent(call.id(), call));
        Map<UUID, Long> claims = new LinkedHashMap<>();
        first.forEach((id, call) -> claims.put(id, call.call()));
        Set<String> written = rows ? attempts.insert(agent, List.copyOf(first.values())) : Set.of();
        Map<UUID, Long> taken = ids.take(term.today(), claims);
        Set<Integer> places = new TreeSet<>();
        calls.forEach(call -> places.add(call.bucket()));
        Map<Integer, CallBucket> buckets = history.read(places);
        places.forEach(place -> buckets.computeIfAbsent(place, CallBucket::empty));
        List<Filed> filed = new ArrayList<>();
        for (ReportedCall call : calls) {
            CallBucket bucket = Objects.requireNonNull(buckets.get(call.bucket()));
            CallEntry before = bucket.find(call.entry().key());
            boolean other = before == null && !Long.valueOf(call.call()).equals(taken.get(call.id()));
            // The release before knows an id for a month.
            boolean lost =
                    rows && before == null && !written.contains(call.report().id());
            filed.add(other || lost ? Filed.ID_TAKEN : file(call, before, bucket));
        }
        List<CallBucket> changed =
                buckets.values().stream().filter(CallBucket::isChanged).toList();
        history.write(changed, term);
        if (rows) {
            attempts.settle(agent, settled);
        }
        figures.insert(agent, changes);
        refusals.insert(refused);
        refusals.agree(agreed);
        return filed;
    }

    private void change(ReportedCall call, @Nullable UUID campaign, CallEntry entry, int by) {
        changes.add(new CallFigureRows.Change(
                new CallFigureRows.Sum(
                        call.report().principal(), campaign, LegalCalendar.dayOf(entry.at()), entry.outcome()),
                by));
    }

    private Filed file(ReportedCall call, @Nullable CallEntry before, CallBucket bucket) {
        CallEntry entry = call.entry();
        if (before == null) {
            bucket.add(entry);
            change(call, call.report().campaign(), entry, 1);
        } else if (before.outcome() == null && entry.outcome() != null) {
            bucket.replace(before, entry);
            settled.add(call);
            change(call, before.campaign(), before, -1);
            change(call, before.campaign(), entry, 1);
        } else {
            boolean same = entry.outcome() == null || entry.saysSame(before);
            return same ? Filed.KNOWN : Filed.ID_TAKEN;
        }
        if (entry.outcome() == CallReport.Outcome.REFUSED) {
            refused.add(call);
        }
        if (entry.agreedAt() != null) {
            agreed.add(call);
        }
        return before == null ? Filed.NEW : Filed.KNOWN;
    }
}
