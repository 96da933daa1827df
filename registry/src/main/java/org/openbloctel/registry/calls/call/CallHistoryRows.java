package org.openbloctel.registry.calls.call;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * The table of calls by buckets, read together with the refusals. A look-up is one probe for each number, in an index whose keys have four
 * bytes; the database returns only buckets that hold the end of the number's print.
 */
final class CallHistoryRows {
    private static final String CALLS = """
            select place, entries, cast(null as timestamptz) as refused_at
            from unnest(cast(:buckets as integer[]), cast(:ends as bytea[])) with ordinality as asked (bucket, number, place)
                cross join lateral (select entries from accounts.call_history c
                    where c.bucket = asked.bucket and position(asked.number in c.entries) > 0 offset 0) c
            """;
    private static final String AND = "union all ";

    private final Database database;

    CallHistoryRows(Database database) {
        this.database = database;
    }

    /** The calls and refusals of pairs of principal and number, by the places of the pairs, from 1. */
    void histories(String[] principals, byte[][] prints, RowCallbackHandler each) {
        database.accounts()
                .sql(CALLS + AND + """
                        select place, null, refused_at from unnest(cast(:principals as uuid[]),
                                cast(:numbers as bytea[])) with ordinality as r (principal, number, place)
                            join accounts.call_refusal using (principal, number)
                        """)
                .param("buckets", NumberPrints.buckets(prints))
                .param("ends", NumberPrints.ends(prints))
                .param("principals", principals)
                .param("numbers", prints)
                .query(each);
    }

    /** The calls alone, by the places of the prints. */
    void calls(byte[][] prints, RowCallbackHandler each) {
        database.accounts()
                .sql(CALLS)
                .param("buckets", NumberPrints.buckets(prints))
                .param("ends", NumberPrints.ends(prints))
                .query(each);
    }

    /** The calls and refusals of many numbers of one principal. */
    void histories(UUID principal, byte[][] prints, RowCallbackHandler each) {
        database.accounts()
                .sql(CALLS + AND + """
                        select place, null, refused_at
                        from unnest(cast(:numbers as bytea[])) with ordinality as asked (number, place)
                            cross join lateral (select refused_at from accounts.call_refusal c where c.principal = :principal
                                and c.number = asked.number offset 0) c
                        """)
                .param("buckets", NumberPrints.buckets(prints))
                .param("ends", NumberPrints.ends(prints))
                .param("principal", principal)
                .param("numbers", prints)
                .query(each);
    }

    /** These buckets, as far as they have a row. */
    Map<Integer, CallBucket> read(Collection<Integer> buckets) {
        Map<Integer, CallBucket> found = new HashMap<>();
        database.accounts().sql("""
                        select bucket, version, entries from accounts.call_history
                        where bucket = any(cast(:buckets as integer[]))
                        """).param("buckets", numbers(buckets)).query((ResultSet row) -> {
            CallBucket bucket = bucket(row);
            found.put(bucket.number(), bucket);
        });
        return found;
    }

    private static CallBucket bucket(ResultSet row) throws SQLException {
        return new CallBucket(row.getInt("bucket"), row.getInt("version"), CallEntry.read(row.getBytes("entries")));
    }

    private static int[] numbers(Collection<Integer> buckets) {
        return buckets.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Writes changed buckets in one ascending pass, so that two reports never wait for each other. One that another transaction has changed
     * since it was read keeps that, too: calls that are then there twice count once, and leave with the next change.
     */
    void write(List<CallBucket> changed, CallTerm term) {
        List<CallBucket> buckets = changed.stream()
                .filter(bucket -> bucket.isStored() || !bucket.isEmpty())
                .toList();
        if (!buckets.isEmpty()) {
            database.accounts()
                    .sql("""
                            insert into accounts.call_history as known (bucket, expires, version, entries)
                            select bucket, expires, case when version < 0 then accounts.call_version() else version end, entries
                            from unnest(cast(:buckets as integer[]), cast(:expires as date[]),
                                cast(:versions as integer[]), cast(:entries as bytea[])) as r (bucket, expires, version, entries)
                            order by bucket
                            on conflict (bucket) do update set version = (known.version / 2 * 2 + 2) % 32768,
                                expires = case when (known.version / 2 * 2 + 2) % 32768 = excluded.version then excluded.expires
                                    else least(known.expires, excluded.expires) end,
                                entries = case when (known.version / 2 * 2 + 2) % 32768 = excluded.version then excluded.entries
                                    else known.entries || excluded.entries end
                            """)
                    .param(
                            "buckets",
                            numbers(buckets.stream().map(CallBucket::number).toList()))
                    .param(
                            "expires",
                            buckets.stream()
                                    .map(bucket -> bucket.expires(term).toString())
                                    .toArray(String[]::new))
                    .param(
                            "versions",
                            numbers(buckets.stream().map(CallBucket::next).toList()))
                    .param("entries", buckets.stream().map(CallBucket::bytes).toArray(byte[][]::new))
                    .update();
        }
    }

    /** How many pages of the disk the table has. */
    long pages() {
        return database.accounts()
                .sql("select pg_relation_size('accounts.call_history') / current_setting('block_size')::integer")
                .query(Long.class)
                .single();
    }

    /** The buckets on these pages that have something to erase, locked. */
    List<CallBucket> expired(long fromPage, long untilPage, LocalDate today) {
        return database.accounts()
                .sql("""
                        select bucket, version, entries from accounts.call_history
                        where ctid >= cast(:from as tid) and ctid < cast(:until as tid) and expires <= :today
                        order by bucket for update
                        """)
                .param("from", "(" + fromPage + ",0)")
                .param("until", "(" + untilPage + ",0)")
                .param("today", today)
                .query((row, n) -> bucket(row))
                .list();
    }

    /** Removes the rows of buckets that this transaction has locked. */
    void delete(Collection<CallBucket> buckets) {
        if (!buckets.isEmpty()) {
            database.accounts()
                    .sql("delete from accounts.call_history where bucket = any(cast(:buckets as integer[]))")
                    .param(
                            "buckets",
                            numbers(buckets.stream().map(CallBucket::number).toList()))
                    .update();
        }
    }
}
