package org.openbloctel.registry.call;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.vault.MasterKeys;

/**
 * The calls that were tried, and the refusal lists. A batch is one transaction and a handful of statements, however many calls it
 * holds. Rows are written in one order, so that agents who report the same people do not lock each other out. Thread-safe.
 */
public final class CallLog {
    private final Database database;
    private final CallRows calls;
    private final InstantSource clock;
    private final NumberPrints prints;
    private final int keptDays;

    /**
     * A log in this database.
     *
     * @param countedDays the most days in which any rule counts calls
     */
    public CallLog(Database database, InstantSource clock, MasterKeys keys, int countedDays) {
        this.database = database;
        this.calls = new CallRows(database);
        this.clock = clock;
        this.prints = new NumberPrints(database, keys);
        this.keptDays = countedDays + 1; // the consumer's calendar may be a day behind
    }

    /** How many days back a call still counts, and is kept. */
    public int keptDays() {
        return keptDays;
    }

    /** What became of a report. */
    public enum Filed {
        /** It is a new call. */
        NEW,
        /** It was reported before; its outcome may be new. */
        KNOWN,
        /** Its id stands for another call. */
        ID_TAKEN
    }

    /** Files what an agent reports, and answers for each in its order. */
    public List<Filed> report(UUID agent, List<CallReport> reports) {
        NumberPrints.Printer printer = prints.printer();
        List<CallRows.Row> rows = new ArrayList<>();
        for (CallReport report : reports) {
            byte[] number = printer.print(report.principal(), report.number());
            rows.add(new CallRows.Row(report, number, report.at().truncatedTo(ChronoUnit.MICROS)));
        }
        return database.inAccounts(() -> file(agent, rows));
    }

    private List<Filed> file(UUID agent, List<CallRows.Row> rows) {
        Map<String, CallRows.Row> first = new LinkedHashMap<>();
        rows.forEach(row -> first.putIfAbsent(row.report().id(), row));
        Set<String> inserted = calls.insert(agent, List.copyOf(first.values()));
        Map<String, CallRows.Kept> kept = calls.kept(agent, first.keySet());
        List<Filed> filed = new ArrayList<>();
        List<CallRows.Row> outcomes = new ArrayList<>();
        List<CallRows.Row> refused = new ArrayList<>();
        for (CallRows.Row row : rows) {
            String id = row.report().id();
            boolean fresh = inserted.remove(id);
            CallRows.Kept before = Objects.requireNonNull(kept.get(id));
            boolean later = !fresh && before.outcome() == null && row.report().outcome() != null;
            if (!before.isOf(row) || (!fresh && !later && row.report().outcome() != null && !before.saysSame(row))) {
                filed.add(Filed.ID_TAKEN);
                continue;
            }
            filed.add(fresh ? Filed.NEW : Filed.KNOWN);
            if (later) {
                outcomes.add(row);
                kept.put(id, before.with(row));
            }
            if ((fresh || later) && row.report().outcome() == CallReport.Outcome.REFUSED) {
                refused.add(row);
            }
        }
        calls.settle(agent, outcomes);
        calls.refuse(refused);
        return filed;
    }

    /** Whose calls to which number. */
    public record Pair(UUID principal, long number) {
        /** Without the number. */
        @Override
        public String toString() {
            return "Pair[" + principal + "]";
        }
    }

    /** Whether any call or refusal of a principal is known. */
    public boolean knows(UUID principal) {
        return calls.knows(principal);
    }

    /** What the principals' calls to the numbers came to, in the order of the pairs. */
    public List<History> histories(List<Pair> pairs) {
        NumberPrints.Printer printer = prints.printer();
        String[] principals =
                pairs.stream().map(pair -> pair.principal().toString()).toArray(String[]::new);
        byte[][] numbers = pairs.stream()
                .map(pair -> printer.print(pair.principal(), pair.number()))
                .toArray(byte[][]::new);
        List<HistoryBuilder> builders = new ArrayList<>();
        pairs.forEach(pair -> builders.add(new HistoryBuilder()));
        calls.histories(principals, numbers, (ResultSet row) -> {
            builders.get(row.getInt("place") - 1).add(row);
        });
        return builders.stream().map(HistoryBuilder::build).toList();
    }

    /** What a principal's calls to many numbers came to, by the place of each number; those that were never called are left out. */
    public Map<Integer, History> histories(UUID principal, long[] numbers) {
        NumberPrints.Ascending asked = prints.printer().ascending(principal, numbers);
        Map<Integer, HistoryBuilder> builders = new HashMap<>();
        calls.histories(principal, asked.prints(), (ResultSet row) -> {
            int place = asked.places()[row.getInt("place") - 1];
            builders.computeIfAbsent(place, none -> new HistoryBuilder()).add(row);
        });
        Map<Integer, History> histories = new HashMap<>();
        builders.forEach((place, builder) -> histories.put(place, builder.build()));
        return histories;
    }

    private static final class HistoryBuilder {
        private final List<Instant> attempts = new ArrayList<>();
        private @Nullable Instant contactedAt;
        private @Nullable Instant refusedAt;
        private @Nullable Instant agreedAt;
        private Instant agreedIn = Instant.MIN;

        void add(ResultSet row) throws SQLException {
            Instant at = Columns.instant(row, "at");
            if (row.getBoolean("refusal")) {
                refusedAt = at;
                return;
            }
            attempts.add(at);
            boolean silent = CallReport.Outcome.NO_ANSWER.code().equals(row.getString("outcome"));
            if (!silent && (contactedAt == null || at.isAfter(contactedAt))) {
                contactedAt = at; // also when its outcome was not reported yet
            }
            if (row.getObject("agreed_at") != null && at.isAfter(agreedIn)) {
                agreedIn = at;
                agreedAt = Columns.instant(row, "agreed_at");
            }
        }

        History build() {
            return attempts.isEmpty() && refusedAt == null
                    ? History.EMPTY
                    : new History(attempts.stream().sorted().toList(), contactedAt, refusedAt, agreedAt);
        }
    }

    /** Forgets calls that no rule counts any more and whose appointment is over; answers how many. Refusals stay: they hold for ever. */
    public int forget() {
        Instant oldest = LegalCalendar.startOf(LegalCalendar.today(clock).minusDays(keptDays));
        return calls.forget(oldest, clock.instant().minus(1, ChronoUnit.DAYS));
    }

    /**
     * What a principal's calls to a number came to.
     *
     * @param attempts when they were tried, as far as a rule still counts them; the earliest first
     * @param contactedAt when the person was last spoken to, or may have been; null for never
     * @param refusedAt when they last refused; null for never
     * @param agreedAt the date and hour that were agreed last; null for none
     */
    public record History(
            List<Instant> attempts,
            @Nullable Instant contactedAt,
            @Nullable Instant refusedAt,
            @Nullable Instant agreedAt) {
        /** Of a number that was never called. */
        public static final History EMPTY = new History(List.of(), null, null, null);

        /** Copies. */
        public History {
            attempts = List.copyOf(attempts);
        }
    }
}
