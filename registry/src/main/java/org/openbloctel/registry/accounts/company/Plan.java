package org.openbloctel.registry.accounts.company;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A plan of one grid of prices. Limits that are null do not exist. Prices are in cents, without VAT.
 *
 * @param code {@code free}, {@code single}, {@code small}, {@code medium}, {@code large}, {@code unlimited}
 * @param from the first day it can be ordered
 * @param to the last day, or null
 * @param linesPerSubmission the most new lines in one submission
 * @param submissionsPerYear how many such submissions a year it is made for
 * @param priceCents of a year
 * @param signupFeeCents once, with the first plan that costs anything
 * @param yearlyFeeCents each year
 * @param source which text sets it
 */
public record Plan(
        String code,
        LocalDate from,
        @Nullable LocalDate to,
        @Nullable Long linesPerSubmission,
        @Nullable Integer submissionsPerYear,
        long priceCents,
        long signupFeeCents,
        long yearlyFeeCents,
        String source) {

    /** The lines of a year: as many as the submissions it is made for may hold. Null without limit. */
    public @Nullable Long linesPerYear() {
        Long lines = linesPerSubmission;
        Integer submissions = submissionsPerYear;
        return lines == null || submissions == null ? null : Math.multiplyExact(lines, (long) submissions);
    }

    /** Whether it can be ordered on a day. */
    public boolean holdsOn(LocalDate day) {
        LocalDate last = to;
        return !day.isBefore(from) && (last == null || !day.isAfter(last));
    }

    /** This version of the plan, ended on another day. */
    Plan until(LocalDate last) {
        return new Plan(
                code,
                from,
                last,
                linesPerSubmission,
                submissionsPerYear,
                priceCents,
                signupFeeCents,
                yearlyFeeCents,
                source);
    }

    /** Whether it costs nothing. */
    public boolean free() {
        return priceCents + signupFeeCents + yearlyFeeCents == 0;
    }
}
