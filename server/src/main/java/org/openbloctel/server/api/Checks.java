package org.openbloctel.server.api;

import java.time.Duration;
import java.util.Optional;
import org.openbloctel.registry.lookup.Answers;
import org.openbloctel.registry.lookup.Lookups;
import org.openbloctel.registry.lookup.Written;
import org.openbloctel.registry.publication.Publication;
import org.openbloctel.registry.refusal.ListRefusal;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.server.http.Precondition;
import org.openbloctel.server.http.RateLimits;
import org.openbloctel.server.http.RateLimits.Allowance;
import org.openbloctel.server.http.RateLimits.Limit;
import org.openbloctel.server.http.SignedIn;
import org.springframework.beans.factory.annotation.Value;
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

    Checks(
            Lookups lookups,
            Publication publication,
            RateLimits limits,
            @Value("${openbloctel.checks.numbers-a-minute}") long numbersAMinute) {
        this.lookups = lookups;
        this.publication = publication;
        this.limits = limits;
        this.numbersAMinute = new Limit("numbers", numbersAMinute, Duration.ofMinutes(1));
    }

    /** Without a fresh list nobody is answered, so nobody has to wait for a database to say who they are. */
    @Override
    public Optional<Refusal> refusal(String method, String path) {
        return path.equals(PATH) && !publication.status().fresh()
                ? Optional.of(new ListRefusal.ListNotFresh())
                : Optional.empty();
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
        Allowance allowance = limits.take(numbersAMinute, key.company().toString(), Math.max(1, numbers.size()));
        if (!allowance.granted()) {
            throw new RefusedException(new RequestRefusal.TooManyRequests(allowance.retryAfter()));
        }
        return lookups.check(key.company(), key.actor(), numbers);
    }

    /** Answers somebody of a company's, on a page. */
    public Answers answers(SignedIn.Member member, Written numbers) {
        limits.check(numbersAMinute, member.company().toString());
        return lookups.check(member.company(), member.actor(), numbers);
    }
}
