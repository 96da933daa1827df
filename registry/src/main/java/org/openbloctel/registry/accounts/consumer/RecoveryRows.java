package org.openbloctel.registry.accounts.consumer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of lost mailboxes. Every method runs in the caller's transaction. */
final class RecoveryRows {
    private final Database database;

    RecoveryRows(Database database) {
        this.database = database;
    }

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
            PhoneNumber number,
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

    void insert(UUID id, byte[] linkHash, PhoneNumber number, Asked asked) {
        database.accounts()
                .sql("""
                        insert into accounts.address_recovery (id, link_hash, number, email, locale, asked_at, expires_at)
                        values (:id, :hash, :number, :email, :locale, :now, :expires)
                        """)
                .param("id", id)
                .param("hash", linkHash)
                .param("number", sealed(number))
                .param("email", asked.email())
                .param("locale", asked.locale().toLanguageTag())
                .param("now", Columns.timestamp(asked.at()))
                .param("expires", Columns.timestamp(asked.expires()))
                .update();
    }

    /** The stored fields of a new request, apart from its number. */
    record Asked(String email, Locale locale, Instant at, Instant expires) {}

    int asked(String email, Instant since) {
        return database.accounts()
                .sql("select count(*) from accounts.address_recovery where email = :email and asked_at > :since")
                .param("email", email)
                .param("since", Columns.timestamp(since))
                .query(Integer.class)
                .single();
    }

    Optional<Row> byLink(byte[] hash) {
        return database.accounts()
                .sql("select * from accounts.address_recovery where link_hash = :hash")
                .param("hash", hash)
                .query(this::read)
                .optional();
    }

    Optional<Row> lockByLink(byte[] hash) {
        return database.accounts()
                .sql("select * from accounts.address_recovery where link_hash = :hash for update")
                .param("hash", hash)
                .query(this::read)
                .optional();
    }

    Optional<Row> byStop(byte[] hash) {
        return database.accounts()
                .sql("select * from accounts.address_recovery where stop_hash = :hash")
                .param("hash", hash)
                .query(this::read)
                .optional();
    }

    Optional<Row> lockByStop(byte[] hash) {
        return database.accounts()
                .sql("select * from accounts.address_recovery where stop_hash = :hash for update")
                .param("hash", hash)
                .query(this::read)
                .optional();
    }

    void send(UUID id, String codeHash, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.address_recovery set code_hash = :hash, codes = codes + 1, code_sent_at = :now
                        where id = :id
                        """)
                .param("hash", codeHash)
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    void forgetCode(UUID id) {
        database.accounts()
                .sql("update accounts.address_recovery set code_hash = null, codes = codes - 1 where id = :id")
                .param("id", id)
                .update();
    }

    /** Codes that were sent to a number for lost mailboxes. */
    int codes(PhoneNumber number, Instant since) {
        return database.accounts()
                .sql("""
                        select coalesce(sum(codes), 0) from accounts.address_recovery
                        where number = :number and code_sent_at > :since
                        """)
                .param("number", sealed(number))
                .param("since", Columns.timestamp(since))
                .query(Integer.class)
                .single();
    }

    void countWrong(UUID id) {
        database.accounts()
                .sql("update accounts.address_recovery set wrong = wrong + 1 where id = :id")
                .param("id", id)
                .update();
    }

    void prove(UUID id, Instant now) {
        database.accounts()
                .sql("update accounts.address_recovery set proved_at = :now, code_hash = null where id = :id")
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    /** Awaits the delay; false where another request for the same account does. */
    boolean await(UUID id, Told told, Instant dueAt) {
        return database.accounts()
                        .sql("""
                                update accounts.address_recovery
                                set consumer = :consumer, told = :told, stop_hash = :stop, due_at = :dueAt
                                where id = :id and not exists (
                                    select from accounts.address_recovery where consumer = :consumer and settled_at is null)
                                """)
                        .param("consumer", told.consumer())
                        .param("told", told.email())
                        .param("stop", told.stopHash())
                        .param("dueAt", Columns.timestamp(dueAt))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Whether the notified address stopped a request for this account since an instant. */
    boolean stopped(UUID consumer, Instant since) {
        return database.accounts()
                .sql("""
                        select exists (select from accounts.address_recovery
                            where consumer = :consumer and outcome = 'STOPPED' and settled_at > :since)
                        """)
                .param("consumer", consumer)
                .param("since", Columns.timestamp(since))
                .query(Boolean.class)
                .single();
    }

    void settle(UUID id, String outcome, Instant now) {
        database.accounts()
                .sql("update accounts.address_recovery set outcome = :outcome, settled_at = :now where id = :id")
                .param("outcome", outcome)
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    /** Those whose delay is over. */
    List<UUID> due(Instant now, int limit) {
        return database.accounts()
                .sql("""
                        select id from accounts.address_recovery where due_at <= :now and settled_at is null
                        order by due_at, id limit :limit
                        """)
                .param("now", Columns.timestamp(now))
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /** One of those, unless it is settled or another server works on it. */
    Optional<Row> lockDue(UUID id) {
        return database.accounts().sql("""
                        select * from accounts.address_recovery where id = :id and settled_at is null
                        for update skip locked
                        """).param("id", id).query(this::read).optional();
    }

    /** Forgets requests that came to nothing, and settled ones. */
    int forget(Instant expired, Instant settled) {
        return database.accounts()
                .sql("""
                        delete from accounts.address_recovery
                        where (consumer is null and expires_at < :expired) or settled_at < :settled
                        """)
                .param("expired", Columns.timestamp(expired))
                .param("settled", Columns.timestamp(settled))
                .update();
    }

    private Row read(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                new PhoneNumber(database.accountsNumbers().open(row.getObject("number", UUID.class))),
                row.getString("email"),
                Locale.forLanguageTag(row.getString("locale")),
                Columns.instant(row, "expires_at"),
                row.getString("code_hash"),
                Columns.optionalInstant(row, "code_sent_at").orElse(null),
                row.getInt("wrong"),
                Columns.optionalInstant(row, "proved_at").orElse(null),
                row.getObject("consumer", UUID.class),
                row.getString("told"),
                Columns.optionalInstant(row, "settled_at").orElse(null),
                row.getString("outcome"));
    }

    private UUID sealed(PhoneNumber number) {
        return database.accountsNumbers().seal(number.e164());
    }
}
