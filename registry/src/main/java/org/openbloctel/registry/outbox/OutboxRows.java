package org.openbloctel.registry.outbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.openbloctel.registry.database.Database;
import org.springframework.jdbc.core.RowMapper;

/** The table of mails to be sent. */
final class OutboxRows {
    private final Database database;

    OutboxRows(Database database) {
        this.database = database;
    }

    void insert(UUID id, String recipient, Locale locale, String template, String[] parameters, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.outbox (id, created_at, recipient, locale, template, parameters, next_attempt_at)
                        values (:id, :now, :recipient, :locale, :template, :parameters, :now)
                        """)
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("recipient", recipient)
                .param("locale", locale.toLanguageTag())
                .param("template", template)
                .param("parameters", parameters)
                .update();
    }

    <T> List<T> take(int limit, Instant now, Instant later, RowMapper<T> mail) {
        return database.accounts()
                .sql("""
                        update accounts.outbox set attempts = attempts + 1, next_attempt_at = :later
                        where id in (select id from accounts.outbox where settled_at is null and next_attempt_at <= :now
                            order by next_attempt_at limit :limit for update skip locked)
                        returning *
                        """)
                .param("later", later.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(mail)
                .list();
    }

    void postpone(UUID id, Instant again) {
        database.accounts()
                .sql("update accounts.outbox set next_attempt_at = :again where id = :id and settled_at is null")
                .param("again", again.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    int forget(Instant settledBefore) {
        return database.accounts()
                .sql("delete from accounts.outbox where settled_at < :settledAt")
                .param("settledAt", settledBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A mail is done with: what it said is forgotten. */
    void settle(UUID id, boolean sent, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.outbox set settled_at = :now, sent = :sent, parameters = '{}', recipient = ''
                        where id = :id and settled_at is null
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("sent", sent)
                .param("id", id)
                .update();
    }
}
