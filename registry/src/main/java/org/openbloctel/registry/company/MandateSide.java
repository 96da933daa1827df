package org.openbloctel.registry.company;

/** Which side the proposing company is on. */
public enum MandateSide {
    /** It lets the other act for it. */
    PRINCIPAL,
    /** It wants to act for the other. */
    AGENT
}
