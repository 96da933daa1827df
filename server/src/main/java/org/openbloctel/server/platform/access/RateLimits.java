package org.openbloctel.server.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.security.Network;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Counts how much a caller does in a while, in buckets that fill up again steadily. In memory: each server counts for itself,
 * and forgets a caller it has not seen for an hour, or the longest unseen when there are too many. Thread-safe.
 */
@Component
public final class RateLimits {
    private static final long MAX_REMEMBERED = 200_000;
    private static final Duration REMEMBERED_FOR = Duration.ofHours(1);

    private final Cache<Counted, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterAccess(REMEMBERED_FOR)
            // Its upkeep is short: another thread would have to be woken for it, at every few look-ups.
            .executor(Runnable::run)
            .build();
    private final InstantSource clock;

    public RateLimits(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes so much from a caller's bucket, or nothing when there is less in it. */
    public Allowance take(Limit limit, String who, long amount) {
        Bucket bucket = buckets.get(new Counted(limit, who), counted -> newBucket(counted.limit()));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(amount);
        return new Allowance(
                limit,
                probe.isConsumed(),
                probe.getRemainingTokens(),
                seconds(probe.getNanosToWaitForReset()),
                seconds(probe.getNanosToWaitForRefill()));
    }

    /** What is left in a caller's bucket; nothing is taken. */
    public Allowance left(Limit limit, String who) {
        Bucket bucket = buckets.get(new Counted(limit, who), counted -> newBucket(counted.limit()));
        long left = Math.max(0, bucket.getAvailableTokens());
        long missing = Math.max(0, limit.requests() - left);
        return new Allowance(
                limit,
                true,
                left,
                seconds(limit.per()
                        .dividedBy(limit.requests())
                        .multipliedBy(missing)
                        .toNanos()),
                0);
    }

    /** Puts back what was taken, of what turned out to count for nothing. */
    public void giveBack(Limit limit, String who, long amount) {
        Bucket bucket = buckets.getIfPresent(new Counted(limit, who));
        if (bucket != null) {
            bucket.addTokens(amount);
        }
    }

    /** Takes one, or refuses with the seconds to wait. */
    public void check(Limit limit, String who) {
        Allowance allowance = take(limit, who, 1);
        if (!allowance.granted()) {
            throw new RefusedException(new RequestRefusal.TooManyRequests(allowance.retryAfter()));
        }
    }

    /** Takes one for all clients at an address, or refuses: in IPv6 a household counts as one. */
    public void checkAddress(Limit limit, String address) {
        check(limit, Network.household(address));
    }

    /** Takes one for all clients at an address and one subject, or refuses. */
    public void checkAddress(Limit limit, String address, String about) {
        check(limit, about + " " + Network.household(address));
    }

    private Bucket newBucket(Limit limit) {
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit.requests()).refillGreedy(limit.requests(), limit.per()))
                .withCustomTimePrecision(new ClockMeter(clock))
                .build();
    }

    private static long seconds(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
    }

    /**
     * A limit.
     *
     * @param name its own name among the limits, as clients see it
     * @param requests so many…
     * @param per …in such a time
     */
    public record Limit(String name, long requests, Duration per) {}

    /**
     * What a bucket said.
     *
     * @param limit which limit
     * @param granted whether it was taken
     * @param remaining how much is left
     * @param reset seconds until the bucket is full
     * @param retryAfter seconds until there is enough, 0 when it was granted
     */
    public record Allowance(Limit limit, boolean granted, long remaining, long reset, long retryAfter) {
        /** The header fields that tell it, in the form of the draft standard and in the older one. */
        public Map<String, String> headers() {
            String name = "\"" + limit.name() + "\"";
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("RateLimit", name + ";r=" + remaining + ";t=" + reset);
            headers.put(
                    "RateLimit-Policy",
                    name + ";q=" + limit.requests() + ";w=" + limit.per().toSeconds());
            headers.put("RateLimit-Limit", Long.toString(limit.requests()));
            headers.put("RateLimit-Remaining", Long.toString(remaining));
            headers.put("RateLimit-Reset", Long.toString(reset));
            return headers;
        }

        /** Writes these, and when to try again. */
        public void writeTo(HttpServletResponse response) {
            headers().forEach(response::setHeader);
            if (!granted) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
            }
        }
    }

    private record Counted(Limit limit, String who) {}

    private record ClockMeter(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    /** How often a company may do what its people and its programs can do alike: counted together. */
    public static final class Shared {
        /** Checks of kept numbers at once: each reads all of them. */
        public static final Limit CAMPAIGN_RECHECKS = new Limit("campaign-rechecks", 10, Duration.ofMinutes(1));

        /** Events that try an endpoint out. */
        public static final Limit WEBHOOK_TESTS = new Limit("webhook-tests", 10, Duration.ofMinutes(1));

        /** Events that are sent once more. */
        public static final Limit WEBHOOK_RESENDS = new Limit("webhook-resends", 60, Duration.ofMinutes(1));

        /** Dossiers: each reads all certificates of its period. */
        public static final Limit DOSSIERS = new Limit("dossiers", 10, Duration.ofHours(1));

        private Shared() {}
    }
}
