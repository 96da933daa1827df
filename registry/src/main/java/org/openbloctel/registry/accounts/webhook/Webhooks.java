package org.openbloctel.registry.accounts.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.event.Events;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.registry.platform.refusal.WebhookRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;
import tools.jackson.databind.json.JsonMapper;

/**
 * Endpoints as companies keep them, and {@link #raise}, by which features tell them something. Everything is asked for a company, and
 * what is another's is unknown. Thread-safe.
 */
public final class Webhooks implements Events {
    /** The most endpoints of a company. */
    public static final int MAX = 10;

    /** So long the secret before a change still signs, beside the new one. */
    public static final Duration OLD_SECRET_SIGNS = Duration.ofHours(24);

    /** A payload is smaller, in bytes. */
    public static final int PAYLOAD_BELOW = 20_000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_DESCRIPTION = 200;
    /** So long the same request again is answered with the secret: the first answer may have been lost. */
    private static final Duration SECRET_REPEATED = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final MasterKeys keys;
    private final WebhookRows rows;
    private final DeliveryRows deliveries;
    private final CompanyDirectory companies;
    private final Needs needs;

    /** Endpoints in this database. */
    public Webhooks(Database database, InstantSource clock, AuditTrail audit, MasterKeys keys, Needs needs) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.keys = keys;
        this.rows = WebhookRows.in(database);
        this.deliveries = DeliveryRows.in(database);
        this.companies = new CompanyDirectory(database);
        this.needs = needs;
    }

    /**
     * What comes from outside.
     *
     * @param raised is told of an event that is to be sent, in the transaction that raises it
     * @param targets says where something may be sent
     * @param anyTarget whether plain http and every port are allowed
     */
    public record Needs(Consumer<UUID> raised, TargetCheck targets, boolean anyTarget) {}

    /**
     * An endpoint as a member describes it: its texts are not parsed yet.
     *
     * @param types the codes of event types
     */
    public record Wanted(String url, String description, List<String> types) {
        /** Copies the list. */
        public Wanted {
            types = List.copyOf(types);
        }

        /** Without the address, which may hold a secret. */
        @Override
        public String toString() {
            return "Wanted[" + types + "]";
        }
    }

    /**
     * An endpoint that was made, or was given a new secret.
     *
     * @param secret to be shown once; empty when the same request was answered too long ago
     * @param again whether the same request did it before
     */
    public record Made(Webhook webhook, Optional<Secret> secret, boolean again) {}

    /** The endpoints of a company, the oldest first. */
    public List<Webhook> of(UUID company) {
        return rows.of(company);
    }

    /** One of them. */
    public Webhook get(UUID company, UUID id) {
        return rows.get(company, id);
    }

    /**
     * Makes an endpoint, once under a key if there is one.
     *
     * @throws RefusedException when nothing may be sent there, or the company has as many as it may
     */
    public Made make(UUID company, String actor, Wanted wanted, @Nullable String key) {
        URI url = Target.of(wanted.url(), needs.anyTarget());
        String description = description(wanted);
        List<Event.Type> types = types(wanted.types());
        needs.targets().require(url);
        Webhook webhook = new Webhook(
                UUID.randomUUID(),
                company,
                url,
                description,
                types,
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return database.inAccounts(() -> {
            companies.lock(company);
            Optional<Webhook> before = key == null ? Optional.empty() : rows.asked(company, key);
            if (before.isPresent()) {
                return again(before.get(), webhook);
            }
            if (rows.of(company).size() >= MAX) {
                throw new RefusedException(new WebhookRefusal.TooManyWebhooks(MAX));
            }
            Secret secret = Secret.random();
            rows.insert(webhook, codes(types), secret.wrapped(keys, webhook.id()), key);
            record(actor, "webhook.made", webhook.id());
            return new Made(webhook, Optional.of(secret), false);
        });
    }

    private Made again(Webhook before, Webhook asked) {
        boolean same = before.url().equals(asked.url())
                && before.description().equals(asked.description())
                && before.types().equals(asked.types());
        if (!same) {
            throw new RefusedException(new SubmissionRefusal.KeyOfAnotherRequest());
        }
        boolean late = clock.instant().isAfter(before.madeAt().plus(SECRET_REPEATED));
        return new Made(before, late ? Optional.empty() : Optional.of(secret(before.id())), true);
    }

    /** Gives an endpoint another address, description and choice of events; its secret stays. */
    public void change(UUID company, UUID id, String actor, Wanted wanted) {
        URI url = Target.of(wanted.url(), needs.anyTarget());
        String description = description(wanted);
        List<Event.Type> types = types(wanted.types());
        needs.targets().require(url);
        database.runInAccounts(() -> {
            rows.lock(company, id);
            rows.change(id, url, description, codes(types));
            record(actor, "webhook.changed", id);
        });
    }

    /** The types with these codes, each once, in their order. */
    private static List<Event.Type> types(List<String> codes) {
        List<String> choices = codes(Event.Type.CHOICES);
        if (codes.isEmpty() || !choices.containsAll(codes)) {
            throw new RefusedException(new WebhookRefusal.UnknownEvent(String.join(", ", choices)));
        }
        return Event.Type.CHOICES.stream()
                .filter(type -> codes.contains(type.code()))
                .toList();
    }

    private static List<String> codes(List<Event.Type> types) {
        return types.stream().map(Event.Type::code).toList();
    }

    private Secret secret(UUID id) {
        return Secret.unwrapped(rows.secret(id), keys, id);
    }

    private static String description(Wanted wanted) {
        String description = wanted.description().strip();
        if (description.length() > MAX_DESCRIPTION || description.chars().anyMatch(Character::isISOControl)) {
            throw new RefusedException(new RequestRefusal.UnreadableField("description"));
        }
        return description;
    }

    /** Gives an endpoint a new secret; the one before signs beside it for a day, the one before that no more. */
    public Secret rotate(UUID company, UUID id, String actor) {
        return rotate(company, id, actor, null).secret().orElseThrow();
    }

    /**
     * The same, once under a key if there is one: a program that has lost the answer would else throw away the secret that its
     * receiver still has. The key is known until the next change of the secret.
     */
    public Made rotate(UUID company, UUID id, String actor, @Nullable String key) {
        return database.inAccounts(() -> {
            Webhook before = rows.lock(company, id);
            Instant now = clock.instant();
            if (key != null && rows.rotatedUnder(id, key)) {
                boolean late = before.oldSecretUntil()
                        .filter(until ->
                                !now.isAfter(until.minus(OLD_SECRET_SIGNS).plus(SECRET_REPEATED)))
                        .isEmpty();
                return new Made(before, late ? Optional.empty() : Optional.of(secret(id)), true);
            }
            Secret secret = Secret.random();
            rows.rotate(id, secret.wrapped(keys, id), now.plus(OLD_SECRET_SIGNS), key);
            record(actor, "webhook.secret-changed", id);
            return new Made(rows.get(company, id), Optional.of(secret), false);
        });
    }

    /** Sends nothing more to an endpoint; what waits for it is given up. */
    public void disable(UUID company, UUID id, String actor) {
        database.runInAccounts(() -> {
            rows.lock(company, id);
            rows.disable(id, Webhook.Why.OWNER, clock.instant());
            record(actor, "webhook.disabled", id);
        });
    }

    /** Sends to an endpoint again what happens from now on; what was raised just as it was disabled is not sent late. */
    public void enable(UUID company, UUID id, String actor) {
        database.runInAccounts(() -> {
            rows.lock(company, id);
            rows.giveUp(id, clock.instant());
            rows.enable(id);
            record(actor, "webhook.enabled", id);
        });
    }

    /** Removes an endpoint, with what waits for it and its log. */
    public void delete(UUID company, UUID id, String actor) {
        database.runInAccounts(() -> {
            rows.lock(company, id);
            // Before the row goes: a transaction that raises an event has the trail first, and would else wait for us
            // as we for them.
            record(actor, "webhook.deleted", id);
            rows.delete(id);
        });
    }

    /** Tells a company's endpoints of an event. Where no endpoint wants it, nothing is kept. */
    @Override
    public void raise(Event event) {
        UUID company = event.company();
        database.runInAccounts(() -> {
            List<UUID> wanting = rows.wanting(company, event.type());
            if (!wanting.isEmpty()) {
                send(company, event.type(), event.data(), wanting);
            }
        });
    }

    /** Sends an event to an endpoint to try it out; returns which delivery that is. */
    public UUID test(UUID company, UUID id, String actor) {
        return database.inAccounts(() -> {
            if (rows.lock(company, id).disabled().isPresent()) {
                throw new RefusedException(new WebhookRefusal.DisabledWebhook());
            }
            List<UUID> sent = send(company, Event.Type.TEST, Map.of("webhook", id.toString()), List.of(id));
            record(actor, "webhook.tested", id);
            return sent.getFirst();
        });
    }

    /** Returns the deliveries, in the order of the endpoints. */
    private List<UUID> send(UUID company, Event.Type type, Map<String, ?> data, List<UUID> webhooks) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("type", type.code());
        whole.put("timestamp", now.toString());
        whole.put("data", data);
        String payload = JSON.writeValueAsString(whole);
        if (payload.getBytes(StandardCharsets.UTF_8).length >= PAYLOAD_BELOW) {
            throw new IllegalArgumentException("the data of a " + type.code() + " are too large");
        }
        UUID event = UUID.randomUUID();
        deliveries.insertEvent(event, company, type, now, payload);
        List<UUID> sent = new ArrayList<>();
        for (UUID webhook : webhooks) {
            UUID delivery = UUID.randomUUID();
            sent.add(delivery);
            deliveries.insert(delivery, event, webhook, now);
        }
        needs.raised().accept(event);
        return sent;
    }

    private void record(String actor, String action, UUID id) {
        audit.record(new AuditEntry(actor, action, "webhook:" + id, Map.of()));
    }

    /** Whether something may be sent to an address; asked outside of transactions, for it looks names up. Thread-safe. */
    @FunctionalInterface
    public interface TargetCheck {
        /**
         * Refuses an address that leads nowhere or where nothing may be sent.
         *
         * @throws org.openbloctel.registry.platform.refusal.RefusedException when it does
         */
        void require(URI url);
    }
}
