package org.openbloctel.registry.accounts.webhook;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.SingleValue;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.WebhookRefusal;

/** The statements and rows of endpoints. Their secrets are wrapped. Thread-safe. */
interface WebhookRows {
    static WebhookRows in(Database database) {
        return database.rows(WebhookRows.class, new Reading<>(Row.class, Webhook.class, Row::webhook));
    }

    /** An endpoint as it stands in its row, and when its owners were written to. */
    record Row(
            UUID id,
            UUID company,
            URI url,
            String description,
            List<String> types,
            Instant madeAt,
            Optional<Instant> disabledAt,
            Webhook.@Nullable Why disabledBecause,
            Optional<Instant> oldSecretUntil,
            Optional<Instant> pausedUntil,
            Optional<Instant> failingSince,
            Optional<Instant> toldAt) {
        /** A type that a later version knew, and this one does not, is none. */
        Webhook webhook() {
            return new Webhook(
                    id,
                    company,
                    url,
                    description,
                    types.stream().map(Event.Type::of).flatMap(Optional::stream).toList(),
                    madeAt,
                    disabledAt.map(at -> new Webhook.Disabled(at, requireNonNull(disabledBecause))),
                    oldSecretUntil,
                    pausedUntil,
                    failingSince);
        }
    }

    @SqlQuery("select * from accounts.webhook where company = :company order by seq")
    List<Webhook> of(UUID company);

    default Webhook get(UUID company, UUID id) {
        return known(find(company, id));
    }

    /** The endpoint, locked until the open transaction ends. */
    default Webhook lock(UUID company, UUID id) {
        return known(findToChange(company, id));
    }

    private static Webhook known(Optional<Webhook> found) {
        return found.orElseThrow(() -> new RefusedException(new WebhookRefusal.UnknownWebhook()));
    }

    @SqlQuery("select * from accounts.webhook where company = :company and id = :id")
    Optional<Webhook> find(UUID company, UUID id);

    @SqlQuery("select * from accounts.webhook where company = :company and id = :id for no key update")
    Optional<Webhook> findToChange(UUID company, UUID id);

    @SqlQuery("select * from accounts.webhook where company = :company and request_key = :key")
    Optional<Webhook> asked(UUID company, String key);

    @SqlQuery("select * from accounts.webhook where id = :webhook for no key update")
    Optional<Row> lock(UUID webhook);

    @SqlQuery("select secret from accounts.webhook where id = :id")
    @SingleValue
    byte[] secret(UUID id);

    @SqlUpdate("""
            insert into accounts.webhook (id, company, url, description, types, secret, made_at, request_key)
            values (:webhook.id, :webhook.company, :webhook.url.toString, :webhook.description, :types, :secret, :webhook.madeAt, :key)
            """)
    void insert(Webhook webhook, List<String> types, byte[] secret, @Nullable String key);

    @SqlUpdate(
            "update accounts.webhook set url = :url.toString, description = :description, types = :types where id = :id")
    void change(UUID id, URI url, String description, List<String> types);

    /** A new secret, the old one signing beside it until then. */
    @SqlUpdate("""
            update accounts.webhook
            set old_secret = secret, old_secret_until = :until, secret = :secret, rotation_key = :key
            where id = :id
            """)
    void rotate(UUID id, byte[] secret, Instant until, @Nullable String key);

    /** Whether the request of this key gave it the secret that it has. */
    @SqlQuery("select coalesce(rotation_key = :key, false) from accounts.webhook where id = :id")
    boolean rotatedUnder(UUID id, String key);

    /** Nothing more is sent to it; what waits is given up, and can be sent again by hand. */
    default void disable(UUID id, Webhook.Why why, Instant now) {
        sendNothing(id, why, now);
        giveUp(id, now);
    }

    @SqlUpdate("""
            update accounts.webhook
            set disabled_at = :now, disabled_because = :why, paused_until = null
            where id = :id and disabled_at is null
            """)
    void sendNothing(UUID id, Webhook.Why why, Instant now);

    /** Gives up what waits. */
    @SqlUpdate("""
            update accounts.webhook_delivery set state = 'FAILED', settled_at = :now
            where webhook = :id and state = 'WAITING'
            """)
    void giveUp(UUID id, Instant now);

    @SqlUpdate("""
            update accounts.webhook
            set disabled_at = null, disabled_because = null, failing_since = null, told_at = null, paused_until = null
            where id = :id
            """)
    void enable(UUID id);

    @SqlUpdate("update accounts.webhook set failing_since = null, paused_until = null where id = :id")
    void works(UUID id);

    @SqlUpdate("""
            update accounts.webhook
            set failing_since = :since, paused_until = coalesce(:paused, paused_until), told_at = coalesce(:told, told_at)
            where id = :id
            """)
    void fails(UUID id, Instant since, Optional<Instant> paused, Optional<Instant> told);

    @SqlUpdate("update accounts.webhook set paused_until = null where id = :webhook")
    void resume(UUID webhook);

    @SqlUpdate("delete from accounts.webhook where id = :id")
    void delete(UUID id);

    /** The endpoints that get events of a type; none of them goes before the transaction ends. */
    @SqlQuery("""
            select id from accounts.webhook
            where company = :company and :type.code = any(types) and disabled_at is null
            order by seq for key share
            """)
    List<UUID> wanting(UUID company, Event.Type type);
}
