package org.openbloctel.registry.operator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.refusal.AccessRefusal;
import org.openbloctel.registry.refusal.RefusedException;

/**
 * Decisions that take two of the operator's people: one asks, another one confirms, some of them after a wait in which they can be stopped.
 * What is decided happens in the transaction that confirms. An operator of one person may set it off: that person then confirms their
 * own, and the waits stay. Both steps are in the audit trail. Thread-safe.
 */
public final class FourEyes {
    /** A decision that was not confirmed goes after so long. */
    public static final Duration KEPT = Duration.ofDays(30);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final boolean required;
    private final FourEyesRows rows;

    /**
     * Decisions in this database.
     *
     * @param required false for an operator of one person
     */
    public FourEyes(Database database, InstantSource clock, AuditTrail audit, boolean required) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.required = required;
        this.rows = new FourEyesRows(database);
    }

    /** Whether two people are needed. */
    public boolean required() {
        return required;
    }

    /** The decision of a kind that waits. */
    public Optional<Decision> pending(Decision.Kind kind, UUID subject) {
        return rows.find(kind, subject);
    }

    /** The decisions of a kind that wait, the first to be asked for first. */
    public List<Decision> pending(Decision.Kind kind) {
        return rows.all(kind);
    }

    /**
     * Asks for a decision, or confirms it: the first call asks, one by another person confirms. Where neither another person nor a wait
     * is needed, the first call does both.
     *
     * @param evidence of who asks
     * @param then what is decided; done in the transaction that confirms
     * @return whether it was done
     * @throws RefusedException when it waits for another person, or it is too early
     */
    public boolean agree(Decision.Kind kind, UUID subject, String evidence, UUID person, Runnable then) {
        return agree(kind, subject, evidence, "", person, then);
    }

    /**
     * Asks for a decision on a subject that may change meanwhile. A changed subject is asked for anew, and the earlier request is forgotten.
     *
     * @param details how the subject stands
     */
    public boolean agree(
            Decision.Kind kind, UUID subject, String evidence, String details, UUID person, Runnable then) {
        return database.inAccounts(() -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Optional<Decision> asked = rows.lock(kind, subject);
            if (asked.isPresent() && !asked.get().details().equals(details)) {
                rows.delete(kind, subject);
                asked = Optional.empty();
            }
            boolean alone = !required && kind.waits().isZero();
            if (asked.isEmpty() && !alone) {
                ask(new Decision(kind, subject, evidence, details, person, now, now.plus(kind.waits())));
                return false;
            }
            if (asked.isPresent()) {
                confirm(asked.get(), person, now);
            }
            then.run();
            return true;
        });
    }

    private void ask(Decision decision) {
        if (rows.insert(decision)) {
            record(decision.askedBy(), "decision.asked", decision.kind(), decision.subject());
        }
    }

    /**
     * Asks for a decision that has figures, to be read before {@link #confirm}: where no other person is needed, the same one confirms. One
     * that waits already stays as it is.
     *
     * @param evidence of who asks
     * @param details the figures
     */
    public void ask(Decision.Kind kind, UUID subject, String evidence, String details, UUID person) {
        database.runInAccounts(() -> {
            if (rows.lock(kind, subject).isEmpty()) {
                ask(decision(kind, subject, evidence, details, person));
            }
        });
    }

    private Decision decision(Decision.Kind kind, UUID subject, String evidence, String details, UUID person) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Decision(kind, subject, evidence, details, person, now, now.plus(kind.waits()));
    }

    /**
     * Asks for a decision that has figures; {@link #confirm} confirms it with these. Where no other person is needed, it is done. One
     * that waits already stays as it is.
     *
     * @param evidence of who asks
     * @param details the figures
     * @param then what is decided
     * @return whether it was done
     */
    public boolean propose(
            Decision.Kind kind, UUID subject, String evidence, String details, UUID person, Consumer<Decision> then) {
        return database.inAccounts(() -> {
            if (required || !kind.waits().isZero()) {
                ask(kind, subject, evidence, details, person);
                return false;
            }
            then.accept(decision(kind, subject, evidence, details, person));
            return true;
        });
    }

    /**
     * Confirms what another person proposed.
     *
     * @param then what is decided; done in the same transaction
     * @return false when nothing waits
     * @throws RefusedException when it waits for another person, or it is too early
     */
    public boolean confirm(Decision.Kind kind, UUID subject, UUID person, Consumer<Decision> then) {
        return database.inAccounts(() -> {
            Optional<Decision> asked = rows.lock(kind, subject);
            asked.ifPresent(decision -> {
                confirm(decision, person, clock.instant());
                then.accept(decision);
            });
            return asked.isPresent();
        });
    }

    /** Does what one person may decide alone, in one transaction; that it was asked for before is forgotten. */
    public void decide(Decision.Kind kind, UUID subject, Runnable then) {
        database.runInAccounts(() -> {
            rows.delete(kind, subject);
            then.run();
        });
    }

    private void confirm(Decision asked, UUID person, Instant now) {
        if (required && asked.askedBy().equals(person)) {
            throw new RefusedException(new AccessRefusal.OtherPersonNeeded());
        }
        if (now.isBefore(asked.dueAt())) {
            long hours = Math.ceilDiv(Duration.between(now, asked.dueAt()).toMinutes(), 60L);
            throw new RefusedException(new AccessRefusal.DecisionTooEarly(Math.max(1, hours)));
        }
        rows.delete(asked.kind(), asked.subject());
        record(person, "decision.confirmed", asked.kind(), asked.subject());
    }

    /**
     * Stops a decision that waits.
     *
     * @return false when there is none
     */
    public boolean stop(Decision.Kind kind, UUID subject, String actor) {
        return database.inAccounts(() -> {
            boolean stopped = rows.delete(kind, subject) > 0;
            if (stopped) {
                audit.record(
                        new AuditEntry(actor, "decision.stopped", "subject:" + subject, Map.of("kind", kind.code())));
            }
            return stopped;
        });
    }

    /** Deletes decisions that were not confirmed; returns how many. */
    public int forget() {
        return rows.forget(clock.instant().minus(KEPT));
    }

    private void record(UUID person, String action, Decision.Kind kind, UUID subject) {
        audit.record(new AuditEntry("staff:" + person, action, "subject:" + subject, Map.of("kind", kind.code())));
    }
}
