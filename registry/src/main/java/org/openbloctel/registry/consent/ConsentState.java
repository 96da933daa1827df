package org.openbloctel.registry.consent;

/** Which of them are wanted. */
public enum ConsentState {
    /** All. */
    ALL,
    /** Those that hold. */
    OPEN,
    /** Those that were withdrawn. */
    WITHDRAWN,
    /** Those whose time is over. */
    OVER,
    /** Those that name no sector yet, and so allow nothing. */
    INCOMPLETE
}
