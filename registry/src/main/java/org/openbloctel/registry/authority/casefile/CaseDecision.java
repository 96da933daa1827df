package org.openbloctel.registry.authority.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        CaseOutcome outcome,
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
            CaseOutcome outcome, long cents, @Nullable LocalDate publishedUntil, String grounds) {}
}
