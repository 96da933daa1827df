package org.openbloctel.registry.calls.call;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * The calls that were tried, and the refusal lists. A batch is one transaction and a handful of statements, however many calls it
 * holds. Rows are written in one order, so that agents who report the same people do not lock each other out. Thread-safe.
 */
public final class CallLog {
    /** 2 MB, some 40,000 calls. */
    private static final int PAGES_AT_ONCE = 250;

    private final Database database;
    private final CallFiling.Tables tables;
    private final InstantSource clock;
    private final NumberPrints prints;
    private final int keptDays;
    private final boolean rows;

    /**
     * A log in this database.
     *
     * @param countedDays the most days in which any rule counts calls
     * @param rows whether each call is also written as a row, for servers of the release before
     */
    public CallLog(Database database, InstantSource clock, MasterKeys keys, int countedDays, boolean rows) {
        this.database = database;
        this.tables = CallFiling.Tables.in(database);
        this.clock = clock;
        this.prints = new NumberPrints(database, keys);
        this.rows = rows;
        this.keptDays = countedDays + 1; // the consumer's calendar may be a day behind
    }

    /** How many days back a call still counts, and is kept. */
    public int keptDays() {
        return keptDays;
    }

    /** Files what an agent reports, and answers for each in its order. */
    public List<CallReport.Filed> report(UUID agent, List<CallReport> reports) {
        NumberPrints.Printer printer = prints.printer();
        MessageDigest sha256 = Sha256.newDigest();
        List<ReportedCall> calls = new ArrayList<>();
        for (CallReport report : reports) {
            byte[] number = printer.print(report.principal(), report.number());
            calls.add(ReportedCall.of(agent, report, number, sha256));
        }
        return database.inAccounts(() -> new CallFiling(tables, rows).file(agent, calls, term()));
    }

    private CallTerm term() {
        return CallTerm.on(LegalCalendar.today(clock), keptDays);
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
        return tables.figures().knows(principal);
    }

    /** What the principals' calls to the numbers came to, in the order of the pairs. */
    public List<History> histories(List<Pair> pairs) {
        NumberPrints.Printer printer = prints.printer();
        UUID[] principals = pairs.stream().map(Pair::principal).toArray(UUID[]::new);
        byte[][] numbers = pairs.stream()
                .map(pair -> printer.print(pair.principal(), pair.number()))
                .toArray(byte[][]::new);
        Instant now = clock.instant();
        List<HistoryBuilder> builders = new ArrayList<>();
        for (byte[] number : numbers) {
            builders.add(new HistoryBuilder(NumberPrints.end(number), now));
        }
        CallHistoryRows.histories(
                database,
                principals,
                numbers,
                found -> builders.get(found.place() - 1).add(found));
        return builders.stream().map(HistoryBuilder::build).toList();
    }

    /** What a principal's calls to many numbers came to, by the place of each number; those that were never called are left out. */
    public Map<Integer, History> histories(UUID principal, long[] numbers) {
        NumberPrints.Ascending asked = prints.printer().ascending(principal, numbers);
        Instant now = clock.instant();
        Map<Integer, HistoryBuilder> builders = new HashMap<>();
        CallHistoryRows.histories(database, principal, asked.prints(), found -> {
            int n = found.place() - 1;
            builders.computeIfAbsent(
                            asked.places()[n], none -> new HistoryBuilder(NumberPrints.end(asked.prints()[n]), now))
                    .add(found);
        });
        Map<Integer, History> histories = new HashMap<>();
        builders.forEach((place, builder) -> histories.put(place, builder.build()));
        return histories;
    }

    private static final class HistoryBuilder {
        private final long number;
        private final Instant now;
        private final List<Instant> attempts = new ArrayList<>();
        private @Nullable Instant contactedAt;
        private @Nullable Instant refusedAt;
        private @Nullable Instant agreedAt;
        private Instant agreedIn = Instant.MIN;

        HistoryBuilder(long number, Instant now) {
            this.number = number;
            this.now = now;
        }

        void add(CallHistoryRows.Found found) {
            byte[] entries = found.entries();
            if (entries == null) {
                Instant refused = Objects.requireNonNull(found.refusedAt());
                refusedAt = refused.isAfter(now) ? now : refused; // by a clock that is ahead; it holds at once
                return;
            }
            CallEntry.read(entries).stream()
                    .filter(entry -> entry.key().number() == number)
                    .forEach(this::add);
        }

        private void add(CallEntry entry) {
            Instant at = entry.at();
            attempts.add(at);
            boolean silent = entry.outcome() == CallReport.Outcome.NO_ANSWER;
            if (!silent && (contactedAt == null || at.isAfter(contactedAt))) {
                contactedAt = at; // also when its outcome was not reported yet
            }
            if (entry.agreedAt() != null && at.isAfter(agreedIn)) {
                agreedIn = at;
                agreedAt = entry.agreedAt();
            }
        }

        History build() {
            return attempts.isEmpty() && refusedAt == null
                    ? History.EMPTY
                    : new History(attempts.stream().sorted().toList(), contactedAt, refusedAt, agreedAt);
        }
    }

    /**
     * Erases calls that no rule counts any more and whose appointment is over; returns how many. Refusals stay: they hold for ever.
     */
    public int forget() {
        CallTerm term = term();
        LocalDate oldest = term.today().minusDays(keptDays);
        database.runInAccounts(() -> {
            if (rows) {
                tables.attempts()
                        .forget(LegalCalendar.startOf(oldest), clock.instant().minus(1, ChronoUnit.DAYS));
            } else if (!Database.isRehearsal() && tables.attempts().isFull()) {
                tables.attempts().truncate();
            }
            tables.figures().forget(oldest);
            tables.refusals().forgetAppointments(term.today().minusDays(1));
        });
        if (!Database.isRehearsal()) {
            tables.ids().forget(term.today());
        }
        int erased = 0;
        long pages = tables.history().pages();
        for (long page = 0; page < pages; page += PAGES_AT_ONCE) {
            long from = page;
            erased += database.inAccounts(() -> erase(from, from + PAGES_AT_ONCE, term));
        }
        return erased;
    }

    private int erase(long fromPage, long untilPage, CallTerm term) {
        List<CallBucket> expired = tables.history().expired(fromPage, untilPage, term.today());
        int erased = expired.stream().mapToInt(bucket -> bucket.erase(term)).sum();
        if (Database.isRehearsal()) {
            return erased;
        }
        tables.history()
                .write(expired.stream().filter(bucket -> !bucket.isEmpty()).toList(), term);
        List<Integer> empty = expired.stream()
                .filter(CallBucket::isEmpty)
                .map(CallBucket::number)
                .toList();
        if (!empty.isEmpty()) {
            tables.history().delete(empty);
        }
        return erased;
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
