package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The tables of canaries, of who asked for one, and of calls to them. */
interface CanaryRows {
    /** A batch with its numbers. */
    @SuppressWarnings("ArrayRecordComponent") // read at once, and compared with nothing
    record Sealed(@Nested CanaryBatch batch, byte @Nullable [] sealed) {}

    @SqlUpdate("""
            insert into accounts.canary_batch (id, lender, numbers, sealed, asked_by, asked_at)
            values (:id, :lender, :numbers, :sealed, :actor, :now)
            """)
    void insert(UUID id, String lender, int numbers, byte[] sealed, String actor, Instant now);

    /** The latest first. */
    @SqlQuery("select * from accounts.canary_batch order by asked_at desc, id")
    List<CanaryBatch> batches();

    /** Those that are sealed: asked for or listed. */
    @SqlQuery("select * from accounts.canary_batch where sealed is not null order by id")
    List<Sealed> sealed();

    @SqlQuery("select * from accounts.canary_batch where id = :id for update")
    Optional<Sealed> lock(UUID id);

    /** Another one whenever a batch was changed. */
    @SqlQuery("select coalesce(sum(version), 0) from accounts.canary_batch")
    long version();

    @SqlUpdate("update accounts.canary_batch set listed_at = :now, version = version + 1 where id = :id")
    void listed(UUID id, Instant now);

    /** Its numbers are forgotten. */
    @SqlUpdate("""
            update accounts.canary_batch set withdrawn_at = :now, sealed = null, version = version + 1
            where id = :id
            """)
    void withdrawn(UUID id, Instant now);

    @SqlUpdate("""
            update accounts.canary_batch set retired = retired + :retired, sealed = :rest, version = version + 1
            where id = :id
            """)
    void retire(UUID id, int retired, byte[] rest);

    /** Notes that a canary was asked for; one that a person has looked at is no sign again. */
    @SqlUpdate("""
            insert into accounts.canary_sighting as s (canary, company, principal, actor, door, first_at, last_at, times,
                returned_at, is_sign)
            values (:canary, :asker.company, :asker.principal, :asker.actor, :asker.door, :first, :last, :times, :returned,
                not exists (select from accounts.canary_sighting
                    where canary = :canary and company = :asker.company and not is_sign))
            on conflict (canary, company, principal, actor) do update set
                last_at = greatest(s.last_at, excluded.last_at), times = s.times + excluded.times,
                returned_at = coalesce(s.returned_at, excluded.returned_at)
            """)
    void sight(Asker asker, long canary, Instant first, Instant last, long times, @Nullable Instant returned);

    /** How many canaries a company first asked for since an instant, with these more; those that a person has looked at not among them. */
    @SqlQuery("""
            select count(*) from (
                select canary from accounts.canary_sighting where company = :company
                group by canary having bool_and(is_sign) and min(first_at) >= :since
                union
                (select unnest(cast(:more as bigint[])) except
                    select canary from accounts.canary_sighting where company = :company)) as asked
            """)
    int asked(UUID company, Instant since, Collection<Long> more);

    /** How many canaries each of some companies asked for since an instant. */
    @SqlQuery("""
            select company, count(distinct canary) as asked from accounts.canary_sighting
            where company = any(:companies) and last_at >= :since group by company
            """)
    @KeyColumn("company")
    @ValueColumn("asked")
    Map<UUID, Integer> askedBy(Collection<UUID> companies, Instant since);

    /** What was seen of these canaries, or by this company, is no sign any more. */
    @SqlUpdate("""
            update accounts.canary_sighting set is_sign = false
            where is_sign and (company = :company or canary = any(:canaries))
            """)
    void forgetSigns(@Nullable UUID company, Collection<Long> canaries);

    /** Who had the answer about a canary before an instant, the first of them first. */
    @SqlQuery("""
            select * from accounts.canary_sighting
            where canary = :canary and returned_at < :before order by returned_at, company, actor
            """)
    List<Canaries.Sighting> returned(long canary, Instant before);

    @SqlUpdate("""
            insert into accounts.canary_call (id, canary, day, caller, note, told_by, told_at)
            values (:call.id, :canary, :call.day, :caller, :call.note, :call.toldBy, :call.toldAt)
            """)
    void insertCall(Canaries.Call call, long canary, byte @Nullable [] caller);

    /** A call with its canary. */
    @SuppressWarnings("ArrayRecordComponent") // read at once, and compared with nothing
    record Told(@Nested Canaries.Call call, long canary, byte @Nullable [] caller) {}

    /** The latest first. */
    @SqlQuery("select * from accounts.canary_call order by told_at desc, id")
    List<Canaries.Call> calls();

    @SqlQuery("select * from accounts.canary_call where id = :id")
    Optional<Told> call(UUID id);

    @SqlQuery("select distinct company from accounts.canary_sighting")
    List<UUID> companies();

    default int forget(Instant before, Collection<UUID> gone) {
        return forgetSightings(before, gone) + forgetCalls(before) + forgetBatches(before);
    }

    @SqlUpdate("delete from accounts.canary_sighting where last_at < :before or company = any(:gone)")
    int forgetSightings(Instant before, Collection<UUID> gone);

    @SqlUpdate("delete from accounts.canary_call where told_at < :before")
    int forgetCalls(Instant before);

    @SqlUpdate("delete from accounts.canary_batch where withdrawn_at < :before")
    int forgetBatches(Instant before);
}
