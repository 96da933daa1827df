package org.openbloctel.registry.guard;

/**
 * What fresh numbers looked like, in figures.
 *
 * @param fresh about how many there were
 * @param sampled how many of them were looked at; the next three count among these
 * @param unassigned in ranges without subscribers
 * @param neighbours beyond those that so many numbers have by chance
 * @param opposed on the list
 */
public record FreshCounts(double fresh, long sampled, long unassigned, double neighbours, long opposed) {
    /** Nothing. */
    static final FreshCounts NONE = new FreshCounts(0, 0, 0, 0, 0);

    FreshCounts plus(FreshCounts more) {
        return new FreshCounts(
                fresh + more.fresh,
                sampled + more.sampled,
                unassigned + more.unassigned,
                neighbours + more.neighbours,
                opposed + more.opposed);
    }

    /** How many were fresh, and nothing of what they looked like. */
    FreshCounts withoutSigns() {
        return new FreshCounts(fresh, 0, 0, 0, 0);
    }

    /** What came in between. Chance neighbours are taken off the whole, so that their share here may be negative. */
    static FreshCounts between(FreshCounts before, FreshCounts after) {
        return new FreshCounts(
                after.fresh - before.fresh,
                after.sampled - before.sampled,
                after.unassigned - before.unassigned,
                after.neighbours - before.neighbours,
                after.opposed - before.opposed);
    }
}
