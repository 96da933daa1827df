package org.openbloctel.registry.platform.retention;

import java.time.Instant;
import java.util.Optional;

/**
 * A job that does not erase until a person says that it is right to go on. Instants are the database's.
 *
 * @param job its name
 * @param reason why it stopped
 * @param since when it stopped first
 * @param triedAt when it tried last
 * @param lastAt the last instant that the database knew, when the clock is doubted
 * @param amount how many rows or files it would erase; 0 when it erases none, or did not count them
 * @param may how many it may erase without a person
 */
public record ErasureStop(
        String job, Reason reason, Instant since, Instant triedAt, Optional<Instant> lastAt, long amount, long may) {
    /** Why a job does not erase. */
    public enum Reason {
        /** The day is later than that of the last run by more than two days. */
        AHEAD,
        /** The day is earlier than that of the last run by more than two days. */
        BEHIND,
        /** The clocks of the server and of the database differ: for the people who run the machines. */
        DIFFERS,
        /** It would erase far more than it did in its last runs. */
        AMOUNT;

        /** Whether a person can say that the clock is right. */
        public boolean isDay() {
            return this == AHEAD || this == BEHIND;
        }
    }
}
