package org.openbloctel.registry.list.trace;

import org.openbloctel.scrub.engine.Verdict;

/** The answer about a number. The place in this list is its code in the files: new ones come last. */
public enum Answer {
    /** It was not on the list, and no rule forbade the call. */
    CALLABLE,
    /** It was on the list, or another number of its line was. */
    OPPOSED,
    /** Its line was not checked. */
    UNCHECKED,
    /** A rule other than the list forbade the call. */
    FORBIDDEN,
    /** It stood beside the phone columns, or with others in one field, and was looked up: its line was judged by it too. */
    BESIDE;

    private static final Answer[] ALL = values();

    /** The answer of a verdict. */
    static Answer of(Verdict verdict) {
        return switch (verdict) {
            case CALLABLE -> CALLABLE;
            case OPPOSED -> OPPOSED;
            case UNCHECKED -> UNCHECKED;
            case FORBIDDEN -> FORBIDDEN;
        };
    }

    int code() {
        return ordinal();
    }

    static Answer ofCode(int code) {
        return ALL[code];
    }
}
