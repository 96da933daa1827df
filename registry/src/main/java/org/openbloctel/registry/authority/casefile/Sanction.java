package org.openbloctel.registry.authority.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A published sanction.
 *
 * @param name the company's, as it was when the case was opened
 * @param until the last day of the publication
 */
public record Sanction(
        String name, String siren, long cents, List<String> articles, Instant decidedAt, LocalDate until) {
    /** Copies the list. */
    public Sanction {
        articles = List.copyOf(articles);
    }
}
