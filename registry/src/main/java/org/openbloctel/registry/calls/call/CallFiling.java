package org.openbloctel.registry.calls.call;

import java.util.ArrayList;
import java.util.HashMap;
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
    private final Tables tables;
    private final boolean rows;

    private final List<ReportedCall> settled = new ArrayList<>();
    private final List<ReportedCall> refused = new ArrayList<>();
    private final List<ReportedCall> agreed = new ArrayList<>();
    private final List<CallFigureRows.Change> changes = new ArrayList<>();

    /** For one report; with {@code rows} the release before can read it. */
    CallFiling(Tables tables, boolean rows) {
        this.tables = tables;
        this.rows = rows;
    }

    /** The tables that a report is written to. */
    record Tables(
            CallAttemptRows attempts,
            CallIdRows ids,
            CallHistoryRows history,
            CallFigureRows figures,
            RefusalRows refusals) {
        static Tables in(Database database) {
            return new Tables(
                    database.rows(CallAttemptRows.class),
                    new CallIdRows(database),
                    CallHistoryRows.in(database),
                    CallFigureRows.in(database),
                    database.rows(RefusalRows.class));
        }
    }

    List<CallReport.Filed> file(UUID agent, List<ReportedCall> calls, CallTerm term) {
        Map<UUID, ReportedCall> first = new LinkedHashMap<>();
        calls.forEach(call -> first.putIfAbsent(call.id(), call));
        Map<UUID, Long> claims = new LinkedHashMap<>();
        first.forEach((id, call) -> claims.put(id, call.call()));
        Set<String> written =
                rows ? tables.attempts.insert(agent, new ReportedCall.Many(List.copyOf(first.values()))) : Set.of();
        Map<UUID, Long> taken = tables.ids.take(term.today(), claims);
        Set<Integer> places = new TreeSet<>();
        calls.forEach(call -> places.add(call.bucket()));
        Map<Integer, CallBucket> buckets = new HashMap<>();
        tables.history.read(places).forEach(bucket -> buckets.put(bucket.number(), bucket));
        places.forEach(place -> buckets.computeIfAbsent(place, CallBucket::empty));
        List<CallReport.Filed> filed = new ArrayList<>();
        for (ReportedCall call : calls) {
            CallBucket bucket = Objects.requireNonNull(buckets.get(call.bucket()));
            CallEntry before = bucket.find(call.entry().key());
            boolean other = before == null && !Long.valueOf(call.call()).equals(taken.get(call.id()));
            // The release before knows an id for a month.
            boolean lost =
                    rows && before == null && !written.contains(call.report().id());
            filed.add(other || lost ? CallReport.Filed.ID_TAKEN : file(call, before, bucket));
        }
        List<CallBucket> changed =
                buckets.values().stream().filter(CallBucket::isChanged).toList();
        tables.history.write(changed, term);
        if (rows && !settled.isEmpty()) {
            tables.attempts.settle(agent, new ReportedCall.Many(settled));
        }
        tables.figures.insert(agent, changes);
        if (!refused.isEmpty()) {
            tables.refusals.insert(new ReportedCall.Many(refused));
        }
        if (!agreed.isEmpty()) {
            tables.refusals.agree(new ReportedCall.Many(agreed));
        }
        return filed;
    }

    private void change(ReportedCall call, @Nullable UUID campaign, CallEntry entry, int by) {
        changes.add(new CallFigureRows.Change(
                new CallFigureRows.Sum(
                        call.report().principal(), campaign, LegalCalendar.dayOf(entry.at()), entry.outcome()),
                by));
    }

    private CallReport.Filed file(ReportedCall call, @Nullable CallEntry before, CallBucket bucket) {
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
            return same ? CallReport.Filed.KNOWN : CallReport.Filed.ID_TAKEN;
        }
        if (entry.outcome() == CallReport.Outcome.REFUSED) {
            refused.add(call);
        }
        if (entry.agreedAt() != null) {
            agreed.add(call);
        }
        return before == null ? CallReport.Filed.NEW : CallReport.Filed.KNOWN;
    }
}
