package org.openbloctel.server.accounts.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.openbloctel.registry.accounts.webhook.Deliveries;
import org.openbloctel.registry.accounts.webhook.Delivery;
import org.openbloctel.registry.accounts.webhook.Webhook;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.app.SettableClock;

/** A company with webhooks in a database of its own, at an hour that the test sets, and senders. Not thread-safe. */
final class WebhookWorld implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-24T14:05:00Z");

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    final SettableClock clock = new SettableClock(START);
    final TestDatabase test = TestDatabase.create();
    final Database database = test.database();
    final Outbox outbox = new Outbox(database, clock);
    final Caller caller = new Caller(test, "000000018", "Exemple");
    final UUID company = caller.company();
    final Deliveries deliveries;
    final Webhooks webhooks;

    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), clock);
    private final List<WebhookSender> senders = new ArrayList<>();
    private Targets.Names names = InetAddress::getAllByName;

    WebhookWorld(boolean any) {
        MasterKeys keys = MasterKeys.generate();
        deliveries = new Deliveries(database, clock, audit, outbox, keys);
        webhooks = new Webhooks(
                database,
                clock,
                audit,
                keys,
                new Webhooks.Needs(event -> {}, url -> new Targets(names, any).require(url), any));
    }

    /** From now on names lead where these say. */
    void names(Targets.Names names) {
        this.names = names;
    }

    WebhookSender sender(boolean any) {
        return sender(any, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    WebhookSender sender(boolean any, SSLSocketFactory tls) {
        WebhookSender sender =
                new WebhookSender(deliveries, clock, new Targets(host -> names.look(host), any), tls, PATIENCE);
        senders.add(sender);
        return sender;
    }

    Webhooks.Made made(String url) {
        List<String> all = Event.Type.CHOICES.stream().map(Event.Type::code).toList();
        return webhooks.make(company, "test", new Webhooks.Wanted(url, "Notre CRM", all), null);
    }

    UUID make(String url) {
        return made(url).webhook().id();
    }

    void raise() {
        webhooks.raise(new Event(company, Event.Type.SUBMISSION_READY, Map.of("submission", "s", "rows", 3)));
    }

    Webhook webhook(UUID id) {
        return webhooks.get(company, id);
    }

    List<Delivery> all(UUID webhook) {
        return deliveries.of(company, webhook, Long.MAX_VALUE, 1_000).deliveries();
    }

    /** The only delivery to an endpoint. */
    Delivery only(UUID webhook) {
        assertThat(all(webhook)).hasSize(1);
        return all(webhook).getFirst();
    }

    List<Delivery.Attempt> attempts(UUID webhook) {
        return deliveries.attempts(only(webhook).id());
    }

    /** Sends what is due and waits until so many attempts at the only delivery are in the log. */
    void attempt(WebhookSender sender, UUID webhook, int total) {
        sender.sendDue();
        until(() -> attempts(webhook).size() >= total);
        assertThat(attempts(webhook)).hasSize(total);
    }

    /** The mails that were put in since the last time. */
    List<Outbox.Message> mails() {
        List<Outbox.Taken> taken = outbox.take(100);
        taken.forEach(outbox::sent);
        return taken.stream().map(Outbox.Taken::message).toList();
    }

    static void until(BooleanSupplier there) {
        long from = System.nanoTime();
        while (!there.getAsBoolean()) {
            assertThat(System.nanoTime() - from).as("waited in vain").isLessThan(LONG.toNanos());
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @Override
    public void close() {
        senders.forEach(WebhookSender::close);
    }
}
