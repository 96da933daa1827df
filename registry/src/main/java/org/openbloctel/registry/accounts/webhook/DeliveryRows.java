package org.openbloctel.registry.accounts.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.InParts;
import org.openbloctel.registry.platform.database.Reading;
import org.openbloctel.registry.platform.event.Event;

/** The tables of events, of their deliveries and of the attempts at them. */
interface DeliveryRows {
    String DELIVERIES = """
            select d.*, e.type, e.at from accounts.webhook_delivery d
                join accounts.webhook_event e on e.id = d.event
            """;

    static DeliveryRows in(Database database) {
        return database.rows(DeliveryRows.class, new Reading<>(Row.class, Delivery.class, Row::delivery));
    }

    /** A delivery as it stands in its row, with its event. */
    record Row(
            UUID id,
            long seq,
            UUID event,
            String type,
            Instant at,
            Delivery.State state,
            int attempts,
            Optional<Instant> nextAttemptAt,
            Optional<Instant> settledAt) {
        Delivery delivery() {
            return new Delivery(
                    id,
                    seq,
                    messageId(event),
                    Event.Type.of(type).orElse(Event.Type.TEST),
                    at,
                    state,
                    attempts,
                    nextAttemptAt.filter(next -> state == Delivery.State.WAITING),
                    settledAt);
        }
    }

    /** How many attempts failed so far; empty when another sender has taken it since. */
    @SqlQuery("""
            update accounts.webhook_delivery set attempts = attempts + 1
            where id = :id and lease = :lease and state = 'WAITING'
            returning attempts
            """)
    Optional<Integer> countFailure(UUID id, int lease);

    /** When a delivery is tried again; without that it is given up. */
    @SqlUpdate("""
            update accounts.webhook_delivery
            set state = case when cast(:next as timestamptz) is null then 'FAILED' else 'WAITING' end,
                next_attempt_at = coalesce(:next, next_attempt_at),
                settled_at = case when cast(:next as timestamptz) is null then cast(:now as timestamptz) end
            where id = :id
            """)
    void next(UUID id, Optional<Instant> next, Instant now);

    @SqlUpdate("""
            update accounts.webhook_delivery set state = 'DELIVERED', settled_at = :now, attempts = attempts + 1
            where id = :id and state <> 'DELIVERED'
            """)
    void delivered(UUID id, Instant now);

    @SqlUpdate("""
            insert into accounts.webhook_attempt (delivery, at, millis, status, fault, answer)
            select id, :now, least(:result.took.toMillis, 2147483647), :result.status, :result.fault, :answer
            from accounts.webhook_delivery where id = :id
            """)
    void log(UUID id, Delivery.Result result, String answer, Instant now);

    @SqlUpdate("""
            update accounts.webhook_delivery
            set state = 'WAITING', settled_at = null, attempts = case when state = 'WAITING' then attempts
                else 0 end, next_attempt_at = :now
            where id = :delivery and webhook = :webhook
            """)
    int resend(UUID webhook, UUID delivery, Instant now);

    @SqlUpdate("""
            update accounts.webhook_delivery
            set state = 'WAITING', settled_at = null, attempts = 0, next_attempt_at = :now
            where webhook = :webhook and state = 'FAILED'
            """)
    int resendFailed(UUID webhook, Instant now);

    @SqlQuery("select count(*) from accounts.webhook_delivery where webhook = :webhook and state = 'FAILED'")
    int failed(UUID webhook);

    /** The latest first. */
    @SqlQuery(DELIVERIES + "where d.webhook = :webhook and d.seq < :before order by d.seq desc limit :limit")
    List<Delivery> of(UUID webhook, long before, int limit);

    @SqlQuery(DELIVERIES + "where d.webhook = :webhook and d.id = :delivery")
    Optional<Delivery> find(UUID webhook, UUID delivery);

    @SqlQuery("""
            select e.payload from accounts.webhook_delivery d
                join accounts.webhook_event e on e.id = d.event
            where d.id = :delivery
            """)
    String payload(UUID delivery);

    @SqlQuery("select * from accounts.webhook_attempt where delivery = :delivery order by seq")
    List<Delivery.Attempt> attempts(UUID delivery);

    @SqlQuery("select count(*) from accounts.webhook_delivery where state = 'WAITING'")
    int waiting();

    default int forget(Instant before) {
        return InParts.erase(rows -> forget(before, rows));
    }

    @SqlUpdate("""
            delete from accounts.webhook_event where ctid = any(array(
                select ctid from accounts.webhook_event where at < :before limit :rows))
            """)
    int forget(Instant before, int rows);

    @SqlUpdate(
            "insert into accounts.webhook_event (id, company, type, at, payload) values (:event, :company, :type.code, :now, :payload)")
    void insertEvent(UUID event, UUID company, Event.Type type, Instant now, String payload);

    @SqlUpdate("""
            insert into accounts.webhook_delivery (id, event, webhook, state, next_attempt_at)
            values (:delivery, :event, :webhook, 'WAITING', :now)
            """)
    void insert(UUID delivery, UUID event, UUID webhook, Instant now);

    /** The id that a receiver sees of an event. */
    static String messageId(UUID event) {
        return "msg_" + event.toString().replace("-", "");
    }

    /**
     * Takes what is due.
     *
     * @param suspended companies to which nothing but tests goes
     * @param but endpoints that are left out
     * @param each how many of one endpoint
     */
    @SqlQuery("""
            with due as (
                select d.id from accounts.webhook w
                    cross join lateral (
                        select id from accounts.webhook_delivery l
                        where webhook = w.id and state = 'WAITING' and next_attempt_at <= :now and (w.company <> all(:suspended) or exists (
                                select from accounts.webhook_event e where e.id = l.event and e.type = 'webhook.test'))
                        order by next_attempt_at, seq limit :each for update skip locked) d
                where w.disabled_at is null and (w.paused_until is null or w.paused_until <= :now) and w.id <> all(cast(:but as uuid[]))
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
    List<Taken> take(Collection<UUID> suspended, Collection<UUID> but, int each, int limit, Instant now, Instant later);

    /** A delivery with the wrapped secrets of its endpoint. */
    @SuppressWarnings("ArrayRecordComponent") // unwrapped, never compared
    record Taken(
            UUID id,
            int lease,
            UUID webhook,
            UUID event,
            String payload,
            URI url,
            byte[] secret,
            byte @Nullable [] oldSecret) {}
}
