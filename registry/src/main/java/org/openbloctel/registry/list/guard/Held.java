package org.openbloctel.registry.list.guard;

/** Why a file does not leave. */
public sealed interface Held {
    /** So many fresh numbers are more than is left of the day's budget; tomorrow there is another. */
    record DayBudget(long needed, long budget, long left) implements Held {}

    /** They are more than is left of the year's. */
    record YearBudget(long needed, long budget, long left) implements Held {}

    /** What its numbers look like: the company is stopped by it. */
    record Signs(String figures) implements Held {}

    /**
     * The week's numbers, with those of the file, are too much of the blocks in which they stand: an average of a hundred, and what the
     * plan allows.
     */
    record Coverage(int percent, int limit) implements Held {}

    /** The company was stopped before. */
    record Stopped() implements Held {}
}
