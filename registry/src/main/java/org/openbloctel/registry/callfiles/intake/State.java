package org.openbloctel.registry.callfiles.intake;

import java.util.EnumSet;
import java.util.Set;

/** Where a submission is. Which state may follow which stands here and nowhere else. */
public enum State {
    /** The file is here, whole. */
    RECEIVED,
    /** It is being scrubbed, or was when a server stopped. */
    CHECKING,
    /** It was scrubbed, and the guard does not let the result leave: a person or time decides. */
    HELD,
    /** Its returned files are here. */
    READY,
    /** The callable lines were downloaded. */
    DELIVERED,
    /** Its files are erased; what was counted stays. */
    PURGED,
    /** It cannot be scrubbed, for a reason that is said. */
    REFUSED;

    /** The states that may come next. */
    public Set<State> next() {
        return switch (this) {
            case RECEIVED -> EnumSet.of(CHECKING, REFUSED);
            case CHECKING -> EnumSet.of(HELD, READY, REFUSED);
            case HELD -> EnumSet.of(RECEIVED, REFUSED);
            case READY -> EnumSet.of(DELIVERED, PURGED);
            case DELIVERED -> EnumSet.of(PURGED);
            case PURGED, REFUSED -> EnumSet.noneOf(State.class);
        };
    }

    /** The states from which one may come, as SQL knows them; a test compares them with {@link #next}. */
    public static final String BEFORE_RECEIVED = "'HELD'";

    public static final String BEFORE_HELD = "'CHECKING'";
    public static final String BEFORE_READY = "'CHECKING'";
    public static final String BEFORE_DELIVERED = "'READY'";
    public static final String BEFORE_PURGED = "'READY', 'DELIVERED'";
    public static final String BEFORE_REFUSED = "'RECEIVED', 'CHECKING', 'HELD'";

    /** Whether scrubbing is over, one way or the other. */
    public boolean isSettled() {
        return this != RECEIVED && this != CHECKING && this != HELD;
    }
}
