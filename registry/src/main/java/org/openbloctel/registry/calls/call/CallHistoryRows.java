package org.openbloctel.registry.calls.call;

import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of calls by buckets, read together with the refusals. A look-up is one probe for each number, in an index whose keys have four
 * bytes; the database returns only buckets that hold the end of the number's print.
 */
interface CallHistoryRows {
    String CALLS = """
            select place, entries, cast(null as timestamptz) as refused_at
            from unnest(cast(:buckets as integer[]), cast(:ends as bytea[])) with ordinality as asked (bucket, number, place)
                cross join lateral (select entries from accounts.call_history c
                    where c.bucket = asked.bucket and position(asked.number in c.entries) > 0 offset 0) c
            """;
    String AND = "union all ";

    static CallHistoryRows in(Database database) {
        return database.rows(CallHistoryRows.class, new Reading<>(Stored.class, CallBucket.class, Stored::read));
    }

    /** A bucket as it stands in its row. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Stored(int bucket, int version, byte[] entries) {
        CallBucket read() {
            return new CallBucket(bucket, version, CallEntry.read(entries));
        }
    }

    /**
     * The calls of a bucket, or a refusal.
     *
     * @param place of the print that was asked for, from 1
     * @param entries null for a refusal
     */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    record Found(
            int place, byte @Nullable [] entries, @Nullable Instant refusedAt) {}

    /** The calls and refusals of pairs of principal and number; a verdict waits for it. */
    static void histories(Database database, UUID[] principals, byte[][] prints, Consumer<Found> each) {
        found(database.accounts().sql(CALLS + AND + """
                        select place, null, refused_at from unnest(cast(:principals as uuid[]),
                                cast(:numbers as bytea[])) with ordinality as r (principal, number, place)
                            join accounts.call_refusal using (principal, number)
                        """).param("principals", principals), prints, each);
    }

    /** The calls and refusals of many numbers of one principal; a verdict waits for it. */
    static void histories(Database database, UUID principal, byte[][] prints, Consumer<Found> each) {
        found(database.accounts().sql(CALLS + AND + """
                        select place, null, refused_at
                        from unnest(cast(:numbers as bytea[])) with ordinality as asked (number, place)
                            cross join lateral (select refused_at from accounts.call_refusal c where c.principal = :principal
                                and c.number = asked.number offset 0) c
                        """).param("principal", principal), prints, each);
    }

    private static void found(JdbcClient.StatementSpec statement, byte[][] prints, Consumer<Found> each) {
        statement
                .param("buckets", NumberPrints.buckets(prints))
                .param("ends", NumberPrints.ends(prints))
                .param("numbers", prints)
                .query((ResultSet row) -> {
                    byte[] entries = row.getBytes("entries");
                    Instant refused = entries == null ? Columns.instant(row, "refused_at") : null;
                    each.accept(new Found(row.getInt("place"), entries, refused));
                });
    }

    /** The calls alone. */
    @SqlQuery(CALLS)
    List<Found> calls(int[] buckets, byte[][] ends);

    /** These buckets, as far as they have a row. */
    @SqlQuery("""
            select bucket, version, entries from accounts.call_history
            where bucket = any(cast(:buckets as integer[]))
            """)
    List<CallBucket> read(Collection<Integer> buckets);

    /**
     * Writes changed buckets in one ascending pass, so that two reports never wait for each other. One that another transaction has changed
     * since it was read keeps that, too: calls that are then there twice count once, and leave with the next change.
     */
    default void write(List<CallBucket> changed, CallTerm term) {
        List<CallBucket> buckets = changed.stream()
                .filter(bucket -> bucket.isStored() || !bucket.isEmpty())
                .toList();
        if (!buckets.isEmpty()) {
            write(
                    buckets.stream().map(CallBucket::number).toList(),
                    buckets.stream().map(bucket -> bucket.expires(term)).toList(),
                    buckets.stream().map(CallBucket::next).toList(),
                    buckets.stream().map(CallBucket::bytes).toList());
        }
    }

    @SqlUpdate("""
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
    void write(List<Integer> buckets, List<LocalDate> expires, List<Integer> versions, List<byte[]> entries);

    /** How many pages of the disk the table has. */
    @SqlQuery("select pg_relation_size('accounts.call_history') / current_setting('block_size')::integer")
    long pages();

    /** The buckets on these pages that have something to erase, locked. */
    default List<CallBucket> expired(long fromPage, long untilPage, LocalDate today) {
        return expired("(" + fromPage + ",0)", "(" + untilPage + ",0)", today);
    }

    @SqlQuery("""
            select bucket, version, entries from accounts.call_history
            where ctid >= cast(:from as tid) and ctid < cast(:until as tid) and expires <= :today
            order by bucket for update
            """)
    List<CallBucket> expired(String from, String until, LocalDate today);

    /** Removes the rows of buckets that this transaction has locked. */
    @SqlUpdate("delete from accounts.call_history where bucket = any(cast(:buckets as integer[]))")
    void delete(List<Integer> buckets);
}
