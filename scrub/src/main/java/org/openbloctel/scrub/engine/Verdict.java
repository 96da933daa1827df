package org.openbloctel.scrub.engine;

import java.util.List;
import java.util.Locale;

/** What became of a line or a number. */
public enum Verdict {
    /** A number of the plan that is not on the list and, where a {@link Ruling} decides too, may be called. */
    CALLABLE,
    /** On the list: it may not be called. */
    OPPOSED,
    /** Not checked, for a {@link org.openbloctel.scrub.number.Reason}; not the same as callable, and to be treated as no. */
    UNCHECKED,
    /** Not to be called for another reason than the list: only where a {@link Ruling} decides. */
    FORBIDDEN;

    /** The verdicts that the list alone can give. */
    public static final List<Verdict> BY_LIST = List.of(CALLABLE, OPPOSED, UNCHECKED);

    /**
     * The name in answers, such as {@code CALLABLE}. By the list alone nothing is callable, only {@code NOT_LISTED}.
     *
     * @param byLaw whether a {@link Ruling} decided beside the list
     */
    public String name(boolean byLaw) {
        return this == CALLABLE && !byLaw ? "NOT_LISTED" : name();
    }

    /** The verdict's name in file names and reports, such as {@code not-listed}. */
    public String label(boolean byLaw) {
        return name(byLaw).toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
