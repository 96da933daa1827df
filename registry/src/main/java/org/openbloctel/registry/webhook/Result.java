package org.openbloctel.registry.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of an attempt.
 *
 * @param took how long it took
 * @param status what the receiver answered; empty when it did not
 * @param fault why it failed; empty when it did not
 * @param answer the beginning of the answer's body
 * @param retryAfter how long the receiver wants to be spared
 */
public record Result(
        Duration took, Optional<Integer> status, Optional<Fault> fault, String answer, Optional<Duration> retryAfter) {
    private static final int MIN_SUCCESS = 200;
    private static final int MIN_OTHER = 300;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;

    /** The receiver answered; a status from 200 to 299 is success. */
    public static Result answered(Duration took, int status, String answer, Optional<Duration> retryAfter) {
        boolean taken = status >= MIN_SUCCESS && status < MIN_OTHER;
        return new Result(
                took, Optional.of(status), taken ? Optional.empty() : Optional.of(Fault.STATUS), answer, retryAfter);
    }

    /** There was no answer. */
    public static Result failed(Duration took, Fault fault) {
        return new Result(took, Optional.empty(), Optional.of(fault), "", Optional.empty());
    }

    boolean isSuccess() {
        return fault.isEmpty();
    }

    /** Nothing more is wanted there, ever. */
    boolean isGone() {
        return status.isPresent() && status.get() == GONE;
    }

    /** Whether the endpoint is to be spared: it says so, or something in front of it is overloaded. */
    boolean asksForLess() {
        return status.filter(code -> code == TOO_MANY
                        || code == BAD_GATEWAY
                        || code == GATEWAY_TIMEOUT
                        || (code == UNAVAILABLE && retryAfter.isPresent()))
                .isPresent();
    }

    /** Without the answer. */
    @Override
    public String toString() {
        return "Result[" + status + ", " + fault + "]";
    }
}
