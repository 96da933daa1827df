package org.openbloctel.server.http;

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
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.RequestRefusal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Whose key came with a request, for both doors of programs. Whoever has no answer from the database within two seconds is told
 * to come back, and does not hang as long as the network does. Thread-safe.
 */
@Component
final class KnownKeys {
    private static final String SCHEME = "Bearer ";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Executor THREADS = Thread::startVirtualThread;

    private final ObjectProvider<ApiKeys> keys;
    /** Found at the first request: some of them need what needs this. */
    private final SingletonSupplier<List<Precondition>> preconditions;

    KnownKeys(ObjectProvider<ApiKeys> keys, ObjectProvider<Precondition> preconditions) {
        this.keys = keys;
        this.preconditions = SingletonSupplier.of(() -> preconditions.stream().toList());
    }

    /** Throws a refusal where a request cannot be answered, whoever asks. */
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

    /** Whose key a token is; nothing when it is nobody's. Throws a refusal when that cannot be told for now. */
    Optional<SignedIn.Key> find(String token, String address) {
        ApiKeys all = keys.getIfAvailable();
        if (all == null) {
            return Optional.empty();
        }
        try {
            return CompletableFuture.supplyAsync(() -> all.find(token, address), THREADS)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new RefusedException(new RequestRefusal.Unavailable());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(new RequestRefusal.Unavailable());
        }
    }
}
