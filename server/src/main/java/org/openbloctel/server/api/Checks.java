package org.openbloctel.server.api;

import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.lookup.Answers;
import org.openbloctel.registry.lookup.Lookups;
import org.openbloctel.registry.lookup.Written;
import org.openbloctel.registry.publication.Publication;
import org.openbloctel.registry.refusal.ListRefusal;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.server.web.Precondition;
import org.openbloctel.server.web.ProgramLimits;
import org.openbloctel.server.web.RateLimits;
import org.openbloctel.server.web.RateLimits.Allowance;
import org.openbloctel.server.web.RateLimits.Limit;
import org.openbloctel.server.web.SignedIn;
import org.springframework.stereotype.Component;

/**
 * {@code POST /api/v1/checks}, from the body's bytes to the answer's, whatever listens: the same limits, rules and refusals.
 * Thread-safe.
 */
@Component
public final class Checks implements Precondition {
    static final String PATH = "/api/v1/checks";
    /** 10,000 numbers of 100 bytes. */
    public static final int MOST_BYTES = 1 << 20;

    private final Lookups lookups;
    private final Publication publication;
    private final RateLimits limits;
    private final Limit numbersAMinute;

    Checks(Lookups lookups, Publication publication, RateLimits limits, ProgramLimits programs) {
        this.lookups = lookups;
        this.publication = publication;
        this.limits = limits;
        this.numbersAMinute = programs.numbers();
    }

    /** Without a fresh list nobody is answered, so nobody has to wait for a database to say who they are. */
    @Override
    public Optional<Refusal> refusal(String method, String path) {
        return path.equals(PATH) && !publication.status().fresh()
                ? Optional.of(new ListRefusal.ListNotFresh())
                : Optional.empty();
    }

    /** Numbers never stand in an address, where logs would keep them: a query is refused, whatever it holds. */
    static void refuseQuery(boolean present) {
        if (present) {
            throw new RefusedException(new RequestRefusal.UnreadableField("?"));
        }
    }

    /** Answers a program. Throws a refusal. */
    public byte[] answer(SignedIn.Key key, byte[] body, int length) {
        Written numbers = CheckRequest.read(body, length);
        return CheckAnswer.write(numbers, answers(key, numbers));
    }

    private Answers answers(SignedIn.Key key, Written numbers) {
        if (key.test()) {
            return lookups.test(numbers);
        }
        take(key.company(), numbers.size());
        return lookups.check(key.company(), key.actor(), numbers);
    }

    /** Takes numbers from a company's one allowance, whoever of it asks, a program or a person; refuses when it is used up. */
    public void take(UUID company, int numbers) {
        if (numbers > numbersAMinute.requests()) {
            // It would be too many however long somebody waits.
            throw new RefusedException(new ListRefusal.TooManyNumbers(Math.toIntExact(numbersAMinute.requests())));
        }
        Allowance allowance = limits.take(numbersAMinute, company.toString(), Math.max(1, numbers));
        if (!allowance.granted()) {
            throw new RefusedException(new RequestRefusal.TooManyRequests(allowance.retryAfter()));
        }
    }
}
