package org.openbloctel.server.list.lookup;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.list.guard.Budget;
import org.openbloctel.registry.list.guard.Budgets;
import org.openbloctel.registry.list.guard.Guard;
import org.openbloctel.registry.list.lookup.Lookups;
import org.openbloctel.registry.list.lookup.Written;
import org.openbloctel.registry.list.publication.Publication;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.KnownKeys;
import org.openbloctel.server.platform.programs.ProgramLimits;
import org.springframework.stereotype.Component;

/**
 * {@code POST /api/v1/checks}, from the body's bytes to the answer's, for both listeners: the same limits, rules and refusals.
 * Thread-safe.
 */
@Component
public final class Checks implements KnownKeys.Precondition {
    static final String PATH = "/api/v1/checks";
    /** 10,000 numbers of 100 bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private final Lookups lookups;
    private final Guard guard;
    private final Publication publication;
    private final ProgramLimits programs;
    private final SecurityNotes traces;

    Checks(Lookups lookups, Guard guard, Publication publication, ProgramLimits programs, SecurityNotes traces) {
        this.lookups = lookups;
        this.guard = guard;
        this.publication = publication;
        this.programs = programs;
        this.traces = traces;
    }

    /** Without a fresh list no caller is answered, so none has to wait while the database looks up its key. */
    @Override
    public Optional<Refusal> refusal(String method, String path) {
        return path.equals(PATH) && !publication.status().fresh()
                ? Optional.of(new ListRefusal.ListNotFresh())
                : Optional.empty();
    }

    /** Numbers never stand in an address, where logs would keep them: any query is refused. */
    static void refuseQuery(boolean present) {
        if (present) {
            throw new RefusedException(new RequestRefusal.UnreadableField("?"));
        }
    }

    /** Answers a program. Throws a refusal. */
    byte[] answer(SignedIn.Key key, byte[] body, int length) {
        Written numbers = CheckRequest.read(body, length);
        take(key, numbers);
        return write(key, numbers);
    }

    /**
     * Answers a program in a thread that may not wait, in the room of an older answer. Throws a refusal.
     *
     * @param otherwise is told to ask again with {@link #write}, in a thread that may wait; null is returned then
     */
    @Nullable
    CheckAnswer answer(SignedIn.Key key, byte[] body, int length, CheckAnswer room, Consumer<Written> otherwise) {
        Written numbers = CheckRequest.read(body, length);
        take(key, numbers);
        try {
            return room.write(
                    numbers,
                    key.test() ? lookups.test(numbers) : lookups.checkAtOnce(key.company(), key.actor(), numbers));
        } catch (Guard.WouldWaitException e) {
            otherwise.accept(numbers);
            return null;
        }
    }

    /** The answer for numbers that were let in. */
    byte[] write(SignedIn.Key key, Written numbers) {
        Lookups.Answers answers =
                key.test() ? lookups.test(numbers) : lookups.check(key.company(), key.actor(), numbers);
        return new CheckAnswer().write(numbers, answers).copy();
    }

    /**
     * Writes the fields that say how many new numbers are left to a company, beside those of its other limits; nothing where this server
     * does not know without asking the database.
     */
    void writeLeft(SignedIn.Key key, BiConsumer<String, String> header) {
        Budgets.Left left = key.test() ? null : guard.left(key.company());
        if (left != null) {
            Budgets.Standing standing = left.standing();
            Budget budget = standing.budget();
            header.accept(
                    "RateLimit",
                    "\"new-numbers-day\";r=" + Math.max(0, standing.left()) + ";t=" + left.seconds()
                            + ", \"new-numbers-year\";r=" + Math.max(0, standing.leftOfYear()));
            header.accept(
                    "RateLimit-Policy",
                    "\"new-numbers-day\";q=" + budget.day() + ";w=86400, \"new-numbers-year\";q=" + budget.year()
                            + ";w=31536000");
        }
    }

    private void take(SignedIn.Key key, Written numbers) {
        if (!key.test()) {
            programs.takeNumbers(key.company(), numbers.size());
            traces.lookedUp(key, numbers.size());
        }
    }
}
