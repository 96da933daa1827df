package org.openbloctel.server.platform.programs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.security.Network;
import org.openbloctel.server.platform.access.AccessTable;
import org.openbloctel.server.platform.access.HttpSettings;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.RateLimits.Allowance;
import org.openbloctel.server.platform.access.RateLimits.Limit;
import org.openbloctel.server.platform.access.SecurityNotes;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.Languages;
import org.openbloctel.server.platform.pages.RefusalProse;
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
            // Its upkeep is short: another thread would have to be woken for it, at every few look-ups.
            .executor(Runnable::run)
            .build();
    private final KnownKeys keys;
    private final RateLimits limits;
    private final RefusalProse prose;
    private final Faults faults;
    private final ProgramLimits programs;
    private final AccessTable access;
    private final Limit addresses;
    private final SecurityNotes traces;

    ProgramDoor(
            KnownKeys keys,
            RateLimits limits,
            RefusalProse prose,
            Faults faults,
            ProgramLimits programs,
            AccessTable access,
            HttpSettings settings,
            SecurityNotes traces) {
        this.keys = keys;
        this.limits = limits;
        this.prose = prose;
        this.faults = faults;
        this.programs = programs;
        this.access = access;
        this.traces = traces;
        // As RateLimitFilter has it: the same name and number are the same bucket.
        this.addresses = new Limit("address", settings.requestsAMinute().address(), Duration.ofMinutes(1));
    }

    private record Presented(String token, String address) {}

    /**
     * What came of a request at the door.
     *
     * @param key whose it is; null where it is refused
     * @param allowance what is left of what it was counted with
     * @param refusal why it may not go on; null where it may
     */
    public record Admission(
            SignedIn.@Nullable Key key,
            Allowance allowance,
            @Nullable Refusal refusal) {}

    /** Lets a request in, and counts it; may have to ask the database whose key it is. Throws a refusal of ours. */
    public Admission admit(String method, String path, @Nullable String authorization, String address) {
        keys.requireAnswerable(method, path);
        String token = KnownKeys.token(authorization);
        if (token == null) {
            return count(method, path, null, address);
        }
        KnownKeys.Found asked = keys.find(token, address);
        Allowance tooMany = asked.tooMany();
        if (tooMany != null) {
            return new Admission(null, tooMany, new RequestRefusal.TooManyRequests(tooMany.retryAfter()));
        }
        SignedIn.Key key = asked.key();
        if (key == null) {
            traces.unknownKey(address, null);
        } else {
            found.put(new Presented(token, address), key);
        }
        return count(method, path, key, address);
    }

    /** Lets a request in with a key that was seen, and counts it, without waiting for anybody. Throws a refusal of ours. */
    public Admission admit(String method, String path, SignedIn.Key seen, String address) {
        keys.requireAnswerable(method, path);
        return count(method, path, seen, address);
    }

    /** Whose key it is, if that was asked within the last second. Asks no other part. */
    public SignedIn.@Nullable Key seen(@Nullable String authorization, String address) {
        String token = KnownKeys.token(authorization);
        return token == null ? null : found.getIfPresent(new Presented(token, address));
    }

    private Admission count(String method, String path, SignedIn.@Nullable Key key, String address) {
        Allowance allowance =
                key == null ? limits.take(addresses, Network.household(address), 1) : programs.take(path, key);
        if (key != null) {
            traces.used(key, address);
        }
        if (!allowance.granted()) {
            return new Admission(null, allowance, new RequestRefusal.TooManyRequests(allowance.retryAfter()));
        }
        Refusal refusal = access.refusal(method, path, key)
                .orElseGet(() -> key == null ? new AccessRefusal.SignInNeeded() : null);
        return new Admission(refusal == null ? key : null, allowance, refusal);
    }

    /** The problem (RFC 9457) that a fault is answered with, in the reader's language. An unforeseen fault is logged. */
    public Problem problem(Throwable fault, String path, @Nullable String acceptLanguage) {
        Refusal refusal = faults.refusal(fault);
        int status = RefusalStatus.of(refusal).value();
        Locale locale = Languages.ofProgram(acceptLanguage);
        OptionalLong retryAfter = refusal instanceof RequestRefusal.TooManyRequests tooMany
                ? OptionalLong.of(tooMany.seconds())
                : status == 503 ? OptionalLong.of(OURS_RETRY_AFTER) : OptionalLong.empty();
        String allow = refusal instanceof RequestRefusal.WrongMethod ? String.join(", ", access.methods(path)) : null;
        return new Problem(
                status,
                locale.getLanguage(),
                retryAfter,
                refusal instanceof AccessRefusal.SignInNeeded,
                allow,
                JsonMapper.shared().writeValueAsString(ProblemFields.of(refusal, path, prose, locale)));
    }

    /**
     * A problem to be sent.
     *
     * @param status of HTTP
     * @param language of its texts
     * @param retryAfter seconds, where it makes sense to try again
     * @param wantsKey whether a key would help
     * @param allow the methods that the address knows, where it was asked by another; else null
     * @param json the body
     */
    public record Problem(
            int status,
            String language,
            OptionalLong retryAfter,
            boolean wantsKey,
            @Nullable String allow,
            String json) {}
}
