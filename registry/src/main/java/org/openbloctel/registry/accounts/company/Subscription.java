package org.openbloctel.registry.accounts.company;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a company has it: with the limits and the price of the day it was ordered.
 *
 * @param id its id
 * @param company whose it is
 * @param plan the plan's code
 * @param linesPerSubmission the most new lines in one submission, or null
 * @param linesPerYear the most new lines in its year, or null
 * @param usedLines lines used so far
 * @param priceCents its price without fees and VAT; of a larger plan for the rest of a year, what that year costs with both
 * @param startsOn its first day; null while it is not paid for
 * @param endsOn the day it does not hold any more; null while it is not paid for
 */
public record Subscription(
        UUID id,
        UUID company,
        String plan,
        @Nullable Long linesPerSubmission,
        @Nullable Long linesPerYear,
        long usedLines,
        long priceCents,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn) {

    /** The lines that are left, or null without limit. */
    public @Nullable Long linesLeft() {
        Long year = linesPerYear;
        return year == null ? null : year - usedLines;
    }

    /** Whether another one may take its place at once: it costs nothing, or nothing is left of it. */
    boolean givesWay() {
        Long left = linesLeft();
        return priceCents == 0 || (left != null && left == 0);
    }
}
