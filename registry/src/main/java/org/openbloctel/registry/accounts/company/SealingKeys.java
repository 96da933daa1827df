package org.openbloctel.registry.accounts.company;

import com.exceptionfactory.jagged.FileKey;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SealingRefusal;

/**
 * The public key of a company to which its results are sealed. The first one holds at once. To replace or withdraw it takes {@link #WAIT},
 * during which the old one is used and any owner may cancel the change: who stole a session cannot have the next results sealed to a key
 * of their own. Thread-safe.
 */
public final class SealingKeys {
    /** How long a change waits. */
    public static final Duration WAIT = Duration.ofDays(3);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final SealingKeyRows rows;

    public SealingKeys(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.rows = database.rows(SealingKeyRows.class);
    }

    /**
     * A public key to which the results of a company are sealed, for a while.
     *
     * @param recipient the key as age writes it
     * @param addedBy who registered it, as the audit trail names them
     * @param from since when it holds, or from when it will
     * @param until when it ends; empty for the last one
     * @param endedBy who replaced or withdrew it
     */
    public record Key(
            UUID id,
            UUID company,
            String recipient,
            String addedBy,
            Instant addedAt,
            Instant from,
            Optional<Instant> until,
            Optional<String> endedBy) {

        /** Whether results are sealed to it at an instant. */
        public boolean holds(Instant at) {
            return !at.isBefore(from) && until.filter(end -> !at.isBefore(end)).isEmpty();
        }
    }

    /**
     * The keys of a company.
     *
     * @param current to which results are sealed now
     * @param next to which they will be sealed, from its beginning
     */
    public record State(Optional<Key> current, Optional<Key> next) {
        /** When a change takes effect, while one is under way. */
        public Optional<Instant> changesAt() {
            return current.flatMap(Key::until);
        }
    }

    /** The keys of a company now. */
    public State of(UUID company) {
        return state(company, clock.instant());
    }

    private State state(UUID company, Instant now) {
        List<Key> open = rows.open(List.of(company), now);
        return new State(
                open.stream().filter(key -> key.holds(now)).findFirst(),
                open.stream().filter(key -> key.from().isAfter(now)).findFirst());
    }

    /** The keys of some companies that hold now, each once. What is returned to these companies is sealed to all of them. */
    public List<String> recipients(Collection<UUID> companies) {
        Instant now = clock.instant();
        return rows.open(companies, now).stream()
                .filter(key -> key.holds(now))
                .map(Key::recipient)
                .distinct()
                .sorted()
                .toList();
    }

    /** The same, which do not change until the open transaction ends. */
    public List<String> lockedRecipients(Collection<UUID> companies) {
        companies.stream().sorted().distinct().forEach(rows::lockShared);
        return recipients(companies);
    }

    /**
     * Registers the key: at once if there is none, else in place of the one that holds, after the wait.
     *
     * @throws RefusedException when it is no public key, it is there already, or a change is under way
     */
    public State register(Member by, String text) {
        requireSecondFactor(by);
        String recipient = recipient(text);
        return database.inAccounts(() -> {
            Companies.requireVerified(database, by.company());
            rows.lock(by.company());
            Instant now = clock.instant();
            State state = state(by.company(), now);
            requireNoChange(state);
            if (state.current().isPresent()) {
                Key old = state.current().get();
                if (old.recipient().equals(recipient)) {
                    throw new RefusedException(new SealingRefusal.SameKey());
                }
                rows.end(old.id(), now.plus(WAIT), by.actor());
            }
            Instant from = state.current().isPresent() ? now.plus(WAIT) : now;
            rows.insert(new Key(
                    UUID.randomUUID(),
                    by.company(),
                    recipient,
                    by.actor(),
                    now,
                    from,
                    Optional.empty(),
                    Optional.empty()));
            record(by, state.current().isPresent() ? "sealing-key.replaced" : "sealing-key.registered");
            return state(by.company(), now);
        });
    }

    /**
     * Has results sealed no more, after the wait.
     *
     * @throws RefusedException when there is no key, or a change is under way
     */
    public State withdraw(Member by) {
        requireSecondFactor(by);
        return database.inAccounts(() -> {
            rows.lock(by.company());
            Instant now = clock.instant();
            State state = state(by.company(), now);
            requireNoChange(state);
            Key key = state.current().orElseThrow(() -> new RefusedException(new SealingRefusal.NothingThere()));
            rows.end(key.id(), now.plus(WAIT), by.actor());
            record(by, "sealing-key.withdrawn");
            return state(by.company(), now);
        });
    }

    /**
     * Cancels a change that is under way: the key that holds stays.
     *
     * @throws RefusedException when none is
     */
    public State cancel(Member by) {
        return database.inAccounts(() -> {
            rows.lock(by.company());
            Instant now = clock.instant();
            if (!cancelChange(state(by.company(), now), who -> true)) {
                throw new RefusedException(new SealingRefusal.NothingThere());
            }
            record(by, "sealing-key.change-cancelled");
            return state(by.company(), now);
        });
    }

    /**
     * Undoes what these people did within the wait: a change is cancelled, and a first key does not hold any more. In the open transaction.
     *
     * @param who tells the people, as the audit trail names them
     */
    void undo(UUID company, Predicate<String> who) {
        rows.lock(company);
        Instant now = clock.instant();
        cancelChange(state(company, now), who);
        state(company, now)
                .current()
                .filter(key -> key.addedAt().equals(key.from()))
                .filter(key -> key.from().plus(WAIT).isAfter(now) && who.test(key.addedBy()))
                .ifPresent(key -> rows.delete(key.id()));
    }

    private boolean cancelChange(State state, Predicate<String> who) {
        Optional<Key> changing =
                state.current().filter(key -> key.endedBy().filter(who).isPresent());
        changing.ifPresent(key -> {
            state.next().ifPresent(next -> rows.delete(next.id()));
            rows.reopen(key.id());
        });
        return changing.isPresent();
    }

    private static void requireNoChange(State state) {
        if (state.changesAt().isPresent()) {
            throw new RefusedException(new SealingRefusal.ChangeUnderWay());
        }
    }

    private static void requireSecondFactor(Member by) {
        if (!by.secondFactor()) {
            throw new RefusedException(new AccessRefusal.SecondFactorNeeded());
        }
    }

    /**
     * A public key as it is kept, out of what people paste: a line of a key file too.
     *
     * @throws RefusedException when it is no public key
     */
    public static String recipient(String text) {
        String pasted = text.strip();
        if (pasted.toUpperCase(Locale.ROOT).contains("AGE-SECRET-KEY-")) {
            throw new RefusedException(new SealingRefusal.PrivateKeyGiven());
        }
        String recipient = pasted.replaceFirst("^#?\\s*[Pp]ublic key:\\s*", "");
        try {
            // Wraps a key for it as each sealing will: a point of small order is refused only then.
            X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient)
                    .getRecipientStanzas(new FileKey());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new RefusedException(new SealingRefusal.BadRecipient());
        }
        return recipient;
    }

    private void record(Member by, String action) {
        audit.record(new AuditEntry(by.actor(), action, "company:" + by.company(), Map.of()));
    }
}
