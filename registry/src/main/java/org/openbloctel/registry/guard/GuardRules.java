package org.openbloctel.registry.guard;

/**
 * From where on the numbers of a company look like a walk through the list. Each sign needs its share of the fresh numbers, and that
 * a company which calls people shows it by chance less than once in a million times.
 *
 * @param least so many fresh numbers, before anything is concluded
 * @param leastForEven so many sampled ones, before their spread over the blocks says anything
 * @param unassigned of a hundred, in ranges without subscribers
 * @param neighbours of a hundred, beyond those that so many numbers of a block have by chance
 * @param opposed of a hundred, on the list
 * @param gross of a hundred unassigned, opposed or neighbours: the company is suspended at once
 * @param free the budget without a plan, or with one that costs nothing
 */
public record GuardRules(
        int least, int leastForEven, int unassigned, int neighbours, int opposed, int gross, Budget free) {
    /** Measured against the crowds of {@code make redteam}. */
    public static final GuardRules USUAL = new GuardRules(1_000, 4_000, 10, 20, 30, 60, new Budget(2_000, 1_000));
}
