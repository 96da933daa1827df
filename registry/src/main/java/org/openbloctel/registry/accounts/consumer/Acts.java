package org.openbloctel.registry.accounts.consumer;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.ActLimits.Kind;
import org.openbloctel.registry.accounts.consumer.ActRows.Step;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TextKeyRows;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.security.Network;
import org.openbloctel.registry.platform.vault.SealedTexts;

/**
 * Counts registrations and withdrawals of a day, on all servers together, and refuses those beyond the limits: each is a question about the
 * list, which the list's size could answer. An act that a code or a letter proves is no such question; it counts with its account alone.
 * Runs in the caller's transaction, after the consumer's row is locked and before a number is. Thread-safe.
 */
final class Acts {
    private static final Pattern SUB_ADDRESS = Pattern.compile("(?<=.)\\+[^@]*@");

    private final Database database;
    private final ActLimits limits;
    private final SealedTexts prints;

    Acts(Database database, ActLimits limits) {
        this.database = database;
        this.limits = limits;
        this.prints = new SealedTexts(
                "act", database.masterKeys(), UnaryOperator.identity(), new TextKeyRows(database, "accounts.act_key"));
    }

    /**
     * Where a change comes from.
     *
     * @param actor who makes it
     * @param at when
     * @param provedAt when the number was proved, if it was
     * @param request the request that is settled by it
     * @param letter the reference of the letter that asks for it
     * @param from the network address it comes from; null for the operator's own people
     */
    record Origin(
            String actor,
            Instant at,
            @Nullable Instant provedAt,
            @Nullable UUID request,
            @Nullable String letter,
            @Nullable String from) {
        static Origin of(String actor, Instant at, @Nullable String from) {
            return new Origin(actor, at, null, null, null, from);
        }
    }

    /**
     * One act for each of some numbers of a consumer.
     *
     * @param added whether they are registered, not withdrawn
     * @param proved whether a code or a letter proves each number
     */
    record Made(Consumer consumer, List<PhoneNumber> numbers, boolean added, boolean proved, Origin origin) {}

    /** Counts acts, or refuses them and counts nothing. */
    void admit(Made made) {
        Set<Kind> exceeded = count(made, 1);
        if (!exceeded.isEmpty()) {
            count(made, -1);
            throw new RefusedException(
                    exceeded.contains(Kind.ACCOUNT)
                            ? new ConsumerRefusal.TooManyActsOfAccount()
                            : new ConsumerRefusal.TooManyActs());
        }
        note(made);
    }

    /** Counts acts that the law does not let wait, beyond the limits too. */
    void count(Made made) {
        count(made, 1);
        note(made);
    }

    private Set<Kind> count(Made made, int factor) {
        return made.numbers().isEmpty()
                ? Set.of()
                : ActRows.count(database, LegalCalendar.dayOf(made.origin().at()), steps(made, factor));
    }

    private List<Step> steps(Made made, int factor) {
        int all = factor * made.numbers().size();
        List<Step> steps = new ArrayList<>();
        steps.add(step(Kind.ACCOUNT, account(made.consumer()), all));
        if (made.proved()) {
            return steps;
        }
        String from = made.origin().from();
        UUID network = network(from);
        if (from != null && network != null) {
            steps.add(step(Kind.ADDRESS, print(Kind.ADDRESS, Network.household(from)), all));
            steps.add(step(Kind.NETWORK, network, all));
        }
        made.numbers()
                .forEach(number ->
                        steps.add(step(Kind.NUMBER, print(Kind.NUMBER, Long.toString(number.e164())), factor)));
        return steps;
    }

    private Step step(Kind kind, UUID subject, int count) {
        return new Step(kind, subject, count, limits.of(kind));
    }

    private void note(Made made) {
        if (!made.proved()) {
            UUID network = network(made.origin().from());
            made.numbers()
                    .forEach(number -> ActRows.add(
                            database,
                            new ActRows.Act(
                                    made.origin().at(), made.added(), number, account(made.consumer()), network)));
        }
    }

    /** The mailbox, not the space: one that is erased and made again is the same account, and so are all sub-addresses ({@code zoe+1@…}). */
    private UUID account(Consumer consumer) {
        String email = consumer.email();
        return print(
                Kind.ACCOUNT,
                email == null ? consumer.actor() : SUB_ADDRESS.matcher(email).replaceFirst("@"));
    }

    private @Nullable UUID network(@Nullable String from) {
        byte[] print = prints.network(from);
        return print == null ? null : uuid(print);
    }

    private UUID print(Kind kind, String subject) {
        return uuid(prints.print(kind.name(), subject));
    }

    private static UUID uuid(byte[] print) {
        ByteBuffer bytes = ByteBuffer.wrap(print);
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
