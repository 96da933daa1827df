package org.openbloctel.registry.authority.casefile;

import java.util.EnumSet;
import java.util.Set;

/** The states of a case file, with the only table of the transitions between them. */
public enum CaseState {
    /** Inspectors collect complaints and facts; the company does not know of it. */
    OPEN,
    /** The letter was sent, and the company has time to answer. */
    NOTIFIED,
    /** The company answered; it may add to its answer until the decision. */
    OBSERVED,
    /** The time to answer is over, and there was no answer. */
    EXPIRED,
    /** Two inspectors decided a fine. */
    SANCTIONED,
    /** Two inspectors closed it without a sanction. */
    CLOSED,
    /** Two inspectors annulled the sanction, as a court may order; it is no longer published. */
    ANNULLED;

    /** The states that may come next. */
    public Set<CaseState> next() {
        return switch (this) {
            case OPEN -> EnumSet.of(NOTIFIED, CLOSED);
            case NOTIFIED -> EnumSet.of(OBSERVED, EXPIRED, CLOSED);
            case OBSERVED -> EnumSet.of(SANCTIONED, CLOSED);
            case EXPIRED -> EnumSet.of(OBSERVED, SANCTIONED, CLOSED);
            case SANCTIONED -> EnumSet.of(ANNULLED);
            case CLOSED, ANNULLED -> EnumSet.noneOf(CaseState.class);
        };
    }

    /** Whether the company may answer. */
    public boolean takesObservations() {
        return this == NOTIFIED || this == OBSERVED || this == EXPIRED;
    }

    /** Whether it is decided. */
    public boolean isDecided() {
        return this == SANCTIONED || this == CLOSED || this == ANNULLED;
    }
}
