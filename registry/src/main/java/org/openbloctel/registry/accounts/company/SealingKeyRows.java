package org.openbloctel.registry.accounts.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of keys to which results are sealed. */
final class SealingKeyRows {
    /** Names the locks of companies' keys among the advisory locks. */
    private static final int LOCK = 285;

    private final Database database;

    SealingKeyRows(Database database) {
        this.database = database;
    }

    /** Changes of a company's keys take turns, until the transaction ends. */
    void lock(UUID company) {
        lock("pg_advisory_xact_lock", company);
    }

    /** No key of a company changes until the transaction ends. */
    void lockShared(UUID company) {
        lock("pg_advisory_xact_lock_shared", company);
    }

    private void lock(String function, UUID company) {
        database.accounts()
                .sql("select 1 from %s(hashtextextended(:company, :lock))".formatted(function))
                .param("company", company.toString())
                .param("lock", LOCK)
                .query(Integer.class)
                .single();
    }

    void insert(SealingKey key) {
        database.accounts()
                .sql("""
                        insert into accounts.sealing_key (id, company, recipient, added_by, added_at, from_at)
                        values (:id, :company, :recipient, :by, :at, :from)
                        """)
                .param("id", key.id())
                .param("company", key.company())
                .param("recipient", key.recipient())
                .param("by", key.addedBy())
                .param("at", Columns.timestamp(key.addedAt()))
                .param("from", Columns.timestamp(key.from()))
                .update();
    }

    /** Gives a key an end. */
    void end(UUID id, Instant until, String by) {
        database.accounts()
                .sql("update accounts.sealing_key set until_at = :until, ended_by = :by where id = :id")
                .param("until", Columns.timestamp(until))
                .param("by", by)
                .param("id", id)
                .update();
    }

    /** Takes its end from a key. */
    void reopen(UUID id) {
        database.accounts()
                .sql("update accounts.sealing_key set until_at = null, ended_by = null where id = :id")
                .param("id", id)
                .update();
    }

    void delete(UUID id) {
        database.accounts()
                .sql("delete from accounts.sealing_key where id = :id")
                .param("id", id)
                .update();
    }

    /** Those of some companies that have not ended at an instant, the first to begin first. */
    List<SealingKey> open(Collection<UUID> companies, Instant at) {
        return database.accounts()
                .sql("""
                        select * from accounts.sealing_key
                        where company = any(:companies) and (until_at is null or until_at > :at)
                        order by from_at, id
                        """)
                .param("companies", companies.toArray(UUID[]::new))
                .param("at", Columns.timestamp(at))
                .query(SealingKeyRows::key)
                .list();
    }

    int forget(Instant endedBefore) {
        return database.accounts()
                .sql("delete from accounts.sealing_key where until_at < :before")
                .param("before", Columns.timestamp(endedBefore))
                .update();
    }

    private static SealingKey key(ResultSet row, int n) throws SQLException {
        return new SealingKey(
                row.getObject("id", UUID.class),
                row.getObject("company", UUID.class),
                row.getString("recipient"),
                row.getString("added_by"),
                Columns.instant(row, "added_at"),
                Columns.instant(row, "from_at"),
                Columns.optionalInstant(row, "until_at"),
                Optional.ofNullable(row.getString("ended_by")));
    }
}
