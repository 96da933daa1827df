package org.openbloctel.registry.guard;

/** Why a file does not leave. */
public sealed interface Held {
    /** So many fresh numbers are more than is left of the day's budget; tomorrow there is another. */
    record DayBudget(long needed, long budget, long left) implements Held {}

    /** They are more than is left of the year's. */
    record YearBudget(long needed, long budget, long left) implements Held {}

    /** What its numbers look like: the company is stopped by it. */
    record Signs(String figures) implements Held {}

    /** The company was stopped before. */
    record Stopped() implements Held {}
}
