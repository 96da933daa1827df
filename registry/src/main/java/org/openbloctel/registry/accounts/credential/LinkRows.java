package org.openbloctel.registry.accounts.credential;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of links that work once, found by the hash of their token. */
interface LinkRows {
    @SqlUpdate("""
            insert into accounts.one_time_link (hash, purpose, subject, expires_at)
            values (:hash, :purpose, :subject, :expiresAt)
            """)
    void insert(String hash, String purpose, String subject, Instant expiresAt);

    @SqlUpdate("delete from accounts.one_time_link where purpose = :purpose and subject = :subject")
    void delete(String purpose, String subject);

    @SqlQuery("""
            select subject from accounts.one_time_link
            where hash = :hash and purpose = :purpose and expires_at > :now
            """)
    Optional<String> look(String purpose, String hash, Instant now);

    @SqlQuery("""
            delete from accounts.one_time_link where hash = :hash and purpose = :purpose and expires_at > :now
            returning subject
            """)
    Optional<String> use(String purpose, String hash, Instant now);

    @SqlUpdate("delete from accounts.one_time_link where expires_at <= :now")
    int purge(Instant now);
}
