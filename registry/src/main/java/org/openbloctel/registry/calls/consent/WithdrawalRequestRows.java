package org.openbloctel.registry.calls.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of codes by which the holder of a number sees its consents without an account. */
final class WithdrawalRequestRows {
    private final Database database;

    WithdrawalRequestRows(Database database) {
        this.database = database;
    }

    void insert(UUID id, byte[] number, String hash, Instant now, Instant expires) {
        database.accounts()
                .sql("""
                        insert into accounts.withdrawal_request (id, number, code_hash, sent_at, expires_at)
                        values (:id, :number, :hash, :now, :expires)
                        """)
                .param("id", id)
                .param("number", number)
                .param("hash", hash)
                .param("now", Columns.timestamp(now))
                .param("expires", Columns.timestamp(expires))
                .update();
    }

    void delete(UUID id) {
        database.accounts()
                .sql("delete from accounts.withdrawal_request where id = :id")
                .param("id", id)
                .update();
    }

    int count(byte[] number, Instant since) {
        return database.accounts()
                .sql("select count(*) from accounts.withdrawal_request where number = :number and sent_at > :since")
                .param("number", number)
                .param("since", Columns.timestamp(since))
                .query(Integer.class)
                .single();
    }

    void prove(UUID id, Instant now) {
        database.accounts()
                .sql("update accounts.withdrawal_request set proved_at = coalesce(proved_at, :now) where id = :id")
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    void countWrong(UUID id) {
        database.accounts()
                .sql("update accounts.withdrawal_request set wrong = wrong + 1 where id = :id")
                .param("id", id)
                .update();
    }

    int forget(Instant before) {
        return database.accounts()
                .sql("delete from accounts.withdrawal_request where sent_at < :before")
                .param("before", Columns.timestamp(before))
                .update();
    }

    Optional<Request> find(UUID id) {
        return database.accounts()
                .sql("select * from accounts.withdrawal_request where id = :id")
                .param("id", id)
                .query(WithdrawalRequestRows::request)
                .optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<Request> lock(UUID id) {
        return database.accounts()
                .sql("select * from accounts.withdrawal_request where id = :id for update")
                .param("id", id)
                .query(WithdrawalRequestRows::request)
                .optional();
    }

    private static Request request(ResultSet row, int n) throws SQLException {
        return new Request(
                row.getBytes("number"),
                row.getString("code_hash"),
                Columns.instant(row, "expires_at"),
                row.getInt("wrong"),
                Columns.optionalInstant(row, "proved_at").orElse(null));
    }

    @SuppressWarnings("ArrayRecordComponent") // handed to the database, never compared
    record Request(
            byte[] number,
            String hash,
            Instant expiresAt,
            int wrong,
            @Nullable Instant provedAt) {}
}
