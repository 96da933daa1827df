package org.openbloctel.registry.accounts.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.openbloctel.registry.accounts.company.SampleCompany;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.event.Event;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.WebhookRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** Two companies with an owner each, their endpoints, and a sender whose receiver the test plays. No network. */
final class WebhookFixture {
    static final UUID COMPANY = new UUID(0, 1);
    static final UUID OTHER = new UUID(0, 2);
    static final String ME = "member:1";
    static final String URL = "https://hooks.example.org/in?token=very-secret";

    Instant now = Instant.parse("2026-11-25T08:00:00Z");
    final InstantSource clock = () -> now;
    final Database database;
    final AuditTrail audit;
    final Outbox outbox;
    MasterKeys keys = MasterKeys.generate();
    final List<UUID> raised = new CopyOnWriteArrayList<>();

    WebhookFixture() {
        this(TestDatabase.create().database());
    }

    WebhookFixture(Database database) {
        this.database = database;
        audit = new AuditTrail(database, MasterKeys.generate(), clock);
        outbox = new Outbox(database, clock);
        company(COMPANY, "000000018");
        company(OTHER, "000000026");
        owner(COMPANY, "owner@example.org", "fr");
        owner(OTHER, "other@example.org", "en");
    }

    private void company(UUID id, String siren) {
        SampleCompany.insert(database.accounts(), id, siren, "Exemple");
    }

    void owner(UUID company, String email, String locale) {
        UUID id = UUID.randomUUID();
        database.accounts()
                .sql("insert into accounts.credential (id, realm, email, locale, password_hash, created_at)"
                        + " values (?, 'MEMBER', ?, ?, '', now())")
                .params(id, email, locale)
                .update();
        database.accounts()
                .sql("insert into accounts.member (id, company, name, role, joined_at)"
                        + " values (?, ?, 'Camille Exemple', 'OWNER', now())")
                .params(id, company)
                .update();
    }

    void state(UUID company, String state) {
        database.accounts()
                .sql("update accounts.company set state = ? where id = ?")
                .params(state, company)
                .update();
    }

    /** Where nothing may be sent to a host that begins with {@code private}. */
    Webhooks webhooks() {
        Webhooks.TargetCheck targets = url -> {
            if (url.getHost().startsWith("private")) {
                throw new RefusedException(new WebhookRefusal.PrivateTarget());
            }
        };
        return new Webhooks(database, clock, audit, keys, new Webhooks.Needs(raised::add, targets, false));
    }

    /** Without chance: each pause is the shortest. */
    Deliveries deliveries() {
        return new Deliveries(database, clock, audit, outbox, keys, () -> 0);
    }

    static Webhooks.Wanted wanted(String url, Event.Type... types) {
        List<String> codes = Arrays.stream(types).map(Event.Type::code).toList();
        return new Webhooks.Wanted(url, "Notre CRM", codes);
    }

    Webhook webhook() {
        return webhook(COMPANY);
    }

    Webhook webhook(UUID company) {
        return webhooks()
                .make(company, ME, wanted(URL, Event.Type.SUBMISSION_READY), null)
                .webhook();
    }

    Webhook get(Webhook webhook) {
        return webhooks().get(webhook.company(), webhook.id());
    }

    void raise(int n) {
        for (int i = 0; i < n; i++) {
            webhooks().raise(new Event(COMPANY, Event.Type.SUBMISSION_READY, Map.of("n", i)));
        }
    }

    List<Deliveries.Outgoing> take() {
        return deliveries().take(100, 100, List.of());
    }

    static Delivery.Result answered(int status) {
        return Delivery.Result.answered(Duration.ofMillis(5), status, "", Optional.empty());
    }

    static Delivery.Result asking(int status, Duration wait) {
        return Delivery.Result.answered(Duration.ofMillis(5), status, "", Optional.of(wait));
    }

    static Delivery.Result fault() {
        return Delivery.Result.failed(Duration.ofMillis(5), Delivery.Fault.UNREACHABLE);
    }

    /** Sends what is due and settles it so; returns how much it was. */
    int send(Delivery.Result result) {
        List<Deliveries.Outgoing> due = take();
        due.forEach(outgoing -> deliveries().settle(outgoing, result));
        return due.size();
    }

    /** Lets a receiver fail until nothing waits. */
    void failToTheEnd(Webhook webhook) {
        while (deliveries().waiting() > 0) {
            send(fault());
            list(webhook).stream()
                    .flatMap(one -> one.next().stream())
                    .min(Instant::compareTo)
                    .ifPresent(next -> now = next);
        }
    }

    List<Delivery> list(Webhook webhook) {
        return deliveries()
                .of(webhook.company(), webhook.id(), Long.MAX_VALUE, 1_000)
                .deliveries();
    }

    Delivery only(Webhook webhook) {
        List<Delivery> all = list(webhook);
        if (all.size() != 1) {
            throw new AssertionError("there are " + all.size() + " deliveries");
        }
        return all.getFirst();
    }

    void later(Duration duration) {
        now = now.plus(duration);
    }

    /** The mails that were sent since the last time. */
    List<Outbox.Message> mails() {
        List<Outbox.Taken> taken = outbox.take(100);
        taken.forEach(outbox::sent);
        return taken.stream().map(Outbox.Taken::message).toList();
    }

    List<String> trail(Webhook webhook) {
        return new ArrayList<>(audit.about("webhook:" + webhook.id(), 50).stream()
                .map(AuditEntry.Recorded::entry)
                .map(entry -> entry.action())
                .toList());
    }
}
