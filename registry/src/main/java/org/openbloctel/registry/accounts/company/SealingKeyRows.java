package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of keys to which results are sealed. 285 names the locks of companies' keys among the advisory locks. */
interface SealingKeyRows {
    /** Changes of a company's keys take turns, until the transaction ends. */
    @SqlUpdate("select 1 from pg_advisory_xact_lock(hashtextextended(cast(:company as text), 285))")
    void lock(UUID company);

    /** No key of a company changes until the transaction ends. */
    @SqlUpdate("select 1 from pg_advisory_xact_lock_shared(hashtextextended(cast(:company as text), 285))")
    void lockShared(UUID company);

    @SqlUpdate("""
            insert into accounts.sealing_key (id, company, recipient, added_by, added_at, from_at)
            values (:key.id, :key.company, :key.recipient, :key.addedBy, :key.addedAt, :key.from)
            """)
    void insert(SealingKeys.Key key);

    /** Gives a key an end. */
    @SqlUpdate("update accounts.sealing_key set until_at = :until, ended_by = :by where id = :id")
    void end(UUID id, Instant until, String by);

    /** Takes its end from a key. */
    @SqlUpdate("update accounts.sealing_key set until_at = null, ended_by = null where id = :id")
    void reopen(UUID id);

    @SqlUpdate("delete from accounts.sealing_key where id = :id")
    void delete(UUID id);

    /** Those of some companies that have not ended at an instant, the first to begin first. */
    @SqlQuery("""
            select *, from_at as "from", until_at as "until" from accounts.sealing_key
            where company = any(:companies) and (until_at is null or until_at > :at)
            order by from_at, id
            """)
    List<SealingKeys.Key> open(Collection<UUID> companies, Instant at);

    @SqlUpdate("delete from accounts.sealing_key where until_at < :before")
    int forget(Instant before);
}
