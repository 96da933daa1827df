package org.openbloctel.registry.calls.call;

/** The result of filing a reported call. */
public enum Filed {
    /** It is a new call. */
    NEW,
    /** It was reported before; its outcome may be new. */
    KNOWN,
    /** Its id stands for another call. */
    ID_TAKEN
}
