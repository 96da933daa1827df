package org.openbloctel.registry.list.guard;

/**
 * What fresh numbers looked like, in figures. Each sampled number weighs as many as it stands for, since samples of several levels are added
 * up: those of files and look-ups, of principals and of a week.
 *
 * @param fresh about how many there were
 * @param sampled how many of them were looked at
 * @param judged about how many those stand for; the last three count among these
 * @param squares the sum of the squares of what each sampled one stands for
 * @param unassigned in ranges without subscribers
 * @param neighbours beyond those that so many numbers have by chance
 * @param opposed on the list
 */
public record FreshCounts(
        double fresh,
        long sampled,
        double judged,
        double squares,
        double unassigned,
        double neighbours,
        double opposed) {
    /** Nothing. */
    static final FreshCounts NONE = new FreshCounts(0, 0, 0, 0, 0, 0, 0);

    FreshCounts plus(FreshCounts more) {
        return new FreshCounts(
                fresh + more.fresh,
                sampled + more.sampled,
                judged + more.judged,
                squares + more.squares,
                unassigned + more.unassigned,
                neighbours + more.neighbours,
                opposed + more.opposed);
    }

    /** As many numbers of equal weight say as much about a share: fewer than were looked at, where some stand for many and some for one. */
    long independent() {
        return squares == 0 ? 0 : Math.round(judged * judged / squares);
    }

    /** The part of those that were judged. */
    public double share(double hits) {
        return judged == 0 ? 0 : hits / judged;
    }

    /** How many were fresh, and nothing of what they looked like. */
    FreshCounts withoutSigns() {
        return new FreshCounts(fresh, 0, 0, 0, 0, 0, 0);
    }

    /** What came in between. Chance neighbours are taken off the whole, so that their share here may be negative. */
    static FreshCounts between(FreshCounts before, FreshCounts after) {
        return new FreshCounts(
                after.fresh - before.fresh,
                after.sampled - before.sampled,
                after.judged - before.judged,
                after.squares - before.squares,
                after.unassigned - before.unassigned,
                after.neighbours - before.neighbours,
                after.opposed - before.opposed);
    }
}
