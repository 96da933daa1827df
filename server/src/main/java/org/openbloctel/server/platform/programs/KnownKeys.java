package org.openbloctel.server.platform.programs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.credential.Links;
import org.openbloctel.registry.platform.database.CheckThreads;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.registry.platform.security.Network;
import org.openbloctel.server.platform.access.HttpSettings;
import org.openbloctel.server.platform.access.RateLimits;
import org.openbloctel.server.platform.access.RateLimits.Allowance;
import org.openbloctel.server.platform.access.RateLimits.Limit;
import org.openbloctel.server.platform.access.SignedIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Whose key came with a request, for both doors of programs. A request without an answer from the database within two seconds is told
 * to come back, and does not hang as long as the network does. Thread-safe.
 */
@Component
public final class KnownKeys {
    private static final Logger LOG = LoggerFactory.getLogger(KnownKeys.class);
    private static final String SCHEME = "Bearer ";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    static final int MAX_AT_ONCE = 64;
    private static final Executor THREADS = new CheckThreads("keys", MAX_AT_ONCE);

    private final ObjectProvider<ApiKeys> keys;
    private final RateLimits limits;
    private final Limit unknown;
    /** Keys that worked within the hour, and from where: what their neighbours try does not stop them. */
    private final Cache<Presented, Boolean> worked = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterAccess(Duration.ofHours(1))
            .build();
    /** Found at the first request: some of them need what needs this. */
    private final SingletonSupplier<List<Precondition>> preconditions;

    KnownKeys(
            ObjectProvider<ApiKeys> keys,
            ObjectProvider<Precondition> preconditions,
            RateLimits limits,
            HttpSettings settings) {
        this.keys = keys;
        this.limits = limits;
        this.unknown = new Limit("address", settings.requestsAMinute().address(), Duration.ofMinutes(1));
        this.preconditions = SingletonSupplier.of(() -> preconditions.stream().toList());
    }

    /** Throws a refusal where a request cannot be answered for any company. */
    void requireAnswerable(String method, String path) {
        for (Precondition condition : preconditions.obtain()) {
            condition.refusal(method, path).ifPresent(refusal -> {
                throw new RefusedException(refusal);
            });
        }
    }

    /** The token behind {@code Bearer}, or null where there is none. */
    static @Nullable String token(@Nullable String authorization) {
        return authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? null
                : authorization.substring(SCHEME.length()).strip();
    }

    private record Presented(String hash, String network) {}

    /**
     * What is known of a token.
     *
     * @param key whose it is; null when it is unknown, or was not looked up
     * @param tooMany what the limit says when so many keys from there were unknown that none is looked up any more; else null
     */
    record Found(SignedIn.@Nullable Key key, @Nullable Allowance tooMany) {}

    /**
     * Whose key a token is. Tries are counted for their address before the database is asked, and given back when they were right. Throws a
     * refusal when it cannot be told for now.
     */
    Found find(String token, String address) {
        String network = Network.household(address);
        Presented presented = new Presented(Links.hash(token), network);
        if (worked.getIfPresent(presented) != null) {
            return new Found(asked(token, address).orElseGet(() -> gone(presented)), null);
        }
        String who = "keys from " + network;
        Allowance allowance = limits.take(unknown, who, 1);
        if (!allowance.granted()) {
            return new Found(null, allowance);
        }
        boolean wrong = false;
        try {
            SignedIn.Key key = asked(token, address).orElse(null);
            wrong = key == null;
            if (key != null) {
                worked.put(presented, true);
            }
            return new Found(key, null);
        } finally {
            if (!wrong) {
                limits.giveBack(unknown, who, 1);
            }
        }
    }

    private SignedIn.@Nullable Key gone(Presented presented) {
        worked.invalidate(presented);
        return null;
    }

    /** Each kind of keys has its own beginning, so that one looks a token up. */
    private Optional<SignedIn.Key> found(String token, String address) {
        return keys.stream().flatMap(one -> one.find(token, address).stream()).findFirst();
    }

    private Optional<SignedIn.Key> asked(String token, String address) {
        CompletableFuture<Optional<SignedIn.Key>> lookedUp =
                CompletableFuture.supplyAsync(() -> found(token, address), THREADS);
        try {
            return lookedUp.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            lookedUp.cancel(false); // one that has no thread yet does nothing when it gets one
            LOG.warn("A key was not looked up within {} s", PATIENCE.toSeconds());
            throw new RefusedException(new RequestRefusal.Unavailable());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(new RequestRefusal.Unavailable());
        }
    }

    /** Knows one kind of keys of programs. */
    @FunctionalInterface
    public interface ApiKeys {
        /**
         * Whose key this is; nothing when it is unknown, expired, revoked, or not to be used from this address.
         *
         * @param token what stands behind {@code Bearer}
         * @param address the client's address
         */
        Optional<SignedIn.Key> find(String token, String address);

        /** The client's address; empty where a proxy gives none, so that no key is from there. */
        static Optional<InetAddress> literal(String address) {
            try {
                return Optional.of(InetAddress.ofLiteral(address));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * What a feature refuses before it is even asked whose key it is: what it could not answer anyway. A server that lost its
     * database so says what is wrong at once, and does not wait for the database to say who asks.
     */
    @FunctionalInterface
    public interface Precondition {
        /** Why this request of a program cannot be answered now, or nothing when it can. Costs next to nothing. */
        Optional<Refusal> refusal(String method, String path);
    }
}
