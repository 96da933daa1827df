package org.openbloctel.registry.authority.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.authority.complaint.ClosingReason;

/**
 * A decision that one inspector proposed, and that holds once another one confirmed it.
 *
 * @param cents the fine; null without a sanction
 * @param publishedUntil the last day of its publication; null without a sanction
 * @param articles on which it stands
 * @param confirmed null while it waits
 */
public record CaseDecision(
        UUID id,
        Outcome outcome,
        @Nullable Long cents,
        @Nullable LocalDate publishedUntil,
        List<String> articles,
        String grounds,
        By proposed,
        @Nullable By confirmed) {
    /** Copies the list. */
    public CaseDecision {
        articles = List.copyOf(articles);
    }

    /** The outcome of a decision: the next state of the case, and the reason for which it closes the complaints. */
    public enum Outcome {
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

        Outcome(CaseState state, @Nullable ClosingReason reason) {
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

    /** An inspector, and when. */
    public record By(UUID inspector, Instant at) {}

    /**
     * A published sanction.
     *
     * @param name the company's, as it was when the case was opened
     * @param until the last day of the publication
     */
    public record Published(
            String name, String siren, long cents, List<String> articles, Instant decidedAt, LocalDate until) {
        /** Copies the list. */
        public Published {
            articles = List.copyOf(articles);
        }
    }

    /**
     * A decision as an inspector proposes it.
     *
     * @param cents the fine; not looked at without a sanction
     * @param publishedUntil the last day of its publication; not looked at without a sanction
     */
    public record Proposal(
            Outcome outcome, long cents, @Nullable LocalDate publishedUntil, String grounds) {}
}
