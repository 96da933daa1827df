package org.openbloctel.registry.accounts.credential;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The columns of credentials that make the authenticator, and the end of sessions. */
final class FactorRows {
    private final Database database;

    FactorRows(Database database) {
        this.database = database;
    }

    /** The offered authenticator takes the place of the one before; a session opened by the old one ends. */
    void confirm(UUID id, long step, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.credential
                        set totp_secret = totp_offered, totp_offered = null, totp_since = :now, totp_step = :step,
                            sessions_since = case when totp_secret is null then sessions_since else :now end
                        where id = :id
                        """)
                .param("now", Columns.timestamp(now))
                .param("step", step)
                .param("id", id)
                .update();
    }

    void used(UUID id, long step) {
        database.accounts()
                .sql("update accounts.credential set totp_step = :step where id = :id")
                .param("step", step)
                .param("id", id)
                .update();
    }

    void clear(UUID id, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.credential
                        set totp_secret = null, totp_offered = null, totp_since = null, sessions_since = :now
                        where id = :id
                        """)
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    void offer(UUID id, byte[] wrapped) {
        database.accounts()
                .sql("update accounts.credential set totp_offered = :offered where id = :id")
                .param("offered", wrapped)
                .param("id", id)
                .update();
    }

    Optional<Row> lock(UUID id) {
        return database.accounts()
                .sql("select * from accounts.credential where id = :id for update")
                .param("id", id)
                .query(FactorRows::row)
                .optional();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                Credential.Realm.valueOf(row.getString("realm")),
                row.getString("email"),
                Locale.forLanguageTag(row.getString("locale")),
                row.getBytes("totp_offered"),
                row.getBytes("totp_secret"),
                row.getLong("totp_step"));
    }

    @SuppressWarnings("ArrayRecordComponent") // As it stands in the database, inside one method.
    record Row(
            UUID id,
            Credential.Realm realm,
            String email,
            Locale locale,
            byte @Nullable [] offered,
            byte @Nullable [] secret,
            long step) {}

    /** Whether there is an authenticator; locked until the transaction ends. */
    boolean lockAuthenticator(UUID id) {
        return database.accounts()
                .sql("select totp_secret is not null from accounts.credential where id = :id for update")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    boolean hasAuthenticator(UUID id) {
        return database.accounts()
                .sql("select totp_secret is not null from accounts.credential where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    void removeAuthenticator(UUID id) {
        database.accounts().sql("""
                        update accounts.credential set totp_secret = null, totp_offered = null, totp_since = null
                        where id = :id
                        """).param("id", id).update();
    }

    void endSessions(UUID id, Instant now) {
        database.accounts()
                .sql("update accounts.credential set sessions_since = :now where id = :id")
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    /** Whether a person has a second factor, of whichever kind. */
    boolean exists(UUID id) {
        return database.accounts()
                .sql("select exists (select from accounts.second_factor where credential = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }
}
