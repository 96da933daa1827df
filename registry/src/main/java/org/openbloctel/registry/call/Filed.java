package org.openbloctel.registry.call;

/** What became of a report. */
public enum Filed {
    /** It is a new call. */
    NEW,
    /** It was reported before; its outcome may be new. */
    KNOWN,
    /** Its id stands for another call. */
    ID_TAKEN
}
