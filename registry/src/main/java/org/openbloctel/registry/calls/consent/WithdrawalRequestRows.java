package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table of codes by which the holder of a number sees its consents without an account. */
interface WithdrawalRequestRows {
    @SuppressWarnings("ArrayRecordComponent") // handed to the database, never compared
    record Request(
            byte[] number,
            String codeHash,
            Instant expiresAt,
            int wrong,
            @Nullable Instant provedAt) {}

    @SqlUpdate("""
            insert into accounts.withdrawal_request (id, number, code_hash, sent_at, expires_at)
            values (:id, :number, :hash, :now, :expires)
            """)
    void insert(UUID id, byte[] number, String hash, Instant now, Instant expires);

    @SqlUpdate("delete from accounts.withdrawal_request where id = :id")
    void delete(UUID id);

    @SqlQuery("select count(*) from accounts.withdrawal_request where number = :number and sent_at > :since")
    int count(byte[] number, Instant since);

    @SqlUpdate("update accounts.withdrawal_request set proved_at = coalesce(proved_at, :now) where id = :id")
    void prove(UUID id, Instant now);

    @SqlUpdate("update accounts.withdrawal_request set wrong = wrong + 1 where id = :id")
    void countWrong(UUID id);

    @SqlUpdate("delete from accounts.withdrawal_request where sent_at < :before")
    int forget(Instant before);

    @SqlQuery("select * from accounts.withdrawal_request where id = :id")
    Optional<Request> find(UUID id);

    /** The same, locked until the transaction ends. */
    @SqlQuery("select * from accounts.withdrawal_request where id = :id for update")
    Optional<Request> lock(UUID id);
}
