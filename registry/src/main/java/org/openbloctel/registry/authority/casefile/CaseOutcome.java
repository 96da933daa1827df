package org.openbloctel.registry.authority.casefile;

import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.authority.complaint.ClosingReason;

/** The outcome of a decision: the next state of the case, and the reason for which it closes the complaints. */
public enum CaseOutcome {
    /** A fine, published for a while. */
    SANCTIONED(CaseState.SANCTIONED, ClosingReason.SANCTIONED),
    /** The company was warned, or corrected the breach. */
    CORRECTED(CaseState.CLOSED, ClosingReason.CORRECTED),
    /** The calls broke no rule. */
    NO_BREACH(CaseState.CLOSED, ClosingReason.NO_BREACH),
    /** Another authority is competent. */
    OUT_OF_SCOPE(CaseState.CLOSED, ClosingReason.OUT_OF_SCOPE),
    /** The sanction does not stand; its complaints are closed already. */
    ANNULLED(CaseState.ANNULLED, null);

    private final CaseState state;
    private final @Nullable ClosingReason reason;

    CaseOutcome(CaseState state, @Nullable ClosingReason reason) {
        this.state = state;
        this.reason = reason;
    }

    /** The state that a case has after it. */
    public CaseState state() {
        return state;
    }

    @Nullable
    ClosingReason reason() {
        return reason;
    }
}
