package org.openbloctel.registry.authority.complaint;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The states of a complaint, with the only table of the transitions between them. */
public enum ComplaintState {
    /** It was received, and no company is known yet. */
    RECEIVED,
    /** An inspector found the company that the call was made for. */
    ATTRIBUTED,
    /** It belongs to a case against that company. */
    IN_CASE,
    /** It is settled, for a {@link ClosingReason}. */
    CLOSED;

    /** The states that may come next. */
    public Set<ComplaintState> next() {
        return switch (this) {
            case RECEIVED -> EnumSet.of(ATTRIBUTED, CLOSED);
            case ATTRIBUTED -> EnumSet.of(RECEIVED, IN_CASE, CLOSED);
            case IN_CASE -> EnumSet.of(CLOSED);
            case CLOSED -> EnumSet.noneOf(ComplaintState.class);
        };
    }

    /** The states from which this one may come. */
    List<ComplaintState> sources() {
        return Arrays.stream(values())
                .filter(state -> state.next().contains(this))
                .toList();
    }
}
