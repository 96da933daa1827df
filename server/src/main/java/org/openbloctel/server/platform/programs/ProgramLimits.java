package org.openbloctel.server.platform.programs;

import java.time.Duration;
import java.util.UUID;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.HttpSettings;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.RateLimits.Allowance;
import org.openbloctel.server.platform.access.RateLimits.Limit;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * What a company's programs may ask, on whichever port: so many requests a minute, and so many numbers. A dialer asks for each call by itself;
 * its requests are numbers, and what is left of these is what it is told. Thread-safe.
 */
@Component
public final class ProgramLimits {
    private static final String DIAL = "/api/v1/dial";

    private final RateLimits limits;
    private final Limit requests;
    private final Limit numbers;

    ProgramLimits(RateLimits limits, HttpSettings http, NumberSettings checks) {
        this.limits = limits;
        this.requests = new Limit("company", http.requestsAMinute().company(), Duration.ofMinutes(1));
        this.numbers = new Limit("numbers", checks.numbersAMinute(), Duration.ofMinutes(1));
    }

    /** Takes numbers from a company's one allowance, which its programs and people share; refuses when it is used up. */
    public void takeNumbers(UUID company, int asked) {
        if (asked > numbers.requests()) {
            // It would be too many however long the caller waits.
            throw new RefusedException(new ListRefusal.TooManyNumbers(Math.toIntExact(numbers.requests())));
        }
        Allowance allowance = limits.take(numbers, company.toString(), Math.max(1, asked));
        if (!allowance.granted()) {
            throw new RefusedException(new RequestRefusal.TooManyRequests(allowance.retryAfter()));
        }
    }

    /** Counts a request. The numbers of a test key are fictional, and not counted. */
    public Allowance take(String path, SignedIn.Key key) {
        String company = key.company().toString();
        if (!path.equals(DIAL)) {
            return limits.take(requests, company, 1);
        }
        return key.test() ? limits.left(numbers, company) : limits.take(numbers, company, 1);
    }

    /** How many numbers a company may look up. */
    @ConfigurationProperties("openbloctel.checks")
    record NumberSettings(
            @Between(min = 0, max = 999_999_999) int numbersAMinute) {}
}
