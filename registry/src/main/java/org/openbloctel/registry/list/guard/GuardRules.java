package org.openbloctel.registry.list.guard;

import java.util.List;

/**
 * From where on the numbers of a company look like a walk through the list. Each sign needs its share of the fresh numbers, and that
 * a company which calls people shows it by chance less than once in a million times. docs/enumeration.md has what they hold and let pass.
 *
 * @param least so many fresh numbers, before anything is concluded: 40 would do for 46 of 100, but a shop's list of 500 refusals is no walk
 * @param leastForEven so many sampled ones, before their spread over all blocks of the plan says anything. People add 1.3 n / 75,000 to a
 *     variance by mean of 1: 0.069 for 4,000. The sign is below 1 + 4 standard deviations, each sqrt(2 / 75,000): 0.021. Nine lie between
 * @param unassigned of a hundred, in ranges without subscribers or special: 16 of numbers by chance; 5 of a file of companies at most
 * @param neighbours of a hundred, beyond those that so many numbers of a block have by chance: 60 of a walk through ranges; up to 13 of
 *     companies with 15 numbers of 100 in ranges of five to ten
 * @param opposed of a hundred, on the list: 4 of a file, 9 of all lines, 20 of the files that left in August 2026, 50 and more of a
 *     list that was stolen
 * @param gross of a hundred unassigned, opposed or neighbours: the company is suspended at once
 * @param coverage the part of a block of mobile numbers that honest companies ask for within a week, by their budgets, the smallest first
 * @param free the budget without a plan, or with one that costs nothing: 80 numbers of the list a year
 */
public record GuardRules(
        int least,
        int leastForEven,
        int unassigned,
        int neighbours,
        int opposed,
        int gross,
        List<Coverage> coverage,
        Budget free) {
    /** A craftsman has all fixed numbers of a town, one beside the other: of so many a day, neighbours say nothing. */
    static final long TOWN = 10_000;

    private static final double WEAK = 0.75;

    /** What 999 of 1,000 honest companies stay below, by {@code make redteam}, and a quarter more. */
    public static final List<Coverage> COVERAGE = List.of(
            new Coverage(2_000, 2),
            new Coverage(6_000, 2),
            new Coverage(87_500, 7),
            new Coverage(1_250_000, 9),
            new Coverage(3_000_000, 9),
            new Coverage(Long.MAX_VALUE, 50));

    /** Measured against the crowds of {@code make redteam}. */
    public static final GuardRules USUAL =
            new GuardRules(1_000, 4_000, 10, 20, 30, 60, COVERAGE, new Budget(2_000, 1_000));

    /** Copies the list. */
    public GuardRules {
        coverage = List.copyOf(coverage);
    }

    /** Rules for notes. Shares are noted from three quarters of what stops: as sure as a stop that they are no accident. */
    GuardRules weak() {
        return new GuardRules(
                least, leastForEven, part(unassigned), part(neighbours), part(opposed), gross, coverage, free);
    }

    private static int part(int limit) {
        return (int) Math.ceil(limit * WEAK);
    }

    /**
     * A share that honest companies stay below.
     *
     * @param year whose budgets are so large at most
     * @param percent of a block
     */
    public record Coverage(long year, double percent) {}

    /** The part of a block that a company may ask for within a week, by its budget of a year; infinite where coverage is not judged. Hot code compares with it. */
    double coverage(long year) {
        return coverage.stream()
                .filter(rule -> year <= rule.year())
                .mapToDouble(rule -> rule.percent() / 100)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
