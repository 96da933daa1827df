package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.accounts.credential.Passkey;
import org.openbloctel.registry.accounts.credential.Passkeys;
import org.openbloctel.registry.accounts.credential.Throttle;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.session.Sessions;

/**
 * Passkeys of consumers, who may sign in by one instead of by a link in a mail. The link stays, so any of them may be removed.
 * The consumer is told by mail when one comes or goes. Thread-safe; answers are not taken inside a transaction.
 */
public final class ConsumerPasskeys {
    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Passkeys passkeys;
    private final ConsumerRows consumers;
    private final Throttle throttle;
    private final Sessions sessions;

    /** Over these passkeys. */
    public ConsumerPasskeys(
            Database database, InstantSource clock, AuditTrail audit, Outbox outbox, Passkeys passkeys) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.passkeys = passkeys;
        this.consumers = database.rows(ConsumerRows.class);
        this.throttle = new Throttle(database, clock);
        this.sessions = new Sessions(database, clock);
    }

    /** A consumer's passkeys, the oldest first. */
    public List<Passkey> of(UUID id) {
        return passkeys.of(Passkey.Holder.consumer(id));
    }

    /** What a browser needs to make one. */
    public Passkey.Offer offer(UUID id, String session) {
        String email = consumers.get(id).email();
        return passkeys.offer(Passkey.Holder.consumer(id), email == null ? "" : email, session);
    }

    /** Adds the passkey that a browser made. */
    public Passkey add(UUID id, String session, String name, String answer) {
        String called = Passkeys.name(name);
        Passkeys.Verified verified = passkeys.verify(Passkey.Holder.consumer(id), session, answer);
        return database.inAccounts(() -> {
            Consumer consumer = consumers.lock(id);
            Passkey passkey = passkeys.keep(verified, called);
            notify(consumer, "consumer/passkey-added", called);
            return passkey;
        });
    }

    /**
     * Removes one, and ends the consumer's sessions but the one that asks: one of them may have begun by it.
     *
     * @return the ids of the sessions that ended
     */
    public List<UUID> remove(UUID id, UUID passkey, String session) {
        return database.inAccounts(() -> {
            Consumer consumer = consumers.lock(id);
            Passkey removed = passkeys.remove(Passkey.Holder.consumer(id), passkey);
            notify(consumer, "consumer/passkey-removed", removed.name());
            return sessions.endOthers(consumer.actor(), session);
        });
    }

    /** What a browser needs to identify its user. One answer for all: no person is named. */
    public Passkey.Question question(String session) {
        return passkeys.question(session);
    }

    /**
     * Signs in by a passkey alone: whose space it opens.
     *
     * @param from the client's address, as the trusted proxy gives it: its tries are counted
     */
    public UUID signIn(String session, String answer, String from) {
        throttle.tryAddress(from);
        UUID id = passkeys.signIn(session, answer);
        throttle.clearAddress(from);
        String actor = Passkey.Holder.consumer(id).actor();
        audit.record(new AuditEntry(actor, "consumer.signed-in", actor, Map.of("by", "passkey")));
        return id;
    }

    private void notify(Consumer consumer, String template, String name) {
        String email = consumer.email();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (email != null) {
            outbox.put(
                    new Outbox.Message(email, consumer.locale(), template, Map.of("name", name, "at", now.toString())));
        }
    }
}
