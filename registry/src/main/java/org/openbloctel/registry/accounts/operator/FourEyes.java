package org.openbloctel.registry.accounts.operator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.Power;
import org.openbloctel.registry.platform.audit.Restores;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Decisions that take two of the operator's people: one asks, another one confirms, some of them after a wait in which they can be stopped.
 * Both decide on the same thing: a request keeps digests of what its page showed, each form carries those of its own page, and a
 * confirmation is refused when these two and the thing as it stands are not all the same. What is decided happens in the transaction that
 * confirms. An operator of one person may set it off: that person then confirms their own, and the waits stay. Both steps are in the audit
 * trail. Thread-safe.
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
        this.rows = FourEyesRows.in(database);
    }

    /** Whether two people are needed. */
    public boolean required() {
        return required;
    }

    /**
     * What is to be decided: a decision of a kind on a thing.
     *
     * @param subject the id of the thing
     * @param shown the thing as it stands; called in the transaction of a decision, in which it may lock the thing
     */
    public record Matter(Decision.Kind kind, UUID subject, Supplier<Shown> shown) {
        /** That entries of the audit trail which a restored backup lacks are lost. */
        public static Matter restore(Restores.Loss loss) {
            Shown shown = Shown.NOTHING.with("loss", loss.from(), loss.seen());
            return new Matter(Decision.Kind.RESTORE, loss.id(), () -> shown);
        }

        /** That a power which no entry explains holds, as its row stands. */
        public static Matter power(Power power) {
            UUID id = UUID.nameUUIDFromBytes(power.subject().getBytes(StandardCharsets.UTF_8));
            Shown shown = Shown.NOTHING.with("power", power.subject(), power.name(), power.digest());
            return new Matter(Decision.Kind.POWER, id, () -> shown);
        }
    }

    /**
     * How a matter stands, for a page.
     *
     * @param asked the request that waits and can be confirmed; null when there is none
     * @param stale a request that cannot be confirmed, since the thing is another one now; null when there is none
     * @param changed the parts in which the thing differs from the one of that request; empty where the version before stored it
     * @param digest what the form carries: the thing and the request that the page shows
     */
    public record Standing(
            @Nullable Decision asked, @Nullable Decision stale, List<String> changed, String digest) {
        /** Copies the parts. */
        public Standing {
            changed = List.copyOf(changed);
        }
    }

    /** How a matter stands now. */
    public Standing standing(Matter matter) {
        Shown thing = matter.shown().get();
        Decision waiting = rows.find(matter.kind(), matter.subject()).orElse(null);
        if (waiting == null || thing.equals(waiting.shown())) {
            return new Standing(waiting, null, List.of(), form(thing, waiting).written());
        }
        Shown was = waiting.shown();
        return new Standing(null, waiting, was == null ? List.of() : was.differences(thing), thing.written());
    }

    /** The decision of a kind that waits, whether or not its subject has changed since. */
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
     * @param digest of the page on which the person decided
     * @param evidence of who asks
     * @param then what is decided; done in the transaction that confirms
     * @return whether it was done
     * @throws RefusedException when the page is not up to date, it waits for another person, or it is too early
     */
    public boolean agree(Matter matter, String digest, String evidence, UUID person, Runnable then) {
        return agree(matter, digest, evidence, "", person, then);
    }

    /**
     * Asks for a decision with figures, or confirms it with the same ones. Other figures are asked for anew, and the earlier request is
     * forgotten.
     *
     * @param details the figures
     */
    public boolean agree(Matter matter, String digest, String evidence, String details, UUID person, Runnable then) {
        return database.inAccounts(() -> {
            Shown thing = matter.shown().get();
            Optional<Decision> asked = current(matter, thing);
            boolean same = asked.isPresent() && asked.get().details().equals(details);
            if (same) {
                requireAnother(asked.get(), person);
            }
            requireSeen(digest, thing, asked.orElse(null));
            if (same) {
                confirm(asked.get(), person);
            } else if (required || !matter.kind().waits().isZero()) {
                asked.ifPresent(this::delete);
                ask(decision(matter, thing, evidence, details, person));
                return false;
            } else {
                asked.ifPresent(this::delete);
            }
            then.run();
            return true;
        });
    }

    /**
     * Asks for a decision that has figures; {@link #confirm} confirms it with these. Where no other person is needed, it is done. One
     * that waits already and can be confirmed stays as it is.
     *
     * @param digest of the page on which the person decided
     * @param evidence of who asks
     * @param details the figures
     * @param then what is decided
     * @return whether it was done
     */
    public boolean propose(
            Matter matter, String digest, String evidence, String details, UUID person, Consumer<Decision> then) {
        return database.inAccounts(() -> {
            Shown thing = matter.shown().get();
            Optional<Decision> asked = current(matter, thing);
            requireSeen(digest, thing, asked.orElse(null));
            if (asked.isPresent()) {
                return false;
            }
            Decision decision = decision(matter, thing, evidence, details, person);
            if (required || !matter.kind().waits().isZero()) {
                ask(decision);
                return false;
            }
            then.accept(decision);
            return true;
        });
    }

    /**
     * Asks for a decision that has figures, to be read before {@link #confirm}: where no other person is needed, the same one confirms. One
     * that waits already stays as it is.
     *
     * @param evidence of who asks
     * @param details the figures
     */
    public void ask(Matter matter, String evidence, String details, UUID person) {
        database.runInAccounts(() -> ask(decision(matter, matter.shown().get(), evidence, details, person)));
    }

    private Decision decision(Matter matter, Shown thing, String evidence, String details, UUID person) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Decision.Kind kind = matter.kind();
        return new Decision(kind, matter.subject(), evidence, details, thing, person, now, now.plus(kind.waits()));
    }

    private void ask(Decision decision) {
        if (rows.insert(UUID.randomUUID(), decision)) {
            record(decision.askedBy(), "decision.asked", decision.kind(), decision.subject());
        }
    }

    /**
     * Confirms what another person proposed.
     *
     * @param digest of the page on which the person decided
     * @param then what is decided; done in the same transaction
     * @return false when nothing waits
     * @throws RefusedException when the page is not up to date, it waits for another person, or it is too early
     */
    public boolean confirm(Matter matter, String digest, UUID person, Consumer<Decision> then) {
        return database.inAccounts(() -> {
            Shown thing = matter.shown().get();
            Optional<Decision> asked = current(matter, thing);
            asked.ifPresent(decision -> requireAnother(decision, person));
            requireSeen(digest, thing, asked.orElse(null));
            asked.ifPresent(decision -> {
                confirm(decision, person);
                then.accept(decision);
            });
            return asked.isPresent();
        });
    }

    /** The request that waits, locked. One about the thing as it was, or stored by the version before, is deleted: nothing confirms it. */
    private Optional<Decision> current(Matter matter, Shown thing) {
        Optional<Decision> waiting = rows.lock(matter.kind(), matter.subject());
        waiting.filter(asked -> !thing.equals(asked.shown())).ifPresent(this::delete);
        return waiting.filter(asked -> thing.equals(asked.shown()));
    }

    private void delete(Decision waiting) {
        rows.delete(waiting.kind(), waiting.subject());
    }

    private static Shown form(Shown thing, @Nullable Decision asked) {
        return asked == null ? thing : asked.beside(thing);
    }

    private static void requireSeen(String digest, Shown thing, @Nullable Decision asked) {
        Shown now = form(thing, asked);
        if (!digest.equals(now.written())) {
            List<String> parts = new ArrayList<>(Shown.read(digest).differences(now));
            parts.removeIf(
                    part -> !part.equals(Decision.REQUEST) && !thing.parts().containsKey(part));
            // A form that names no part is one of the version before.
            boolean read = Shown.read(digest)
                    .parts()
                    .keySet()
                    .containsAll(thing.parts().keySet());
            throw new RefusedException(new AccessRefusal.DecisionChanged(read ? String.join(", ", parts) : "page"));
        }
    }

    /** Does what one person may decide alone, in one transaction; that it was asked for before is forgotten. */
    public void decide(Decision.Kind kind, UUID subject, Runnable then) {
        database.runInAccounts(() -> {
            rows.delete(kind, subject);
            then.run();
        });
    }

    private void requireAnother(Decision asked, UUID person) {
        if (required && asked.askedBy().equals(person)) {
            throw new RefusedException(new AccessRefusal.OtherPersonNeeded());
        }
    }

    private void confirm(Decision asked, UUID person) {
        Instant now = clock.instant();
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
            boolean stopped = rows.delete(kind, subject);
            if (stopped) {
                recordStop(audit, actor, kind, subject);
            }
            return stopped;
        });
    }

    /**
     * Stops all decisions about a thing that was corrected, refused or suspended: what was asked for was asked of another one. In the open
     * transaction.
     */
    public static void stopAll(Database database, AuditTrail audit, UUID subject, String actor) {
        database.rows(FourEyesRows.class).deleteAll(subject).forEach(kind -> recordStop(audit, actor, kind, subject));
    }

    private static void recordStop(AuditTrail audit, String actor, Decision.Kind kind, UUID subject) {
        audit.record(new AuditEntry(actor, "decision.stopped", "subject:" + subject, Map.of("kind", kind.code())));
    }

    /** Deletes decisions that were not confirmed; returns how many. */
    public int forget() {
        return rows.forget(clock.instant().minus(KEPT));
    }

    private void record(UUID person, String action, Decision.Kind kind, UUID subject) {
        audit.record(new AuditEntry("staff:" + person, action, "subject:" + subject, Map.of("kind", kind.code())));
    }
}
