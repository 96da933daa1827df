package org.openbloctel.scrub.list;

import java.io.IOException;

/** A list that must not be used: nothing may be called callable on its word. Carries facts, no prose. */
public final class UntrustedListException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the list. */
    public enum Fault {
        /** The file does not begin as a list does. */
        NOT_A_LIST,
        /** The file is shorter or longer than it says. */
        TRUNCATED,
        /** A checksum does not fit, or offsets point nowhere. */
        DAMAGED,
        /** Written by a later version of the format. */
        NEWER_FORMAT,
        /** Made for another numbering plan. */
        OTHER_PLAN,
        /** A change that was made for another revision. */
        OTHER_REVISION,
        /** Older than the caller accepts. */
        TOO_OLD,
        /** Made later than now: a clock is wrong, so its age cannot be told. */
        OF_THE_FUTURE
    }

    private final Fault fault;
    private final String file;

    /** A list, or a change, in this file, with this fault. */
    public UntrustedListException(Fault fault, String file) {
        super(file + ": " + fault);
        this.fault = fault;
        this.file = file;
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }

    /** The file, as the caller named it. */
    public String file() {
        return file;
    }
}
