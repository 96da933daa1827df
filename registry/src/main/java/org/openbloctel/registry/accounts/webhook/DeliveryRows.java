package org.openbloctel.registry.accounts.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.InParts;
import org.openbloctel.registry.platform.event.Event;
import org.springframework.jdbc.core.RowMapper;

/** The tables of events, of their deliveries and of the attempts at them. */
final class DeliveryRows {
    private static final String DELIVERIES = """
            select d.*, e.type, e.at from accounts.webhook_delivery d
                join accounts.webhook_event e on e.id = d.event
            """;

    private final Database database;

    DeliveryRows(Database database) {
        this.database = database;
    }

    /** How many attempts failed so far; empty when another sender has taken it since. */
    Optional<Integer> countFailure(UUID id, int lease) {
        return database.accounts()
                .sql("""
                        update accounts.webhook_delivery set attempts = attempts + 1
                        where id = :id and lease = :lease and state = 'WAITING'
                        returning attempts
                        """)
                .param("id", id)
                .param("lease", lease)
                .query(Integer.class)
                .optional();
    }

    /** When a delivery is tried again; without that it is given up. */
    void next(UUID id, Optional<Instant> next, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.webhook_delivery
                        set state = case when cast(:next as timestamptz) is null then 'FAILED' else 'WAITING' end,
                            next_attempt_at = coalesce(:next, next_attempt_at),
                            settled_at = case when cast(:next as timestamptz) is null then cast(:now as timestamptz) end
                        where id = :id
                        """)
                .param("next", next.map(Columns::timestamp).orElse(null))
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    void delivered(UUID id, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.webhook_delivery set state = 'DELIVERED', settled_at = :now, attempts = attempts + 1
                        where id = :id and state <> 'DELIVERED'
                        """)
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    void log(UUID id, Delivery.Result result, String answer, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.webhook_attempt (delivery, at, millis, status, fault, answer)
                        select id, :now, :millis, :status, :fault, :answer from accounts.webhook_delivery
                        where id = :id
                        """)
                .param("now", Columns.timestamp(now))
                .param("millis", (int) Math.min(Integer.MAX_VALUE, result.took().toMillis()))
                .param("status", result.status().orElse(null))
                .param("fault", result.fault().map(Delivery.Fault::name).orElse(null))
                .param("answer", answer)
                .param("id", id)
                .update();
    }

    int resend(UUID webhook, UUID delivery, Instant now) {
        return database.accounts()
                .sql("""
                        update accounts.webhook_delivery
                        set state = 'WAITING', settled_at = null, attempts = case when state = 'WAITING' then attempts
                            else 0 end, next_attempt_at = :now
                        where id = :delivery and webhook = :webhook
                        """)
                .param("now", Columns.timestamp(now))
                .param("delivery", delivery)
                .param("webhook", webhook)
                .update();
    }

    int resendFailed(UUID webhook, Instant now) {
        return database.accounts()
                .sql("""
                        update accounts.webhook_delivery
                        set state = 'WAITING', settled_at = null, attempts = 0, next_attempt_at = :now
                        where webhook = :webhook and state = 'FAILED'
                        """)
                .param("now", Columns.timestamp(now))
                .param("webhook", webhook)
                .update();
    }

    int failed(UUID webhook) {
        return database.accounts()
                .sql("select count(*) from accounts.webhook_delivery where webhook = :webhook and state = 'FAILED'")
                .param("webhook", webhook)
                .query(Integer.class)
                .single();
    }

    /** The latest first. */
    List<Delivery> of(UUID webhook, long before, int limit) {
        return database.accounts()
                .sql(DELIVERIES + "where d.webhook = :webhook and d.seq < :before order by d.seq desc limit :limit")
                .param("webhook", webhook)
                .param("before", before)
                .param("limit", limit)
                .query(DeliveryRows::delivery)
                .list();
    }

    Optional<Delivery> find(UUID webhook, UUID delivery) {
        return database.accounts()
                .sql(DELIVERIES + "where d.webhook = :webhook and d.id = :delivery")
                .param("webhook", webhook)
                .param("delivery", delivery)
                .query(DeliveryRows::delivery)
                .optional();
    }

    String payload(UUID delivery) {
        return database.accounts()
                .sql("""
                        select e.payload from accounts.webhook_delivery d
                            join accounts.webhook_event e on e.id = d.event
                        where d.id = :delivery
                        """)
                .param("delivery", delivery)
                .query(String.class)
                .single();
    }

    List<Delivery.Attempt> attempts(UUID delivery) {
        return database.accounts()
                .sql("select * from accounts.webhook_attempt where delivery = :delivery order by seq")
                .param("delivery", delivery)
                .query(DeliveryRows::attempt)
                .list();
    }

    int waiting() {
        return database.accounts()
                .sql("select count(*) from accounts.webhook_delivery where state = 'WAITING'")
                .query(Integer.class)
                .single();
    }

    int forget(Instant before) {
        return InParts.erase(rows -> database.accounts()
                .sql("delete from accounts.webhook_event where ctid = any(array("
                        + "select ctid from accounts.webhook_event where at < :before limit :rows))")
                .param("before", Columns.timestamp(before))
                .param("rows", rows)
                .update());
    }

    private static Delivery delivery(ResultSet row, int n) throws SQLException {
        Delivery.State state = Delivery.State.valueOf(row.getString("state"));
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getLong("seq"),
                messageId(row.getObject("event", UUID.class)),
                Event.Type.of(row.getString("type")).orElse(Event.Type.TEST),
                Columns.instant(row, "at"),
                state,
                row.getInt("attempts"),
                state == Delivery.State.WAITING ? Columns.optionalInstant(row, "next_attempt_at") : Optional.empty(),
                Columns.optionalInstant(row, "settled_at"));
    }

    private static Delivery.Attempt attempt(ResultSet row, int n) throws SQLException {
        int status = row.getInt("status");
        Optional<Integer> answered = row.wasNull() ? Optional.empty() : Optional.of(status);
        return new Delivery.Attempt(
                Columns.instant(row, "at"),
                row.getInt("millis"),
                answered,
                Optional.ofNullable(row.getString("fault")).map(Delivery.Fault::valueOf),
                row.getString("answer"));
    }

    void insertEvent(UUID event, UUID company, Event.Type type, Instant now, String payload) {
        database.accounts()
                .sql("""
                        insert into accounts.webhook_event (id, company, type, at, payload)
                        values (:event, :company, :type, :now, :payload)
                        """)
                .param("event", event)
                .param("company", company)
                .param("type", type.code())
                .param("now", Columns.timestamp(now))
                .param("payload", payload)
                .update();
    }

    void insert(UUID delivery, UUID event, UUID webhook, Instant now) {
        database.accounts()
                .sql("""
                        insert into accounts.webhook_delivery (id, event, webhook, state, next_attempt_at)
                        values (:delivery, :event, :webhook, 'WAITING', :now)
                        """)
                .param("delivery", delivery)
                .param("event", event)
                .param("webhook", webhook)
                .param("now", Columns.timestamp(now))
                .update();
    }

    /** The id that a receiver sees of an event. */
    static String messageId(UUID event) {
        return "msg_" + event.toString().replace("-", "");
    }

    <T> Optional<T> lock(UUID webhook, RowMapper<T> endpoint) {
        return database.accounts()
                .sql("select * from accounts.webhook where id = :webhook for no key update")
                .param("webhook", webhook)
                .query(endpoint)
                .optional();
    }

    /**
     * Takes what is due.
     *
     * @param suspended companies to which nothing but tests goes
     * @param but endpoints that are left out
     * @param each how many of one endpoint
     */
    <T> List<T> take(
            Collection<UUID> suspended,
            Collection<UUID> but,
            int each,
            int limit,
            Instant now,
            Instant later,
            RowMapper<T> delivery) {
        return database.accounts()
                .sql("""
                        with due as (
                            select d.id from accounts.webhook w
                                cross join lateral (
                                    select id from accounts.webhook_delivery l
                                    where webhook = w.id and state = 'WAITING' and next_attempt_at <= :now
                                        and (w.company <> all(:suspended) or exists (
                                            select from accounts.webhook_event e where e.id = l.event and e.type = :test))
                                    order by next_attempt_at, seq
                                    limit :each
                                    for update skip locked) d
                            where w.disabled_at is null and (w.paused_until is null or w.paused_until <= :now)
                                and w.id <> all(cast(:but as uuid[]))
                            limit :limit),
                        taken as (
                            update accounts.webhook_delivery d set lease = lease + 1, next_attempt_at = :later
                            from due where d.id = due.id
                            returning d.id, d.seq, d.lease, d.event, d.webhook)
                        select t.id, t.lease, t.webhook, t.event, e.payload, w.url, w.secret,
                            case when w.old_secret_until > :now then w.old_secret end as old_secret
                        from taken t
                            join accounts.webhook_event e on e.id = t.event
                            join accounts.webhook w on w.id = t.webhook
                        order by t.seq
                        """)
                .param("suspended", suspended.toArray(UUID[]::new))
                .param("now", Columns.timestamp(now))
                .param("later", Columns.timestamp(later))
                .param("each", each)
                .param("test", Event.Type.TEST.code())
                .param("limit", limit)
                .param("but", but.stream().map(UUID::toString).toArray(String[]::new))
                .query(delivery)
                .list();
    }
}
