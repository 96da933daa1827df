package org.openbloctel.registry.list.guard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The tables of canaries, of who asked for one, and of calls to them. */
final class CanaryRows {
    private final Database database;

    CanaryRows(Database database) {
        this.database = database;
    }

    /** A batch with its numbers, sealed. */
    @SuppressWarnings("ArrayRecordComponent") // read at once, and compared with nothing
    record Sealed(CanaryBatch batch, byte @Nullable [] numbers) {}

    private static CanaryBatch batch(ResultSet row, int n) throws SQLException {
        return new CanaryBatch(
                row.getObject("id", UUID.class),
                row.getString("lender"),
                row.getInt("numbers"),
                row.getInt("retired"),
                row.getString("asked_by"),
                Columns.instant(row, "asked_at"),
                Columns.optionalInstant(row, "listed_at"),
                Columns.optionalInstant(row, "withdrawn_at"));
    }

    void insert(UUID id, String lender, int numbers, byte[] sealed, String actor, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.canary_batch (id, lender, numbers, sealed, asked_by, asked_at)
                        values (:id, :lender, :numbers, :sealed, :actor, :now)
                        """)
                .param("id", id)
                .param("lender", lender)
                .param("numbers", numbers)
                .param("sealed", sealed)
                .param("actor", actor)
                .param("now", Columns.timestamp(now))
                .update();
    }

    /** The latest first. */
    List<CanaryBatch> batches() {
        return database.accounts()
                .sql("select * from accounts.canary_batch order by asked_at desc, id")
                .query(CanaryRows::batch)
                .list();
    }

    /** Those that are sealed: asked for or listed. */
    List<Sealed> sealed() {
        return database.accounts()
                .sql("select * from accounts.canary_batch where sealed is not null order by id")
                .query((row, n) -> new Sealed(batch(row, n), row.getBytes("sealed")))
                .list();
    }

    Optional<Sealed> lock(UUID id) {
        return database.accounts()
                .sql("select * from accounts.canary_batch where id = :id for update")
                .param("id", id)
                .query((row, n) -> new Sealed(batch(row, n), row.getBytes("sealed")))
                .optional();
    }

    /** Another one whenever a batch was changed. */
    long version() {
        return database.accounts()
                .sql("select coalesce(sum(version), 0) from accounts.canary_batch")
                .query(Long.class)
                .single();
    }

    void listed(UUID id, Instant now) {
        database.accounts()
                .sql("update accounts.canary_batch set listed_at = :now, version = version + 1 where id = :id")
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    /** Its numbers are forgotten. */
    void withdrawn(UUID id, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.canary_batch set withdrawn_at = :now, sealed = null, version = version + 1
                        where id = :id
                        """)
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    void retire(UUID id, int retired, byte[] rest) {
        database.accounts()
                .sql("""
                        update accounts.canary_batch set retired = retired + :retired, sealed = :rest, version = version + 1
                        where id = :id
                        """)
                .param("retired", retired)
                .param("rest", rest)
                .param("id", id)
                .update();
    }

    /** Notes that a canary was asked for; one that a person has looked at is no sign again. */
    void sight(Asker asker, long canary, Instant first, Instant last, long times, boolean returned) {
        database.accounts()
                .sql("""
                        insert into accounts.canary_sighting as s (canary, company, principal, actor, door, first_at, last_at, times,
                            returned_at, is_sign)
                        values (:canary, :company, :principal, :actor, :door, :first, :last, :times, :returned,
                            not exists (select from accounts.canary_sighting
                                where canary = :canary and company = :company and not is_sign))
                        on conflict (canary, company, principal, actor) do update set
                            last_at = greatest(s.last_at, excluded.last_at), times = s.times + excluded.times,
                            returned_at = coalesce(s.returned_at, excluded.returned_at)
                        """)
                .param("canary", canary)
                .param("company", asker.company())
                .param("principal", asker.principal())
                .param("actor", asker.actor())
                .param("door", asker.door().name())
                .param("first", Columns.timestamp(first))
                .param("last", Columns.timestamp(last))
                .param("times", times)
                .param("returned", returned ? Columns.timestamp(first) : null)
                .update();
    }

    /** How many canaries a company first asked for since an instant, with these more; those that a person has looked at not among them. */
    int asked(UUID company, Instant since, Collection<Long> more) {
        return database.accounts()
                .sql("""
                        select count(*) from (
                            select canary from accounts.canary_sighting where company = :company
                            group by canary having bool_and(is_sign) and min(first_at) >= :since
                            union
                            (select unnest(cast(:more as bigint[])) except
                                select canary from accounts.canary_sighting where company = :company)) as asked
                        """)
                .param("company", company)
                .param("since", Columns.timestamp(since))
                .param("more", more.toArray(Long[]::new))
                .query(Integer.class)
                .single();
    }

