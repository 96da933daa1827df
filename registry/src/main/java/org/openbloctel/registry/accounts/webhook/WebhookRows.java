package org.openbloctel.registry.accounts.webhook;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.WebhookRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The statements and rows of endpoints, and how their secrets lie in them. Thread-safe. */
final class WebhookRows {
    private final Database database;
    private final MasterKeys keys;

    WebhookRows(Database database, MasterKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    List<Webhook> of(UUID company) {
        return database.accounts()
                .sql("select * from accounts.webhook where company = :company order by seq")
                .param("company", company)
                .query(WebhookRows::webhook)
                .list();
    }

    Webhook get(UUID company, UUID id) {
        return one(company, id, "");
    }

    /** The endpoint, locked until the open transaction ends. */
    Webhook lock(UUID company, UUID id) {
        return one(company, id, " for no key update");
    }

    private Webhook one(UUID company, UUID id, String more) {
        return database.accounts()
                .sql("select * from accounts.webhook where company = :company and id = :id" + more)
                .param("company", company)
                .param("id", id)
                .query(WebhookRows::webhook)
                .optional()
                .orElseThrow(() -> new RefusedException(new WebhookRefusal.UnknownWebhook()));
    }

    Optional<Webhook> asked(UUID company, String key) {
        return database.accounts()
                .sql("select * from accounts.webhook where company = :company and request_key = :key")
                .param("company", company)
                .param("key", key)
                .query(WebhookRows::webhook)
                .optional();
    }

    Secret secret(UUID id) {
        return database.accounts()
                .sql("select id, secret from accounts.webhook where id = :id")
                .param("id", id)
                .query((row, n) -> secret(row, "secret", id))
                .single();
    }

    void insert(Webhook webhook, Secret secret, @Nullable String key) {
        database.accounts()
                .sql("""
                        insert into accounts.webhook (id, company, url, description, types, secret, made_at, request_key)
                        values (:id, :company, :url, :description, :types, :secret, :now, :key)
                        """)
                .param("id", webhook.id())
                .param("company", webhook.company())
                .param("url", webhook.url().toString())
                .param("description", webhook.description())
                .param("types", codes(webhook.types()))
                .param("secret", wrap(secret, webhook.id()))
                .param("now", Columns.timestamp(webhook.madeAt()))
                .param("key", key)
                .update();
    }

    void change(UUID id, URI url, String description, List<Event.Type> types) {
        database.accounts()
                .sql(
                        "update accounts.webhook set url = :url, description = :description, types = :types where id = :id")
                .param("url", url.toString())
                .param("description", description)
                .param("types", codes(types))
                .param("id", id)
                .update();
    }

    /** A new secret, the old one signing beside it until then. */
    void rotate(UUID id, Secret secret, Instant until, @Nullable String key) {
        database.accounts()
                .sql("""
                        update accounts.webhook
                        set old_secret = secret, old_secret_until = :until, secret = :secret, rotation_key = :key
                        where id = :id
                        """)
                .param("until", Columns.timestamp(until))
                .param("secret", wrap(secret, id))
                .param("key", key)
                .param("id", id)
                .update();
    }

    /** Whether the request of this key gave it the secret that it has. */
    boolean rotatedUnder(UUID id, String key) {
        return database.accounts()
                .sql("select coalesce(rotation_key = :key, false) from accounts.webhook where id = :id")
                .param("key", key)
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Nothing more is sent to it; what waits is given up, and can be sent again by hand. */
    void disable(UUID id, Webhook.Why why, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.webhook
                        set disabled_at = :now, disabled_because = :disabledBecause, paused_until = null
                        where id = :id and disabled_at is null
                        """)
                .param("now", Columns.timestamp(now))
                .param("disabledBecause", why.name())
                .param("id", id)
                .update();
        giveUp(id, now);
    }

    /** Gives up what waits. */
    void giveUp(UUID id, Instant now) {
        database.accounts()
                .sql("""
                        update accounts.webhook_delivery set state = 'FAILED', settled_at = :now
                        where webhook = :id and state = 'WAITING'
                        """)
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    void enable(UUID id) {
        database.accounts().sql("""
                        update accounts.webhook
                        set disabled_at = null, disabled_because = null, failing_since = null, told_at = null,
                            paused_until = null
                        where id = :id
                        """).param("id", id).update();
    }

    Secret secret(ResultSet row, String column, UUID id) throws SQLException {
        return Secret.of(keys.unwrap(row.getBytes(column), context(id)));
    }

    private byte[] wrap(Secret secret, UUID id) {
        return keys.wrap(secret.bytes(), context(id));
    }

    private static String context(UUID id) {
        return "webhook:" + id;
    }

    private static String[] codes(List<Event.Type> types) {
        return types.stream().map(Event.Type::code).toArray(String[]::new);
    }

    static Webhook webhook(ResultSet row, int n) throws SQLException {
        List<Event.Type> types = new ArrayList<>();
        for (Object code : (Object[]) row.getArray("types").getArray()) {
            // A type that a later version knew, and this one does not, is none.
            Event.Type.of((String) code).ifPresent(types::add);
        }
        Optional<Instant> disabled = Columns.optionalInstant(row, "disabled_at");
        String why = row.getString("disabled_because");
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getObject("company", UUID.class),
                URI.create(row.getString("url")),
                row.getString("description"),
                types,
                Columns.instant(row, "made_at"),
                disabled.map(at -> new Webhook.Disabled(at, Webhook.Why.valueOf(why))),
                Columns.optionalInstant(row, "old_secret_until"),
                Columns.optionalInstant(row, "paused_until"),
                Columns.optionalInstant(row, "failing_since"));
    }

    /** The types with these codes, each once, in their order. */
    static List<Event.Type> types(List<String> codes) {
        List<Event.Type> types = Event.Type.CHOICES.stream()
                .filter(type -> codes.contains(type.code()))
                .toList();
        boolean allKnown = codes.stream()
                .allMatch(code ->
                        Event.Type.of(code).filter(Event.Type.CHOICES::contains).isPresent());
        if (types.isEmpty() || !allKnown) {
            throw new RefusedException(new WebhookRefusal.UnknownEvent(String.join(
                    ", ", Event.Type.CHOICES.stream().map(Event.Type::code).toList())));
        }
        return types;
    }

    void works(UUID id) {
        database.accounts()
                .sql("update accounts.webhook set failing_since = null, paused_until = null where id = :id")
                .param("id", id)
                .update();
    }

    void fails(UUID id, Instant since, Optional<Instant> paused, Optional<Instant> told) {
        database.accounts()
                .sql("""
                        update accounts.webhook
                        set failing_since = :since, paused_until = coalesce(:paused, paused_until),
                            told_at = coalesce(:told, told_at)
                        where id = :id
                        """)
                .param("since", Columns.timestamp(since))
                .param("paused", paused.map(Columns::timestamp).orElse(null))
                .param("told", told.map(Columns::timestamp).orElse(null))
                .param("id", id)
                .update();
    }

    void resume(UUID webhook) {
        database.accounts()
                .sql("update accounts.webhook set paused_until = null where id = :webhook")
                .param("webhook", webhook)
                .update();
    }

    void delete(UUID id) {
        database.accounts()
                .sql("delete from accounts.webhook where id = :id")
                .param("id", id)
                .update();
    }

    /** The endpoints that get events of a type; none of them goes before the transaction ends. */
    List<UUID> wanting(UUID company, Event.Type type) {
        return database.accounts()
                .sql("""
                        select id from accounts.webhook
                        where company = :company and :code = any(types) and disabled_at is null
                        order by seq for key share
                        """)
                .param("company", company)
                .param("code", type.code())
                .query(UUID.class)
                .list();
    }
}
