package org.openbloctel.registry.accounts.credential;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The columns of credentials that make the authenticator, and the end of sessions. */
interface FactorRows {
    /** The offered authenticator takes the place of the one before; a session opened by the old one ends. */
    @SqlUpdate("""
            update accounts.credential
            set totp_secret = totp_offered, totp_offered = null, totp_since = :now, totp_step = :step,
                sessions_since = case when totp_secret is null then sessions_since else :now end
            where id = :id
            """)
    void confirm(UUID id, long step, Instant now);

    @SqlUpdate("update accounts.credential set totp_step = :step where id = :id")
    void used(UUID id, long step);

    @SqlUpdate("""
            update accounts.credential
            set totp_secret = null, totp_offered = null, totp_since = null, sessions_since = :now
            where id = :id
            """)
    void clear(UUID id, Instant now);

    @SqlUpdate("update accounts.credential set totp_offered = :wrapped where id = :id")
    void offer(UUID id, byte[] wrapped);

    @SqlQuery("select * from accounts.credential where id = :id for update")
    Optional<Row> lock(UUID id);

    @SuppressWarnings("ArrayRecordComponent") // As it stands in the database, inside one method.
    record Row(
            UUID id,
            Credential.Realm realm,
            String email,
            Locale locale,
            byte @Nullable [] totpOffered,
            byte @Nullable [] totpSecret,
            long totpStep) {}

    /** Whether there is an authenticator; locked until the transaction ends. */
    @SqlQuery("select totp_secret is not null from accounts.credential where id = :id for update")
    boolean lockAuthenticator(UUID id);

    @SqlQuery("select totp_secret is not null from accounts.credential where id = :id")
    boolean hasAuthenticator(UUID id);

    @SqlUpdate("""
            update accounts.credential set totp_secret = null, totp_offered = null, totp_since = null
            where id = :id
            """)
    void removeAuthenticator(UUID id);

    @SqlUpdate("update accounts.credential set sessions_since = :now where id = :id")
    void endSessions(UUID id, Instant now);

    /** Whether a person has a second factor, of whichever kind. */
    @SqlQuery("select exists (select from accounts.second_factor where credential = :id)")
    boolean exists(UUID id);
}
