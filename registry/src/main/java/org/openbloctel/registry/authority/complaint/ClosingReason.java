package org.openbloctel.registry.authority.complaint;

/** Why a complaint was closed. */
public enum ClosingReason {
    /** The company was sanctioned: the one outcome that names it to the complainant. */
    SANCTIONED,
    /** The company was sanctioned, and the sanction was annulled later. Never stored: {@code annulled_at} of the complaint is. */
    SANCTION_ANNULLED,
    /** The company was warned, or corrected what was wrong. */
    CORRECTED,
    /** The calls broke no rule. */
    NO_BREACH,
    /** The caller could not be found. */
    CALLER_UNKNOWN,
    /** It is for another authority. */
    OUT_OF_SCOPE;

    /** Whether an inspector may close a complaint for it; the others follow from the decision of a case. */
    public boolean isGivenByInspector() {
        return this != SANCTIONED && this != SANCTION_ANNULLED;
    }
}
