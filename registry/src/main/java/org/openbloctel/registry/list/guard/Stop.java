package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A company that gets no answer, by any way in: for one principal, or at all.
 *
 * @param principal for whom it asked
 * @param whole whether it gets none at all
 * @param actor the key or the person at whose question it was stopped
 * @param signs what its numbers looked like, each with its figure
 * @param lifted how it ended, once it has
 */
public record Stop(
        UUID id,
        UUID company,
        UUID principal,
        boolean whole,
        Step step,
        Instant at,
        String actor,
        String signs,
        Optional<Lifted> lifted) {
    /** Whether the company asked for another one. */
    public boolean isForClient() {
        return !principal.equals(company);
    }

    /** The pair, or the company as a whole, that the stop closes. */
    Pair closed() {
        return whole ? Pair.whole(company) : new Pair(company, principal);
    }

    /** The signs as the company may see them: one that would show which numbers are canaries has the name WITHHELD. */
    public String shown() {
        return Sign.shown(signs);
    }

    /** Notices of stops, and of their ends, in the transactions that write them down. */
    @FunctionalInterface
    public interface Alarm {
        /**
         * A company was stopped.
         *
         * @param asked the numbers that it asked for within the week
         * @param learnt about how many of them are on the list
         */
        void stopped(Stop stop, long asked, long learnt);

        /** A stop was lifted. */
        default void lifted(Stop stop, Instant at) {}
    }

    /** How far a company is up the ladder. */
    public enum Step {
        /** It waits until a person of the operator has looked. */
        HOLD,
        /** It was stopped before within a month: its owner has to show where the numbers come from. */
        PROVENANCE,
        /** Most of what it asked for is no call file's, or it was stopped twice before within a month. */
        SUSPEND;

        /** Whether a lift takes two people of the operator. */
        public boolean takesTwo() {
            return compareTo(PROVENANCE) >= 0;
        }

        /** The step of a stop after so many others within a month. */
        static Step after(int others, boolean gross) {
            return gross || others > 1 ? SUSPEND : others == 1 ? PROVENANCE : HOLD;
        }
    }

    /**
     * How a stop ended.
     *
     * @param by the person of the operator
     * @param why in that person's words
     */
    public record Lifted(Instant at, String by, String why) {}
}
