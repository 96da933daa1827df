package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A principal lets an agent act for it from one day to another, both in.
 *
 * @param id its id
 * @param principal for whom; null while it is the other side and has not accepted
 * @param agent who acts; null while it is the other side and has not accepted
 * @param proposedBy which of both proposed it
 * @param otherSiren the SIREN of the side that it was proposed to
 * @param principalName the principal's name, or the SIREN while it has not accepted
 * @param agentName the agent's name, or the SIREN while it has not accepted
 * @param startsOn the first day
 * @param endsOn the last day
 * @param state how far it is
 */
public record Mandate(
        UUID id,
        @Nullable UUID principal,
        @Nullable UUID agent,
        UUID proposedBy,
        String otherSiren,
        String principalName,
        String agentName,
        LocalDate startsOn,
        LocalDate endsOn,
        State state) {

    /** How far a mandate is, on the day it was asked for. */
    public enum State {
        /** One side proposed it; the other has not accepted. */
        PROPOSED,
        /** Accepted by both, and it has not begun yet. */
        TO_COME,
        /** It holds. */
        IN_FORCE,
        /** Its term is over, or one side ended it. */
        ENDED
    }

    /**
     * A time for which a mandate holds or held.
     *
     * @param from from this instant on
     * @param until up to this instant, which no longer belongs to it
     */
    public record Period(Instant from, Instant until) {
        /** Whether an instant lies in it. */
        public boolean at(Instant instant) {
            return !instant.isBefore(from) && instant.isBefore(until);
        }
    }

    /**
     * A company that one acts for.
     *
     * @param id its id
     * @param name its name
     * @param siren its SIREN
     */
    public record Principal(UUID id, String name, String siren) {}

    /**
     * An agent of several principals.
     *
     * @param asked how many of those that were asked for
     * @param all how many in all
     */
    public record Spread(UUID agent, int asked, int all) {}

    /** Which side the proposing company is on. */
    public enum Side {
        /** It lets the other act for it. */
        PRINCIPAL,
        /** It wants to act for the other. */
        AGENT
    }

    /**
     * What is proposed.
     *
     * @param side the proposing company's
     * @param otherNumber the other one's SIREN or SIRET, as typed
     * @param startsOn the first day
     * @param endsOn the last day
     */
    public record Terms(Side side, String otherNumber, LocalDate startsOn, LocalDate endsOn) {}
}
