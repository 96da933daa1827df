package org.openbloctel.registry.accounts.consumer;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;

/**
 * Confirmations of an address by a link, and of a number by a code, each with the wish to withdraw what the number consented to before it
 * was registered. Invariant: the wish is given up only in the transaction that fulfils it, so that neither a crash nor a fault loses a
 * withdrawal. Thread-safe.
 */
public final class Confirmations {
    private final Database database;
    private final Consumers consumers;
    private final NumberCodes codes;
    private final OlderConsents consents;

    /** Over this database. */
    public Confirmations(Database database, Consumers consumers, NumberCodes codes, OlderConsents consents) {
        this.database = database;
        this.consumers = consumers;
        this.codes = codes;
        this.consents = consents;
    }

    /** Earlier consents of numbers; runs in the transaction of a confirmation. */
    public interface OlderConsents {
        /** Lets one transaction at a time withdraw, before anything else is locked. */
        void lockWithdrawals();

        /** Withdraws all that a registered number gave until now, if a code proved the number; answers how many. */
        int withdrawOlder(UUID consumer, UUID registration);
    }

    /** What became of the wish. */
    public sealed interface Outcome {}

    /** There is none. */
    public record NotWanted() implements Outcome {}

    /** It waits for the code that proves the number. */
    public record Waiting() implements Outcome {}

    /** It is fulfilled: so many consents were withdrawn. */
    public record Withdrawn(int count) implements Outcome {}

    /** An address that was confirmed, and what became of the wish. */
    public record Confirmed(Consumers.Opposed opposed, Outcome older) {}

    /** A number that a code proved, and what became of the wish. */
    public record Entered(Registration registration, Outcome older) {}

    /**
     * Confirms an address; where the number was proved before, the wish of the request is fulfilled along with it.
     *
     * @param from the network address it comes from; null where it is not known
     */
    public Confirmed confirm(String token, @Nullable String from) {
        boolean wished = consumers.confirmsOlderWish(token);
        return database.inAccounts(() -> {
            if (wished) {
                consents.lockWithdrawals();
            }
            Consumers.Opposed opposed = consumers.confirm(token, from);
            Outcome older = switch (opposed) {
                case Consumers.Opposed.Registered registered -> older(registered, wished);
                case Consumers.Opposed.CodeNeeded needed -> new NotWanted(); // the page of the code asks
            };
            return new Confirmed(opposed, older);
        });
    }

    private Outcome older(Consumers.Opposed.Registered registered, boolean locked) {
        Registration registration = registered.registration();
        if (!consumers.wantsOlderWithdrawn(registered.consumer(), registration.id())) {
            return new NotWanted();
        }
        return locked && registration.provedAt() != null
                ? withdrawn(registered.consumer(), registration)
                : new Waiting();
    }

    /**
     * Enters the code of a number.
     *
     * @param subject the id of the request or registration
     * @param older whether older consents are to be withdrawn: what is ticked now counts, not the wish of before
     */
    public Entered enter(UUID consumer, UUID subject, String code, boolean older) {
        Attempt attempt = database.inAccounts(() -> {
            if (older) {
                consents.lockWithdrawals();
            }
            NumberCodes.Entered entered = codes.attempt(consumer, subject, code);
            Outcome outcome = new NotWanted();
            if (entered instanceof NumberCodes.Entered.Right right) {
                outcome = older ? withdrawn(consumer, right.registration()) : outcome;
                consumers.forgetOlderWish(consumer, right.registration().id());
            }
            return new Attempt(entered, outcome);
        });
        // Refused out here: the wrong try is to be counted, not rolled back.
        return new Entered(attempt.entered().orRefuse(), attempt.older());
    }

    private record Attempt(NumberCodes.Entered entered, Outcome older) {}

    private Outcome withdrawn(UUID consumer, Registration registration) {
        int count = consents.withdrawOlder(consumer, registration.id());
        consumers.forgetOlderWish(consumer, registration.id());
        return new Withdrawn(count);
    }
}