    /** How many canaries each of some companies asked for since an instant. */
    Map<UUID, Integer> askedBy(Collection<UUID> companies, Instant since) {
        Map<UUID, Integer> asked = new HashMap<>();
        database.accounts()
                .sql("""
                        select company, count(distinct canary) as asked from accounts.canary_sighting
                        where company = any(:companies) and last_at >= :since group by company
                        """)
                .param("companies", companies.toArray(UUID[]::new))
                .param("since", Columns.timestamp(since))
                .query(row -> {
                    asked.put(row.getObject("company", UUID.class), row.getInt("asked"));
                });
        return asked;
    }

    /** What was seen of these canaries, or by this company, is no sign any more. */
    void forgetSigns(@Nullable UUID company, Collection<Long> canaries) {
        database.accounts()
                .sql("""
                        update accounts.canary_sighting set is_sign = false
                        where is_sign and (company = :company or canary = any(:canaries))
                        """)
                .param("company", company)
                .param("canaries", canaries.toArray(Long[]::new))
                .update();
    }

    private static CanarySighting sighting(ResultSet row, int n) throws SQLException {
        return new CanarySighting(
                row.getObject("company", UUID.class),
                row.getObject("principal", UUID.class),
                row.getString("actor"),
                Asker.Door.valueOf(row.getString("door")),
                Columns.instant(row, "last_at"),
                row.getLong("times"),
                Columns.optionalInstant(row, "returned_at"));
    }

    /** Who had the answer about a canary before an instant, the first of them first. */
    List<CanarySighting> returned(long canary, Instant before) {
        return database.accounts()
                .sql("""
                        select * from accounts.canary_sighting
                        where canary = :canary and returned_at < :before order by returned_at, company, actor
                        """)
                .param("canary", canary)
                .param("before", Columns.timestamp(before))
                .query(CanaryRows::sighting)
                .list();
    }

    void insertCall(CanaryCall call, long canary, byte @Nullable [] caller) {
        database.accounts()
                .sql("""
                        insert into accounts.canary_call (id, canary, day, caller, note, told_by, told_at)
                        values (:id, :canary, :day, :caller, :note, :by, :at)
                        """)
                .param("id", call.id())
                .param("canary", canary)
                .param("day", call.day())
                .param("caller", caller)
                .param("note", call.note())
                .param("by", call.toldBy())
                .param("at", Columns.timestamp(call.toldAt()))
                .update();
    }

    /** A call with its canary. */
    @SuppressWarnings("ArrayRecordComponent") // read at once, and compared with nothing
    record Told(CanaryCall call, long canary, byte @Nullable [] caller) {}

    private static Told told(ResultSet row, int n) throws SQLException {
        return new Told(
                new CanaryCall(
                        row.getObject("id", UUID.class),
                        row.getObject("day", LocalDate.class),
                        row.getString("note"),
                        row.getString("told_by"),
                        Columns.instant(row, "told_at")),
                row.getLong("canary"),
                row.getBytes("caller"));
    }

    /** The latest first. */
    List<Told> calls() {
        return database.accounts()
                .sql("select * from accounts.canary_call order by told_at desc, id")
                .query(CanaryRows::told)
                .list();
    }

    Optional<Told> call(UUID id) {
        return database.accounts()
                .sql("select * from accounts.canary_call where id = :id")
                .param("id", id)
                .query(CanaryRows::told)
                .optional();
    }

    List<UUID> companies() {
        return database.accounts()
                .sql("select distinct company from accounts.canary_sighting")
                .query(UUID.class)
                .list();
    }

    int forget(Instant before, Collection<UUID> gone) {
        int sightings = database.accounts()
                .sql("delete from accounts.canary_sighting where last_at < :before or company = any(:gone)")
                .param("before", Columns.timestamp(before))
                .param("gone", gone.toArray(UUID[]::new))
                .update();
        int calls = database.accounts()
                .sql("delete from accounts.canary_call where told_at < :before")
                .param("before", Columns.timestamp(before))
                .update();
        return sightings
                + calls
                + database.accounts()
                        .sql("delete from accounts.canary_batch where withdrawn_at < :before")
                        .param("before", Columns.timestamp(before))
                        .update();
    }
}
