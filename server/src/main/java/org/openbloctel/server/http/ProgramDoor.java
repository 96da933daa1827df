package org.openbloctel.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.AccessRefusal;
import org.openbloctel.registry.refusal.Refusal;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.openbloctel.server.http.RateLimits.Allowance;
import org.openbloctel.server.http.RateLimits.Limit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The programs' way in for a listener that is not the container's: the same keys, access table, limits and problems. A key that
 * was found is believed for a second more, so that a revoked one ends within it. Thread-safe.
 */
@Component
public final class ProgramDoor {
    private static final long OURS_RETRY_AFTER = 30;

    private final Cache<Presented, SignedIn.Key> found = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(1))
            .build();
    private final KnownKeys keys;
    private final RateLimits limits;
    private final RefusalProse prose;
    private final Faults faults;
    private final Limit programs;
    private final Limit addresses;

    ProgramDoor(
            KnownKeys keys,
            RateLimits limits,
            RefusalProse prose,
            Faults faults,
            @Value("${openbloctel.http.requests-a-minute.company}") long programs,
            @Value("${openbloctel.http.requests-a-minute.address}") long addresses) {
        this.keys = keys;
        this.limits = limits;
        this.prose = prose;
        this.faults = faults;
        // As RateLimitFilter has them: the same name and numbers are the same bucket.
        this.programs = new Limit("company", programs, Duration.ofMinutes(1));
        this.addresses = new Limit("address", addresses, Duration.ofMinutes(1));
    }

    private record Presented(String token, String address) {}

    /**
     * Who let in.
     *
     * @param key whose it is
     * @param allowance what is left of the company's requests; null where they are not counted
     */
    public record Admitted(SignedIn.Key key, @Nullable Allowance allowance) {}

    /** A dialer asks for each call by itself: its numbers are counted against the company's, not its requests. */
    static boolean isDialer(String path) {
        return path.equals("/api/v1/dial");
    }

    /** Lets a request in, and counts it; may have to ask the database whose key it is. Throws a refusal. */
    public Admitted admit(String method, String path, @Nullable String authorization, String address) {
        keys.requireAnswerable(method, path);
        return count(method, path, key(authorization, address), address);
    }

    /** Lets a request in with a key that was seen, and counts it, without waiting for anybody. Throws a refusal. */
    public Admitted admit(String method, String path, SignedIn.Key seen, String address) {
        keys.requireAnswerable(method, path);
        return count(method, path, seen, address);
    }

    /** Whose key it is, if that was asked within the last second. Asks nobody. */
    public SignedIn.@Nullable Key seen(@Nullable String authorization, String address) {
        String token = KnownKeys.token(authorization);
        return token == null ? null : found.getIfPresent(new Presented(token, address));
    }

    private Admitted count(String method, String path, SignedIn.@Nullable Key key, String address) {
        Allowance allowance = key == null
                ? limits.take(addresses, ClientAddress.network(address), 1)
                : isDialer(path) ? null : limits.take(programs, key.company().toString(), 1);
        if (allowance != null && !allowance.granted()) {
            throw new RefusedException(new RequestRefusal.TooManyRequests(allowance.retryAfter()));
        }
        Optional<Refusal> refusal = AccessTable.refusal(method, path, key);
        if (key == null || refusal.isPresent()) {
            throw new RefusedException(refusal.orElseGet(AccessRefusal.SignInNeeded::new));
        }
        return new Admitted(key, allowance);
    }

    private SignedIn.@Nullable Key key(@Nullable String authorization, String address) {
        String token = KnownKeys.token(authorization);
        if (token == null) {
            return null;
        }
        SignedIn.Key known = seen(authorization, address);
        if (known != null) {
            return known;
        }
        KnownKeys.Found asked = keys.find(token, address);
        if (asked.tooMany() != null) {
            throw new RefusedException(
                    new RequestRefusal.TooManyRequests(asked.tooMany().retryAfter()));
        }
        SignedIn.Key key = asked.key();
        if (key != null) {
            found.put(new Presented(token, address), key);
        }
        return key;
    }

    /** The problem (RFC 9457) that a fault is answered with, in the reader's language. What nobody foresaw is logged. */
    public Problem problem(Throwable fault, @Nullable String acceptLanguage) {
        Refusal refusal = faults.refusal(fault);
        int status = RefusalStatus.of(refusal).value();
        Locale locale = Languages.preferred(acceptLanguage);
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "/problemes/" + refusal.code());
        problem.put("title", prose.title(refusal, locale));
        problem.put("status", status);
        problem.put("detail", prose.detail(refusal, locale));
        problem.put("code", refusal.code());
        problem.put("cure", prose.cure(refusal, locale));
        switch (refusal) {
            case RequestRefusal.UnreadableField field ->
                problem.put("errors", java.util.List.of(Map.of("pointer", "/" + field.field())));
            case RequestRefusal.Internal internal -> problem.put("reference", internal.reference());
            default -> {}
        }
        OptionalLong retryAfter = refusal instanceof RequestRefusal.TooManyRequests tooMany
                ? OptionalLong.of(tooMany.seconds())
                : status == 503 ? OptionalLong.of(OURS_RETRY_AFTER) : OptionalLong.empty();
        byte[] json = JsonMapper.shared().writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
        return new Problem(
                status, locale.getLanguage(), retryAfter, json.length, new String(json, StandardCharsets.UTF_8));
    }

    /**
     * A problem to be sent.
     *
     * @param status of HTTP
     * @param language of its texts
     * @param retryAfter seconds, where it makes sense to try again
     * @param length of the JSON in UTF-8
     * @param json the body
     */
    public record Problem(int status, String language, OptionalLong retryAfter, int length, String json) {}
}
