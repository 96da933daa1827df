package org.openbloctel.registry.guard;

import java.util.ArrayList;
import java.util.List;

/** What numbers look like that are asked for to walk through the list, not to call people. No sign depends on their order. */
public enum Sign {
    /** Ranges that no subscriber has, and special ones in 08: 16 % of the numbers with nine digits, 0.3 to 5 % of a file. */
    UNASSIGNED,
    /** Numbers one beside the other. */
    NEIGHBOURS,
    /** Far more opposed ones than among subscribers: a stolen list is being tried. */
    OPPOSED,
    /** Spread over the blocks of 10,000 as evenly as chance does it: people are many in some blocks and few in others. */
    EVEN;

    /** Chance shows a sign less than once in so many times, as a natural logarithm: a million. */
    private static final double SURE = Math.log(1e6);

    private static final double STANDARD_DEVIATIONS = 4;

    /**
     * A sign that was found.
     *
     * @param percent its figure: a share of the fresh numbers, for {@link #EVEN} variance by mean, of a hundred
     * @param gross whether the company is to be suspended at once
     */
    public record Found(Sign sign, int percent, boolean gross) {
        /** The sign's name and its figure, as they are stored. */
        @Override
        public String toString() {
            return sign + " " + percent + (sign == EVEN ? "" : " %");
        }
    }

    /** The signs of these figures. */
    static List<Found> in(Figures figures, GuardRules rules) {
        List<Found> found = in(figures.counts(), rules);
        found.addAll(even(figures, rules));
        return found;
    }

    /** Whether their spread over the blocks is a sign. */
    static List<Found> even(Figures figures, GuardRules rules) {
        Blocks.Zone all = figures.blocks().all();
        if (all.numbers() >= rules.leastForEven() && isEven(all)) {
            return List.of(even(all));
        }
        for (Blocks.Zone zone : figures.blocks().zones()) {
            if (zone.isEnough() && isEven(zone)) {
                return List.of(even(zone));
            }
        }
        return List.of();
    }

    private static boolean isEven(Blocks.Zone zone) {
        return zone.dispersion() < 1 + STANDARD_DEVIATIONS * zone.standardDeviation();
    }

    private static Found even(Blocks.Zone zone) {
        return new Found(EVEN, (int) Math.round(100 * zone.dispersion()), false);
    }

    /** Those that sums show. */
    static List<Found> in(Counts counts, GuardRules rules) {
        List<Found> found = new ArrayList<>();
        long n = counts.sampled();
        if (counts.fresh() >= rules.least() && n > 0) {
            share(found, UNASSIGNED, (double) counts.unassigned(), n, n, rules.unassigned(), rules.gross());
            // Four neighbours are sampled at once, so that they tell as much as one.
            share(found, NEIGHBOURS, counts.neighbours(), n, n / 4, rules.neighbours(), rules.gross());
            share(found, OPPOSED, (double) counts.opposed(), n, n, rules.opposed(), rules.gross());
        }
        return found;
    }

    /** A share is a sign when it is large, and would be rare where 40 of 100 of it are usual: by Chernoff's bound. */
    private static void share(
            List<Found> found, Sign sign, double hits, long n, long independent, int limit, int gross) {
        double share = Math.clamp(hits / n, 0, 1);
        double usual = limit * 0.4 / 100;
        if (share * 100 >= limit && independent * divergence(share, usual) >= SURE) {
            found.add(new Found(sign, (int) Math.round(100 * share), share * 100 >= gross));
        }
    }

    /** How unlike two chances are: n times this is the logarithm of how rarely the one looks like the other. */
    private static double divergence(double observed, double usual) {
        double rest = observed >= 1 ? 0 : (1 - observed) * Math.log((1 - observed) / (1 - usual));
        return observed * Math.log(observed / usual) + rest;
    }
}
