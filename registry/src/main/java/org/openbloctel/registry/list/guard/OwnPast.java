package org.openbloctel.registry.list.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a company asked for within the week, beside what it asked for in the 400 days before: whether its files hold the same people, and
 * whether more of them are listed. An honest company that buys a list shows both, so that they are noted and stop no company.
 *
 * @param read how many numbers of the week's files were looked at
 * @param repeated how many of them had been asked for before
 * @param readBefore of the files before
 * @param repeatedBefore of the files before
 * @param sampledBefore how many fresh numbers were looked at before, by all ways in
 * @param opposedBefore how many of them were listed
 */
public record OwnPast(
        long read, long repeated, long readBefore, long repeatedBefore, long sampledBefore, long opposedBefore) {
    /** A company without a past. */
    static final OwnPast NONE = new OwnPast(0, 0, 0, 0, 0, 0);

    /** The numbers looked at before that make a past to compare with. */
    private static final int MIN_BEFORE = 1_000;
    /** A company whose files overlapped by half, as those of campaigns do, sends files that overlap by a tenth. */
    private static final double OVERLAPPED = 0.5;

    private static final double OVERLAPS_NO_MORE = 0.1;
    /** The overlap that a week of an honest company may fall to, as a part of what it was. */
    private static final double USUAL_OVERLAP = 0.4;
    /** Three times as many listed as before. A company that buys a list has those of all subscribers, 9 of 100 instead of 4. */
    private static final double RISEN = 3;
    /** The least share taken as usual, since earlier checks may have removed all listed numbers. */
    private static final double MIN_OPPOSED = 0.04;
    /** The rise that an honest choice of people may cause. */
    private static final double USUAL_RISE = 1.5;

    /** The share of the numbers of the week's files that had been asked for before, if there were files. */
    public OptionalDouble overlap() {
        return share(repeated, read);
    }

    /** The same of the files before. */
    public OptionalDouble overlapBefore() {
        return share(repeatedBefore, readBefore);
    }

    /** The share of fresh numbers that were listed, before. */
    public OptionalDouble opposedShareBefore() {
        return share(opposedBefore, sampledBefore);
    }

    private static OptionalDouble share(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }

    /** The signs that chance shows less than once in a million times. */
    List<Sign.Found> compared(FreshCounts week, GuardRules rules) {
        List<Sign.Found> found = new ArrayList<>();
        if (week.fresh() >= rules.least()) {
            renewed(found);
            risen(found, week);
        }
        return found;
    }

    private void renewed(List<Sign.Found> found) {
        double before = overlapBefore().orElse(0);
        double now = overlap().orElse(1);
        if (readBefore >= MIN_BEFORE
                && before >= OVERLAPPED
                && now <= OVERLAPS_NO_MORE
                && Sign.isRare(now, before * USUAL_OVERLAP, read)) {
            found.add(new Sign.Found(Sign.RENEWED, percent(1 - now), false));
        }
    }

    private void risen(List<Sign.Found> found, FreshCounts week) {
        double before = Math.max(MIN_OPPOSED, opposedShareBefore().orElse(0));
        double now = week.share(week.opposed());
        if (sampledBefore >= MIN_BEFORE
                && now >= RISEN * before
                && Sign.isRare(now, before * USUAL_RISE, week.independent())) {
            found.add(new Sign.Found(Sign.RISEN, percent(now), false));
        }
    }

    private static int percent(double share) {
        return (int) Math.round(100 * share);
    }
}
