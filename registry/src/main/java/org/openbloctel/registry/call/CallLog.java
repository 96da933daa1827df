package org.openbloctel.registry.call;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
        List<Row> rows = new ArrayList<>();
        for (CallReport report : reports) {
            byte[] number = printer.print(report.principal(), report.number());
            rows.add(new Row(report, number, report.at().truncatedTo(ChronoUnit.MICROS)));
        }
        return database.inAccounts(() -> file(agent, rows));
    }

    /** A report with its number's print, and its time as PostgreSQL keeps it. */
    @SuppressWarnings("ArrayRecordComponent") // handed to the database, never compared as part of the record
    private record Row(CallReport report, byte[] number, Instant at) {}

    private List<Filed> file(UUID agent, List<Row> rows) {
        Map<String, Row> first = new LinkedHashMap<>();
        rows.forEach(row -> first.putIfAbsent(row.report().id(), row));
        Set<String> inserted = insert(agent, List.copyOf(first.values()));
        Map<String, Kept> kept = kept(agent, first.keySet());
        List<Filed> filed = new ArrayList<>();
        List<Row> outcomes = new ArrayList<>();
        List<Row> refused = new ArrayList<>();
        for (Row row : rows) {
            String id = row.report().id();
            boolean fresh = inserted.remove(id);
            Kept before = Objects.requireNonNull(kept.get(id));
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
        settle(agent, outcomes);
        refuse(refused);
        return filed;
    }

    private Set<String> insert(UUID agent, List<Row> rows) {
        return new HashSet<>(database.accounts()
                .sql("""
                        insert into accounts.call_attempt (agent, call_id, principal, campaign, number, at, outcome,
                            agreed_at)
                        select :agent, id, principal, campaign, number, at, outcome, agreed
                        from unnest(cast(:ids as text[]), cast(:principals as uuid[]), cast(:campaigns as uuid[]),
                            cast(:numbers as bytea[]), cast(:ats as timestamptz[]), cast(:outcomes as text[]),
                            cast(:agreed as timestamptz[])) as r (id, principal, campaign, number, at, outcome, agreed)
                        order by id
                        on conflict (agent, call_id) do nothing
                        returning call_id
                        """)
                .param("agent", agent)
                .param("ids", texts(rows, row -> row.report().id()))
                .param("principals", texts(rows, row -> row.report().principal()))
                .param("campaigns", texts(rows, row -> row.report().campaign()))
                .param("numbers", rows.stream().map(Row::number).toArray(byte[][]::new))
                .param("ats", texts(rows, Row::at))
                .param("outcomes", texts(rows, row -> code(row.report().outcome())))
                .param("agreed", texts(rows, row -> row.report().agreedAt()))
                .query(String.class)
                .list());
    }

    /** What stands in the table under these ids, locked until all is filed. */
    private Map<String, Kept> kept(UUID agent, Set<String> ids) {
        Map<String, Kept> kept = new HashMap<>();
        database.accounts()
                .sql("""
                        select * from accounts.call_attempt where agent = :agent and call_id = any(cast(:ids as text[]))
                        order by call_id for update
                        """)
                .param("agent", agent)
                .param("ids", ids.toArray(String[]::new))
                .query((ResultSet row) -> {
                    kept.put(row.getString("call_id"), Kept.of(row));
                });
        return kept;
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by its bytes
    private record Kept(
            UUID principal,
            byte[] number,
            Instant at,
            @Nullable String outcome,
            @Nullable Instant agreedAt) {
        static Kept of(ResultSet row) throws SQLException {
            return new Kept(
                    row.getObject("principal", UUID.class),
                    row.getBytes("number"),
                    Columns.instant(row, "at"),
                    row.getString("outcome"),
                    Columns.optionalInstant(row, "agreed_at").orElse(null));
        }

        boolean isOf(Row row) {
            return principal.equals(row.report().principal())
                    && at.equals(row.at())
                    && java.util.Arrays.equals(number, row.number());
        }

        boolean saysSame(Row row) {
            Instant agreed = row.report().agreedAt();
            return Objects.equals(outcome, code(row.report().outcome()))
                    && Objects.equals(agreedAt, agreed == null ? null : agreed.truncatedTo(ChronoUnit.MICROS));
        }

        Kept with(Row row) {
            Instant agreed = row.report().agreedAt();
            return new Kept(
                    principal,
                    number,
                    at,
                    code(row.report().outcome()),
                    agreed == null ? null : agreed.truncatedTo(ChronoUnit.MICROS));
        }
    }

    private void settle(UUID agent, List<Row> rows) {
        if (!rows.isEmpty()) {
            database.accounts()
                    .sql("""
                            update accounts.call_attempt a set outcome = r.outcome, agreed_at = r.agreed
                            from unnest(cast(:ids as text[]), cast(:outcomes as text[]),
                                cast(:agreed as timestamptz[])) as r (id, outcome, agreed)
                            where a.agent = :agent and a.call_id = r.id
                            """)
                    .param("agent", agent)
                    .param("ids", texts(rows, row -> row.report().id()))
                    .param("outcomes", texts(rows, row -> code(row.report().outcome())))
                    .param("agreed", texts(rows, row -> row.report().agreedAt()))
                    .update();
        }
    }

    private void refuse(List<Row> rows) {
        if (!rows.isEmpty()) {
            database.accounts()
                    .sql("""
                            insert into accounts.call_refusal as known (principal, number, refused_at)
                            select principal, number, max(at)
                            from unnest(cast(:principals as uuid[]), cast(:numbers as bytea[]),
                                cast(:ats as timestamptz[])) as r (principal, number, at)
                            group by principal, number
                            order by principal, number
                            on conflict (principal, number) do update set refused_at = greatest(known.refused_at,
                                excluded.refused_at)
                            """)
                    .param("principals", texts(rows, row -> row.report().principal()))
                    .param("numbers", rows.stream().map(Row::number).toArray(byte[][]::new))
                    .param("ats", texts(rows, Row::at))
                    .update();
        }
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
        return database.accounts()
                .sql("""
                        select exists (select from accounts.call_attempt where principal = :principal)
                            or exists (select from accounts.call_refusal where principal = :principal)
                        """)
                .param("principal", principal)
                .query(Boolean.class)
                .single();
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
        database.accounts()
                .sql("""
                        with asked as (select * from unnest(cast(:principals as uuid[]),
                            cast(:numbers as bytea[])) with ordinality as r (principal, number, place))
                        select place, at, outcome, agreed_at, false as refusal from asked
                            join accounts.call_attempt using (principal, number)
                        union all select place, refused_at, null, null, true from asked
                            join accounts.call_refusal using (principal, number)
                        """)
                .param("principals", principals)
                .param("numbers", numbers)
                .query((ResultSet row) -> {
                    builders.get(row.getInt("place") - 1).add(row);
                });
        return builders.stream().map(HistoryBuilder::build).toList();
    }

    /** What a principal's calls to many numbers came to, by the place of each number; those that were never called are left out. */
    public Map<Integer, History> histories(UUID principal, long[] numbers) {
        NumberPrints.Ascending asked = prints.printer().ascending(principal, numbers);
        Map<Integer, HistoryBuilder> builders = new HashMap<>();
        database.accounts()
                .sql("""
                        select place, at, outcome, agreed_at, false as refusal
                        from unnest(cast(:numbers as bytea[])) with ordinality as asked (number, place)
                            cross join lateral (select at, outcome, agreed_at from accounts.call_attempt c
                                where c.principal = :principal and c.number = asked.number offset 0) c
                        union all select place, refused_at, null, null, true
                        from unnest(cast(:numbers as bytea[])) with ordinality as asked (number, place)
                            cross join lateral (select refused_at from accounts.call_refusal c where c.principal = :principal
                                and c.number = asked.number offset 0) c
                        """)
                .param("principal", principal)
                .param("numbers", asked.prints())
                .query((ResultSet row) -> {
                    int place = asked.places()[row.getInt("place") - 1];
                    builders.computeIfAbsent(place, none -> new HistoryBuilder())
                            .add(row);
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
                contactedAt = at; // also when nobody has said yet what came of it
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
        return database.accounts()
                .sql(
                        "delete from accounts.call_attempt where at < :oldest and (agreed_at is null or agreed_at < :yesterday)")
                .param("oldest", oldest.atOffset(ZoneOffset.UTC))
                .param("yesterday", clock.instant().minus(1, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static @Nullable String code(CallReport.@Nullable Outcome outcome) {
        return outcome == null ? null : outcome.code();
    }

    private static @Nullable String[] texts(List<Row> rows, java.util.function.Function<Row, @Nullable Object> of) {
        @Nullable String[] texts = new String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            Object value = of.apply(rows.get(i));
            texts[i] = value == null ? null : value.toString();
        }
        return texts;
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
