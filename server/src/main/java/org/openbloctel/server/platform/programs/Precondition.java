package org.openbloctel.server.platform.programs;

import java.util.Optional;
import org.openbloctel.registry.platform.refusal.Refusal;

/**
 * What a feature refuses before it is even asked whose key it is: what it could not answer anyway. A server that lost its
 * database so says what is wrong at once, and does not wait for the database to say who asks.
 */
@FunctionalInterface
public interface Precondition {
    /** Why this request of a program cannot be answered now, or nothing when it can. Costs next to nothing. */
    Optional<Refusal> refusal(String method, String path);
}
