package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table of lost mailboxes. Every method runs in the caller's transaction. Numbers are sealed. */
interface RecoveryRows {
    /**
     * A request as it is kept.
     *
     * @param email the new address
     * @param codeHash of the latest code; null before one was sent
     * @param consumer whose address it changes; null where it changes none
     * @param told the present address, which may stop it; null where none was notified
     * @param outcome null until it is settled
     */
    record Row(
            UUID id,
            UUID number,
            String email,
            Locale locale,
            Instant expiresAt,
            @Nullable String codeHash,
            @Nullable Instant codeSentAt,
            int wrong,
            @Nullable Instant provedAt,
            @Nullable UUID consumer,
            @Nullable String told,
            @Nullable Instant settledAt,
            @Nullable String outcome) {
        /** Without addresses. */
        @Override
        public String toString() {
            return "address-recovery:" + id;
        }
    }

    /** The notice of a request: its recipient, and the token that stops it. */
    @SuppressWarnings("ArrayRecordComponent") // handed to the database, never compared
    record Told(UUID consumer, String email, byte[] stopHash) {}

    @SqlUpdate("""
            insert into accounts.address_recovery (id, link_hash, number, email, locale, asked_at, expires_at)
            values (:id, :linkHash, :number, :asked.email, :asked.locale, :asked.at, :asked.expires)
            """)
    void insert(UUID id, byte[] linkHash, UUID number, Asked asked);

    /** The stored fields of a new request, apart from its number. */
    record Asked(String email, Locale locale, Instant at, Instant expires) {}

    @SqlQuery("select count(*) from accounts.address_recovery where email = :email and asked_at > :since")
    int asked(String email, Instant since);

    @SqlQuery("select * from accounts.address_recovery where link_hash = :hash")
    Optional<Row> byLink(byte[] hash);

    @SqlQuery("select * from accounts.address_recovery where link_hash = :hash for update")
    Optional<Row> lockByLink(byte[] hash);

    @SqlQuery("select * from accounts.address_recovery where stop_hash = :hash")
    Optional<Row> byStop(byte[] hash);

    @SqlQuery("select * from accounts.address_recovery where stop_hash = :hash for update")
    Optional<Row> lockByStop(byte[] hash);

    @SqlUpdate("""
            update accounts.address_recovery set code_hash = :codeHash, codes = codes + 1, code_sent_at = :now
            where id = :id
            """)
    void send(UUID id, String codeHash, Instant now);

    @SqlUpdate("update accounts.address_recovery set code_hash = null, codes = codes - 1 where id = :id")
    void forgetCode(UUID id);

    @SqlUpdate("update accounts.address_recovery set wrong = wrong + 1 where id = :id")
    void countWrong(UUID id);

    @SqlUpdate("update accounts.address_recovery set proved_at = :now, code_hash = null where id = :id")
    void prove(UUID id, Instant now);

    /** Awaits the delay; false where another request for the same account does. */
    @SqlUpdate("""
            update accounts.address_recovery
            set consumer = :told.consumer, told = :told.email, stop_hash = :told.stopHash, due_at = :dueAt
            where id = :id and not exists (
                select from accounts.address_recovery where consumer = :told.consumer and settled_at is null)
            """)
    boolean await(UUID id, Told told, Instant dueAt);

    /** Whether the notified address stopped a request for this account since an instant. */
    @SqlQuery("""
            select exists (select from accounts.address_recovery
                where consumer = :consumer and outcome = 'STOPPED' and settled_at > :since)
            """)
    boolean stopped(UUID consumer, Instant since);

    @SqlUpdate("update accounts.address_recovery set outcome = :outcome, settled_at = :now where id = :id")
    void settle(UUID id, String outcome, Instant now);

    /** Those whose delay is over. */
    @SqlQuery("""
            select id from accounts.address_recovery where due_at <= :now and settled_at is null
            order by due_at, id limit :limit
            """)
    List<UUID> due(Instant now, int limit);

    /** One of those, unless it is settled or another server works on it. */
    @SqlQuery("select * from accounts.address_recovery where id = :id and settled_at is null for update skip locked")
    Optional<Row> lockDue(UUID id);

    /** Forgets requests that came to nothing, and settled ones. */
    @SqlUpdate("""
            delete from accounts.address_recovery
            where (consumer is null and expires_at < :expired) or settled_at < :settled
            """)
    int forget(Instant expired, Instant settled);
}
