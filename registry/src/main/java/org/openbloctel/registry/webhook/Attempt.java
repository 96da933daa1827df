package org.openbloctel.registry.webhook;

import java.time.Instant;
import java.util.Optional;

/**
 * One try, as the log has it.
 *
 * @param at when it ended
 * @param millis how long it took
 * @param status what the receiver answered; empty when it did not
 * @param fault why it failed; empty when it did not
 * @param answer the beginning of what the receiver answered, long runs of digits hidden
 */
public record Attempt(Instant at, int millis, Optional<Integer> status, Optional<Fault> fault, String answer) {}
