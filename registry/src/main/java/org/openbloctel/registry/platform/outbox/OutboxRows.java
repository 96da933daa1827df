package org.openbloctel.registry.platform.outbox;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.InParts;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** The table of mails to be sent. */
interface OutboxRows {
    /**
     * Writes a mail at the end of the transaction that is open.
     *
     * @param sealed its parameters, where it is sealed; null where they are written in plain
     */
    static void insert(
            Database database,
            UUID id,
            Outbox.Message message,
            String[] parameters,
            byte @Nullable [] sealed,
            Instant now) {
        database.writeLast(
                """
                insert into accounts.outbox (id, created_at, recipient, locale, template, parameters, sealed, next_attempt_at)
                values (:id, :now, :recipient, :locale, :template, :parameters, :sealed, :now)
                """,
                new MapSqlParameterSource("id", id)
                        .addValue("now", now.atOffset(ZoneOffset.UTC))
                        .addValue("recipient", message.recipient())
                        .addValue("locale", message.locale().toLanguageTag())
                        .addValue("template", (sealed == null ? "" : Outbox.SEALED) + message.template())
                        .addValue("parameters", sealed == null ? parameters : new String[0])
                        .addValue("sealed", sealed, Types.BINARY));
    }

    /** In the order in which they were due, though an update returns its rows in none. */
    @SqlQuery("""
            with due as (select id, next_attempt_at as due_at, lower(split_part(recipient, '@', 2)) as domain
                    from accounts.outbox
                    where settled_at is null and next_attempt_at <= :now
                        and lower(split_part(recipient, '@', 2)) <> all(cast(:butDomains as text[]))
                    order by next_attempt_at limit :limit for update skip locked),
                taken as (update accounts.outbox o set attempts = attempts + 1, next_attempt_at = :later
                    from due where o.id = due.id
                    returning o.id, o.attempts, o.recipient, o.locale, o.template, o.parameters, o.sealed, due.due_at, due.domain)
            select * from taken order by due_at
            """)
    List<Mail> take(int limit, Set<String> butDomains, Instant now, Instant later);

    /** A mail as it stands in its row. */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record Mail(
            UUID id,
            int attempts,
            Instant dueAt,
            String domain,
            String recipient,
            Locale locale,
            String template,
            String[] parameters,
            byte @Nullable [] sealed) {}

    /** Unless it was taken again meanwhile. */
    @SqlUpdate("""
            update accounts.outbox set attempts = attempts - 1, next_attempt_at = :dueAt
            where id = :id and settled_at is null and attempts = :attempt
            """)
    void release(UUID id, int attempt, Instant dueAt);

    /** Unless it was taken again meanwhile. */
    @SqlUpdate("""
            update accounts.outbox set next_attempt_at = :again
            where id = :id and settled_at is null and attempts = :attempt
            """)
    void postpone(UUID id, int attempt, Instant again);

    /** By the two partial indexes: what waits, and what was settled since. */
    @SqlQuery("""
            select count(*) as waiting, min(created_at) as oldest,
                (select count(*) from accounts.outbox where settled_at >= :since and not sent) as given_up
            from accounts.outbox where settled_at is null
            """)
    Outbox.Depth depth(Instant since);

    /** Mails that are due later than this. */
    @SqlQuery("select id from accounts.outbox where settled_at is null and next_attempt_at > :limit order by id")
    List<UUID> dueAfter(Instant limit);

    /** Mails with a link in plain that wait since before an instant. */
    @SqlQuery("""
            select id from accounts.outbox
            where settled_at is null and created_at < :before and sealed is null and 'link' = any (parameters) order by id
            """)
    List<UUID> plain(Instant before);

    /** The templates of mails that wait, each with one of its mails. */
    @SqlQuery("""
            select distinct on (template) template, id from accounts.outbox
            where settled_at is null order by template, id
            """)
    @KeyColumn("template")
    @ValueColumn("id")
    Map<String, UUID> templates();

    @SqlQuery("select count(*) from accounts.outbox where settled_at is null")
    long waiting();

    default int forget(Instant settledBefore) {
        return InParts.erase(rows -> forget(settledBefore, rows));
    }

    @SqlUpdate("""
            delete from accounts.outbox where ctid = any(array(
                select ctid from accounts.outbox where settled_at < :settledBefore limit :rows))
            """)
    int forget(Instant settledBefore, int rows);

    /** A mail is done with: what it said is forgotten. It is given up only by the attempt that was the last. */
    @SqlUpdate("""
            update accounts.outbox set settled_at = :now, sent = :sent, parameters = '{}', sealed = null, recipient = ''
            where id = :id and settled_at is null and (:sent or attempts = :attempt)
            """)
    void settle(UUID id, int attempt, boolean sent, Instant now);
}
