package org.openbloctel.registry.call;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.database.Columns;
import org.openbloctel.registry.database.Database;
import org.springframework.jdbc.core.RowCallbackHandler;

/** The table of calls that were tried, and what they put on the refusal lists. */
final class CallRows {
    private final Database database;

    CallRows(Database database) {
        this.database = database;
    }

    /** A report with its number's print, and its time as PostgreSQL keeps it. */
    @SuppressWarnings("ArrayRecordComponent") // handed to the database, never compared as part of the record
    record Row(CallReport report, byte[] number, Instant at) {}

    @SuppressWarnings("ArrayRecordComponent") // compared by its bytes
    record Kept(
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

    Set<String> insert(UUID agent, List<Row> rows) {
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
    Map<String, Kept> kept(UUID agent, Set<String> ids) {
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

    void settle(UUID agent, List<Row> rows) {
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

    void refuse(List<Row> rows) {
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

    static @Nullable String code(CallReport.@Nullable Outcome outcome) {
        return outcome == null ? null : outcome.code();
    }

    static @Nullable String[] texts(List<Row> rows, java.util.function.Function<Row, @Nullable Object> of) {
        @Nullable String[] texts = new String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            Object value = of.apply(rows.get(i));
            texts[i] = value == null ? null : value.toString();
        }
        return texts;
    }

    boolean knows(UUID principal) {
        return database.accounts()
                .sql("""
                        select exists (select from accounts.call_attempt where principal = :principal)
                            or exists (select from accounts.call_refusal where principal = :principal)
                        """)
                .param("principal", principal)
                .query(Boolean.class)
                .single();
    }

    /** The calls and refusals of pairs of principal and number, by the places of the pairs, from 1. */
    void histories(String[] principals, byte[][] numbers, RowCallbackHandler each) {
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
                .query(each);
    }

    /** The same for many numbers of one principal. */
    void histories(UUID principal, byte[][] prints, RowCallbackHandler each) {
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
                .param("numbers", prints)
                .query(each);
    }

    int forget(Instant oldest, Instant yesterday) {
        return database.accounts()
                .sql(
                        "delete from accounts.call_attempt where at < :oldest and (agreed_at is null or agreed_at < :yesterday)")
                .param("oldest", oldest.atOffset(ZoneOffset.UTC))
                .param("yesterday", yesterday.atOffset(ZoneOffset.UTC))
                .update();
    }
}
