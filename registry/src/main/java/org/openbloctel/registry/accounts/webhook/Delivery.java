package org.openbloctel.registry.accounts.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.event.Event;

/**
 * One event for one endpoint.
 *
 * @param id which
 * @param seq its place among all, ascending: the cursor of lists
 * @param messageId the event's id, as the receiver sees it at every attempt
 * @param type of what
 * @param at when it happened
 * @param state how it stands
 * @param attempts since it was raised or sent again by hand
 * @param next when it is tried next, while it waits
 * @param settledAt when it was delivered or given up
 */
public record Delivery(
        UUID id,
        long seq,
        String messageId,
        Event.Type type,
        Instant at,
        State state,
        int attempts,
        Optional<Instant> next,
        Optional<Instant> settledAt) {
    /** How a delivery stands. */
    public enum State {
        /** To be tried, or tried again. */
        WAITING,
        /** The receiver took it. */
        DELIVERED,
        /** Given up; it can be sent again by hand. */
        FAILED;

        /** As it stands in bundles. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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

    /** Why an attempt failed. Permanent: the API shows the codes, bundles have words for them. */
    public enum Fault {
        /** The receiver answered with a status that is no success. */
        STATUS,
        /** The host's name does not exist. */
        UNKNOWN_HOST,
        /** The host leads where nothing may be sent: this machine, a private network. */
        FORBIDDEN_ADDRESS,
        /** No connection. */
        UNREACHABLE,
        /** The certificate or the protocol of the protected connection is not right. */
        TLS,
        /** No answer in time. */
        TIMEOUT,
        /** The connection ended before there was an answer, or what came is no HTTP. */
        NO_ANSWER;

        /** As the API shows it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

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
            Duration took,
            Optional<Integer> status,
            Optional<Fault> fault,
            String answer,
            Optional<Duration> retryAfter) {
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
                    took,
                    Optional.of(status),
                    taken ? Optional.empty() : Optional.of(Fault.STATUS),
                    answer,
                    retryAfter);
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
}
