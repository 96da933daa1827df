package org.openbloctel.registry.accounts.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import org.openbloctel.registry.accounts.company.CompanyDirectory;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.NumbersInTexts;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.WebhookRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * What waits to be sent, and the log of what was. A sender takes what is due, for two minutes, and settles it; what it did not settle,
 * because it was killed, is taken again under the same id. Several servers may take at once: each delivery is in one pair of hands. A
 * failure is believed only from the server that took it last, a success from any. Owners are written to when an endpoint has failed for a
 * day, once a spell, and when it is disabled. Thread-safe.
 */
public final class Deliveries {
    /** So long after its event a delivery and its log are kept. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final Duration TAKEN_FOR = Duration.ofMinutes(2);
    private static final Duration SPARED = Duration.ofMinutes(1);
    private static final Duration MAX_PAUSE = Duration.ofDays(1);
    private static final Duration TELL_AFTER = Duration.ofDays(1);
    private static final Duration TELL_AGAIN_AFTER = Duration.ofDays(1);
    private static final Duration DISABLE_AFTER = Duration.ofDays(7);
    private static final int MAX_ANSWER = 1_024;
    /** Bounded, since the library needs stack for each digit of a run. */
    private static final Pattern DIGITS = Pattern.compile("\\+?\\p{Nd}(?:[ ._\\-()]?\\p{Nd}){8,40}");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]+");

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final MasterKeys keys;
    private final WebhookRows rows;
    private final DeliveryRows deliveries;
    private final CompanyDirectory companies;
    private final Schedule schedule;

    public Deliveries(Database database, InstantSource clock, AuditTrail audit, Outbox outbox, MasterKeys keys) {
        this(
                database,
                clock,
                audit,
                outbox,
                keys,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    Deliveries(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Outbox outbox,
            MasterKeys keys,
            DoubleSupplier chance) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.keys = keys;
        this.rows = WebhookRows.in(database);
        this.deliveries = DeliveryRows.in(database);
        this.companies = new CompanyDirectory(database);
        this.schedule = new Schedule(chance);
    }

    /**
     * Takes what is due, to be sent and then {@link #settle}d. What waits for a suspended company waits until it is verified again, or
     * is forgotten; only what tries an endpoint out is sent.
     *
     * @param limit how many at most
     * @param each how many at most of one endpoint, so that a slow one does not keep the others waiting
     * @param but of these endpoints none
     */
    public List<Outgoing> take(int limit, int each, Collection<UUID> but) {
        Instant now = clock.instant();
        return deliveries.take(companies.suspended(), but, each, limit, now, now.plus(TAKEN_FOR)).stream()
                .map(this::outgoing)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Empty when no master key opens the endpoint's secret: it waits, to be taken again and again until the key is back, and no other
     * endpoint waits with it.
     */
    private Optional<Outgoing> outgoing(DeliveryRows.Taken row) {
        List<Secret> secrets = new ArrayList<>();
        try {
            secrets.add(Secret.unwrapped(row.secret(), keys, row.webhook()));
            if (row.oldSecret() != null) {
                secrets.add(Secret.unwrapped(row.oldSecret(), keys, row.webhook()));
            }
        } catch (MasterKeys.LostKeyException e) {
            return Optional.empty();
        }
        return Optional.of(new Outgoing(
                row.id(),
                row.lease(),
                row.webhook(),
                row.url(),
                DeliveryRows.messageId(row.event()),
                row.payload(),
                secrets));
    }

    /** Says what came of an attempt. */
    public void settle(Outgoing outgoing, Delivery.Result result) {
        database.runInAccounts(() -> {
            // Else removed in the meantime, with its log.
            rows.lock(outgoing.webhook()).ifPresent(found -> settle(found, outgoing, result, clock.instant()));
        });
    }

    private void settle(WebhookRows.Row endpoint, Outgoing outgoing, Delivery.Result result, Instant now) {
        deliveries.log(outgoing.delivery(), result, kept(result.answer()), now);
        if (result.isSuccess()) {
            deliver(endpoint, outgoing, now);
            return;
        }
        Optional<Integer> failures = deliveries.countFailure(outgoing.delivery(), outgoing.lease());
        if (failures.isEmpty()) {
            return;
        }
        Optional<Duration> pause = result.isGone() ? Optional.empty() : schedule.pauseAfter(failures.get());
        deliveries.next(outgoing.delivery(), pause.map(now::plus), now);
        failed(endpoint, result, pause.isEmpty(), now);
    }

    private void deliver(WebhookRows.Row endpoint, Outgoing outgoing, Instant now) {
        deliveries.delivered(outgoing.delivery(), now);
        if (endpoint.failingSince().isPresent()) {
            rows.works(outgoing.webhook());
        }
    }

    private void failed(WebhookRows.Row endpoint, Delivery.Result result, boolean givenUp, Instant now) {
        Webhook webhook = endpoint.webhook();
        Instant since = webhook.failingSince().orElse(now);
        boolean tooLong = !now.isBefore(since.plus(DISABLE_AFTER));
        boolean spell = endpoint.toldAt().isEmpty()
                || (endpoint.toldAt().get().isBefore(since)
                        && !now.isBefore(endpoint.toldAt().get().plus(TELL_AGAIN_AFTER)));
        boolean tell = spell && (givenUp || !now.isBefore(since.plus(TELL_AFTER)));
        rows.fails(webhook.id(), since, spared(result).map(now::plus), tell ? Optional.of(now) : Optional.empty());
        if (webhook.disabled().isPresent()) {
            return;
        }
        if (result.isGone() || tooLong) {
            rows.disable(webhook.id(), result.isGone() ? Webhook.Why.GONE : Webhook.Why.FAILING, now);
            audit.record(new AuditEntry("system", "webhook.disabled", "webhook:" + webhook.id(), Map.of()));
            notify(webhook, result.isGone() ? "webhook/gone" : "webhook/disabled", since);
        } else if (tell) {
            notify(webhook, "webhook/failing", since);
        }
    }

    private static Optional<Duration> spared(Delivery.Result result) {
        if (!result.asksForLess()) {
            return Optional.empty();
        }
        Duration asked = result.retryAfter().filter(wait -> wait.isPositive()).orElse(SPARED);
        return Optional.of(asked.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : asked);
    }

    private void notify(Webhook webhook, String template, Instant since) {
        Map<String, String> says = Map.of(
                "host", webhook.host(),
                "description", webhook.description(),
                "since", since.toString(),
                "path", "/pro/webhooks/" + webhook.id());
        for (Member owner : Members.owners(database, webhook.company())) {
            outbox.put(new Outbox.Message(owner.email(), owner.locale(), template, says));
        }
    }

    /** The beginning of an answer, without what may be a phone number. */
    static String kept(String answer) {
        String hidden = DIGITS.matcher(CONTROL.matcher(answer).replaceAll("")).replaceAll("…");
        String plain = NumbersInTexts.without(hidden);
        if (plain.length() <= MAX_ANSWER) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(MAX_ANSWER - 1)) ? MAX_ANSWER - 1 : MAX_ANSWER;
        return plain.substring(0, end);
    }

    /** Sends once more, from now on by the whole schedule, under the same id; what waits is tried at once. */
    public void resend(UUID company, UUID webhook, UUID delivery, String actor) {
        database.runInAccounts(() -> {
            if (rows.lock(company, webhook).disabled().isPresent()) {
                throw new RefusedException(new WebhookRefusal.DisabledWebhook());
            }
            int again = deliveries.resend(webhook, delivery, clock.instant());
            if (again == 0) {
                throw new RefusedException(new WebhookRefusal.UnknownDelivery());
            }
            resent(webhook, actor, again);
        });
    }

    /** Sends all deliveries that were given up once more; answers how many. After an outage of days one by one would take too long. */
    public int resendFailed(UUID company, UUID webhook, String actor) {
        return database.inAccounts(() -> {
            if (rows.lock(company, webhook).disabled().isPresent()) {
                throw new RefusedException(new WebhookRefusal.DisabledWebhook());
            }
            int again = deliveries.resendFailed(webhook, clock.instant());
            if (again > 0) {
                resent(webhook, actor, again);
            }
            return again;
        });
    }

    private void resent(UUID webhook, String actor, int count) {
        rows.resume(webhook);
        audit.record(new AuditEntry(
                actor, "webhook.resent", "webhook:" + webhook, Map.of("deliveries", Integer.toString(count))));
    }

    /** How many deliveries to an endpoint were given up. */
    public int failed(UUID company, UUID webhook) {
        rows.get(company, webhook);
        return deliveries.failed(webhook);
    }

    /**
     * Some deliveries to an endpoint, the latest first.
     *
     * @param next where the following ones begin; empty when there are none
     */
    public record Page(List<Delivery> deliveries, Optional<Long> next) {}

    /**
     * The deliveries to an endpoint, the latest first.
     *
     * @param before only those before this cursor; {@link Long#MAX_VALUE} for the latest
     */
    public Page of(UUID company, UUID webhook, long before, int limit) {
        rows.get(company, webhook);
        List<Delivery> found = deliveries.of(webhook, before, limit + 1);
        return found.size() <= limit
                ? new Page(found, Optional.empty())
                : new Page(
                        found.subList(0, limit),
                        Optional.of(found.get(limit - 1).seq()));
    }

    /** One of them. */
    public Delivery get(UUID company, UUID webhook, UUID delivery) {
        rows.get(company, webhook);
        return deliveries
                .find(webhook, delivery)
                .orElseThrow(() -> new RefusedException(new WebhookRefusal.UnknownDelivery()));
    }

    /** What was sent, or will be. */
    public String payload(UUID company, UUID webhook, UUID delivery) {
        get(company, webhook, delivery);
        return deliveries.payload(delivery);
    }

    /** The attempts at a delivery of {@link #get}, the first first. */
    public List<Delivery.Attempt> attempts(UUID delivery) {
        return deliveries.attempts(delivery);
    }

    /** How many deliveries wait, of all companies. */
    public int waiting() {
        return deliveries.waiting();
    }

    /** Forgets events of long ago, with their deliveries and attempts; answers how many. */
    public int forget() {
        return deliveries.forget(clock.instant().minus(KEPT));
    }

    /**
     * A delivery in a sender's hands.
     *
     * @param delivery which
     * @param lease under which taking
     * @param webhook to which endpoint
     * @param url where to
     * @param messageId the event's id
     * @param payload the body, byte for byte the same at each attempt
     * @param secrets what signs it: the secret, and the one before while both do
     */
    public record Outgoing(
            UUID delivery, int lease, UUID webhook, URI url, String messageId, String payload, List<Secret> secrets) {
        /** Copies the list. */
        public Outgoing {
            secrets = List.copyOf(secrets);
        }

        /** The signature of an attempt at this time. */
        public String signature(Instant at) {
            return Signature.of(messageId, at, payload, secrets);
        }

        /** Without address, payload and secrets. */
        @Override
        public String toString() {
            return "Outgoing[" + delivery + ", lease " + lease + "]";
        }
    }

    /** When a delivery that failed is tried again: ten attempts over some three days. Thread-safe if its chance is. */
    static final class Schedule {
        private static final List<Duration> PAUSES = List.of(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(5),
                Duration.ofHours(10),
                Duration.ofHours(14),
                Duration.ofHours(20),
                Duration.ofHours(24));

        /** Up to a tenth more, so that what failed together does not come back together. */
        private static final double JITTER = 0.1;

        private final DoubleSupplier chance;

        /**
         * A schedule.
         *
         * @param chance from 0 to 1
         */
        Schedule(DoubleSupplier chance) {
            this.chance = chance;
        }

        /** The pause after so many failures; nothing when it is time to give up. */
        Optional<Duration> pauseAfter(int failures) {
            if (failures > PAUSES.size()) {
                return Optional.empty();
            }
            long millis = PAUSES.get(failures - 1).toMillis();
            return Optional.of(Duration.ofMillis(millis + (long) (millis * JITTER * chance.getAsDouble())));
        }
    }
}
