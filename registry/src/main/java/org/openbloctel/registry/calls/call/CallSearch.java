package org.openbloctel.registry.calls.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The calls and refusals of one number that any principal reported, for inspectors. Calls are known only as long as a rule counts them. A
 * number has another print for each principal: one statement asks for the prints of all who reported anything. Thread-safe.
 */
public final class CallSearch {
    private final CallSearchRows rows;
    private final CallHistoryRows history;
    private final NumberPrints prints;

    /** In this database. */
    public CallSearch(Database database, MasterKeys keys) {
        this.rows = database.rows(CallSearchRows.class);
        this.history = CallHistoryRows.in(database);
        this.prints = new NumberPrints(database, keys);
    }

    /**
     * A call that was reported. Who dialled it is not kept.
     *
     * @param outcome null while it is not known
     */
    public record Reported(UUID principal, Instant at, CallReport.@Nullable Outcome outcome) {}

    /** The latest refusal to a principal. */
    public record ReportedRefusal(UUID principal, Instant at) {}

    /** The calls to a number, the earliest first. */
    public List<Reported> calls(long e164) {
        List<UUID> principals = Stream.concat(rows.called().stream(), rows.agreed().stream())
                .distinct()
                .toList();
        byte[][] prints = prints(principals, e164);
        List<Reported> calls = new ArrayList<>();
        for (CallHistoryRows.Found found : history.calls(NumberPrints.buckets(prints), NumberPrints.ends(prints))) {
            int n = found.place() - 1;
            CallEntry.read(Objects.requireNonNull(found.entries())).stream()
                    .filter(entry -> entry.key().number() == NumberPrints.end(prints[n]))
                    .map(entry -> new Reported(principals.get(n), entry.at(), entry.outcome()))
                    .forEach(calls::add);
        }
        calls.sort(Comparator.comparing(Reported::at));
        return calls;
    }

    /** The principals to which the person refused calls. */
    public List<ReportedRefusal> refusals(long e164) {
        List<UUID> principals = rows.refused();
        return principals.isEmpty() ? List.of() : rows.refusals(principals, prints(principals, e164));
    }

    private byte[][] prints(List<UUID> principals, long e164) {
        NumberPrints.Printer printer = prints.printer();
        return principals.stream()
                .map(principal -> printer.print(principal, e164))
                .toArray(byte[][]::new);
    }
}
