package org.openbloctel.registry.platform.outbox;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.InParts;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** The table of mails to be sent. */
final class OutboxRows {
    private final Database database;

    OutboxRows(Database database) {
        this.database = database;
    }

    /**
     * The content of a mail.
     *
     * @param template the template's name, marked where the mail is sealed
     * @param parameters its parameters in plain; none of a sealed mail
     * @param sealed the parameters of a sealed mail
     */
    @SuppressWarnings("ArrayRecordComponent") // stored, never compared
    record Content(String template, String[] parameters, byte @Nullable [] sealed) {}

    /** At the end of the transaction that is open. */
    void insert(UUID id, String recipient, Locale locale, Content content, Instant now) {
        database.writeLast(
                """
                insert into accounts.outbox
                    (id, created_at, recipient, locale, template, parameters, sealed, next_attempt_at)
                values (:id, :now, :recipient, :locale, :template, :parameters, :sealed, :now)
                """,
                new MapSqlParameterSource("id", id)
                        .addValue("now", now.atOffset(ZoneOffset.UTC))
                        .addValue("recipient", recipient)
                        .addValue("locale", locale.toLanguageTag())
                        .addValue("template", content.template())
                        .addValue("parameters", content.parameters())
                        .addValue("sealed", content.sealed(), Types.BINARY));
    }

    /** In the order in which they were due, though an update returns its rows in none. */
    <T> List<T> take(int limit, Set<String> butDomains, Instant now, Instant later, RowMapper<T> mail) {
        return database.accounts()
                .sql("""
                        with due as (select id, next_attempt_at as due_at, lower(split_part(recipient, '@', 2)) as domain
                                from accounts.outbox
                                where settled_at is null and next_attempt_at <= :now
                                    and lower(split_part(recipient, '@', 2)) <> all(cast(:butDomains as text[]))
                                order by next_attempt_at limit :limit for update skip locked),
                            taken as (update accounts.outbox o set attempts = attempts + 1, next_attempt_at = :later
                                from due where o.id = due.id
                                returning o.id, o.attempts, o.recipient, o.locale, o.template, o.parameters, o.sealed,
                                    due.due_at, due.domain)
                        select * from taken order by due_at
                        """)
                .param("butDomains", butDomains.toArray(String[]::new))
                .param("later", later.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(mail)
                .list();
    }

    /** Unless it was taken again meanwhile. */
    void release(UUID id, int attempt, Instant dueAt) {
        database.accounts()
                .sql("""
                        update accounts.outbox set attempts = attempts - 1, next_attempt_at = :dueAt
                        where id = :id and settled_at is null and attempts = :attempt
                        """)
                .param("dueAt", dueAt.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .param("attempt", attempt)
                .update();
    }

    /** Unless it was taken again meanwhile. */
    void postpone(UUID id, int attempt, Instant again) {
        database.accounts()
                .sql("""
                        update accounts.outbox set next_attempt_at = :again
                        where id = :id and settled_at is null and attempts = :attempt
                        """)
                .param("again", again.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .param("attempt", attempt)
                .update();
    }

    /** By the two partial indexes: what waits, and what was settled since. */
    <T> T depth(Instant since, RowMapper<T> depth) {
        return database.accounts()
                .sql("""
                        select count(*) as waiting, min(created_at) as oldest,
                            (select count(*) from accounts.outbox where settled_at >= :since and not sent) as given_up
                        from accounts.outbox where settled_at is null
                        """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(depth)
                .single();
    }

    /** Mails that are due later than this. */
    List<UUID> dueAfter(Instant limit) {
        return database.accounts()
                .sql("select id from accounts.outbox where settled_at is null and next_attempt_at > :limit order by id")
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    /** Mails with a link in plain that wait since before an instant. */
    List<UUID> plain(Instant before) {
        return database.accounts()
                .sql("""
                        select id from accounts.outbox
                        where settled_at is null and created_at < :before and sealed is null and 'link' = any (parameters) order by id
                        """)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    /** The templates of mails that wait, each with one of its mails. */
    Map<String, UUID> templates() {
        Map<String, UUID> templates = new TreeMap<>();
        database.accounts().sql("""
                        select distinct on (template) template, id from accounts.outbox
                        where settled_at is null order by template, id
                        """).query(row -> {
            templates.put(row.getString("template"), row.getObject("id", UUID.class));
        });
        return templates;
    }

    long waiting() {
        return database.accounts()
                .sql("select count(*) from accounts.outbox where settled_at is null")
                .query(Long.class)
                .single();
    }

    int forget(Instant settledBefore) {
        return InParts.erase(rows -> database.accounts()
                .sql("delete from accounts.outbox where ctid = any(array("
                        + "select ctid from accounts.outbox where settled_at < :settledAt limit :rows))")
                .param("settledAt", settledBefore.atOffset(ZoneOffset.UTC))
                .param("rows", rows)
                .update());
    }

    /** A mail is done with: what it said is forgotten. It is given up only by the attempt that was the last. */
    void settle(UUID id, int attempt, boolean sent, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.outbox set settled_at = :now, sent = :sent, parameters = '{}', sealed = null,
                            recipient = ''
                        where id = :id and settled_at is null and (:sent or attempts = :attempt)
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("sent", sent)
                .param("attempt", attempt)
                .param("id", id)
                .update();
    }
}
