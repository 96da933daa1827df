package org.openbloctel.registry.accounts.credential;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.openbloctel.registry.platform.database.Database;

/** The table of links that work once, found by the hash of their token. */
final class LinkRows {
    private final Database database;

    LinkRows(Database database) {
        this.database = database;
    }

    void insert(String hash, String purpose, String subject, Instant expiresAt) {
        database.accounts()
                .sql("""
                            insert into accounts.one_time_link (hash, purpose, subject, expires_at)
                            values (:hash, :purpose, :subject, :expiresAt)
                            """)
                .param("hash", hash)
                .param("purpose", purpose)
                .param("subject", subject)
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(String purpose, String subject) {
        database.accounts()
                .sql("delete from accounts.one_time_link where purpose = :purpose and subject = :subject")
                .param("purpose", purpose)
                .param("subject", subject)
                .update();
    }

    Optional<String> look(String purpose, String hash, Instant now) {
        return database.accounts()
                .sql("""
                        select subject from accounts.one_time_link
                        where hash = :hash and purpose = :purpose and expires_at > :now
                        """)
                .param("hash", hash)
                .param("purpose", purpose)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    Optional<String> use(String purpose, String hash, Instant now) {
        return database.accounts()
                .sql("""
                        delete from accounts.one_time_link where hash = :hash and purpose = :purpose and expires_at > :now
                        returning subject
                        """)
                .param("hash", hash)
                .param("purpose", purpose)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional();
    }

    int purge(Instant now) {
        return database.accounts()
                .sql("delete from accounts.one_time_link where expires_at <= :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
