package org.openbloctel.registry.platform.simulation;

/** What becomes of a step of a simulated server. */
public enum Fate {
    /** It is done. */
    DONE,
    /** The connection breaks before it, or the disk takes no file. */
    CUT_BEFORE,
    /** It is done, and the answer to it is lost. */
    CUT_AFTER,
    /** It is done, and the server is killed. */
    KILLED_AFTER
}
