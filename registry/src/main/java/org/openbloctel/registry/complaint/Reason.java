package org.openbloctel.registry.complaint;

/** Why a complaint was closed. */
public enum Reason {
    /** The company was sanctioned: the one outcome that names it to the complainant. */
    SANCTIONED,
    /** The company was warned, or corrected what was wrong. */
    CORRECTED,
    /** The calls broke no rule. */
    NO_BREACH,
    /** The caller could not be found. */
    CALLER_UNKNOWN,
    /** It is for another authority. */
    OUT_OF_SCOPE
}
