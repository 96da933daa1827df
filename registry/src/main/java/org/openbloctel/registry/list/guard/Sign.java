package org.openbloctel.registry.list.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What numbers look like that are asked for to walk through the list, not to call people. No sign depends on their order. */
enum Sign {
    /** Ranges that no subscriber has, and special ones in 08: 16 % of the numbers with nine digits, 0.3 to 5 % of a file. */
    UNASSIGNED,
    /** Numbers one beside the other. */
    NEIGHBOURS,
    /** Far more opposed ones than among subscribers: a stolen list is being tried. */
    OPPOSED,
    /** Spread over the blocks of 10,000 as evenly as chance does it: people are many in some blocks and few in others. */
    EVEN,
    /** Canaries: numbers of the list that never had a subscriber, so that no honest file has them. */
    CANARIES,
    /** Files that share hardly a number with the company's earlier ones, which shared half and more: noted, and no stop. */
    RENEWED,
    /** Three times as many opposed ones as the company's numbers had before: noted, and no stop. */
    RISEN;

    private static final String SEPARATOR = ", ";
    /** In place of a sign that would tell a company which numbers are canaries. */
    private static final String WITHHELD = "WITHHELD";

    /** Chance shows a sign less than once in so many times, as a natural logarithm: a million. */
    private static final double SURE = Math.log(1e6);

    private static final double STANDARD_DEVIATIONS = 4;
    /** The part of a limit that is usual. */
    private static final double USUAL = 0.4;
    /** The same where few numbers are judged. */
    private static final double USUAL_OF_FEW = 0.6;
    /** A quarter of the least numbers is judged, if it shows a sign more clearly. */
    private static final int FEWER = 4;

    /**
     * A sign that was found.
     *
     * @param percent its figure: a share of the fresh numbers, for {@link #EVEN} variance by mean, of a hundred; of {@link #CANARIES} how
     *     many
     * @param gross whether the company is to be suspended at once
     */
    public record Found(Sign sign, int percent, boolean gross) {
        /** The sign's name and its figure, as they are stored. */
        @Override
        public String toString() {
            return sign + " " + percent + (sign == EVEN || sign == CANARIES ? "" : " %");
        }
    }

    /** Signs, as they are stored. */
    static String text(List<Found> found) {
        return found.stream().map(Found::toString).collect(Collectors.joining(SEPARATOR));
    }

    /** Signs, as they are stored, as the company may know them: whether canaries are among its numbers is not told. */
    static String shown(String text) {
        return Arrays.stream(text.split(SEPARATOR, -1))
                .map(sign -> sign.startsWith(CANARIES.name()) ? WITHHELD : sign)
                .collect(Collectors.joining(SEPARATOR));
    }

    /** The signs of these figures. */
    static List<Found> in(Figures figures, GuardRules rules) {
        List<Found> found = in(figures.counts(), rules);
        found.addAll(even(figures.blocks(), rules));
        return found;
    }

    /** Whether their spread over the blocks is a sign; a quarter of the least numbers are needed, as for the other signs. */
    static List<Found> even(BlockSpread blocks, GuardRules rules) {
        BlockSpread.Zone all = blocks.all();
        if (FEWER * all.numbers() < rules.least()) {
            return List.of();
        }
        if (all.numbers() >= rules.leastForEven() && isEven(all)) {
            return List.of(even(all));
        }
        for (BlockSpread.Zone zone : blocks.zones()) {
            if (zone.isEnough() && isEven(zone)) {
                return List.of(even(zone));
            }
        }
        return List.of();
    }

    private static boolean isEven(BlockSpread.Zone zone) {
        return zone.dispersion() < 1 + STANDARD_DEVIATIONS * zone.standardDeviation();
    }

    private static Found even(BlockSpread.Zone zone) {
        return new Found(EVEN, (int) Math.round(100 * zone.dispersion()), false);
    }

    /** Those that sums show. */
    static List<Found> in(FreshCounts counts, GuardRules rules) {
        List<Found> found = new ArrayList<>();
        if (FEWER * counts.fresh() >= rules.least() && counts.fresh() < rules.least() && counts.judged() > 0) {
            few(found, counts, rules);
        } else if (counts.fresh() >= rules.least() && counts.judged() > 0) {
            int gross = rules.gross();
            share(
                    found,
                    UNASSIGNED,
                    counts,
                    counts.unassigned(),
                    rules.unassigned(),
                    rules.unassigned() * USUAL,
                    gross);
            share(
                    found,
                    NEIGHBOURS,
                    counts,
                    counts.neighbours(),
                    rules.neighbours(),
                    rules.neighbours() * USUAL,
                    gross);
            share(found, OPPOSED, counts, counts.opposed(), rules.opposed(), rules.opposed() * USUAL, gross);
        }
        return found;
    }

    /**
     * Of fewer numbers each sign takes a larger share. Without a subscriber: so many that 6 of 100 would be rare, which are 15 of 250 and
     * 13 of 400; a small file with 5 of 100 shows it less than once in ten million times, digits by chance after some 300. Neighbours and
     * listed ones: two and a half times the limit, since a shop's 500 refusals may be listed by half, and a file of 300 may hold a
     * company's own range. How evenly so few are spread says nothing: people add 0.017 to a variance by mean whose standard deviation
     * is 0.005 at 1,000 numbers. None suspends at once.
     */
    private static void few(List<Found> found, FreshCounts counts, GuardRules rules) {
        int never = 101;
        share(
                found,
                UNASSIGNED,
                counts,
                counts.unassigned(),
                rules.unassigned(),
                rules.unassigned() * USUAL_OF_FEW,
                never);
        int neighbours = rules.neighbours() * 5 / 2;
        share(found, NEIGHBOURS, counts, counts.neighbours(), neighbours, neighbours * USUAL, never);
        int opposed = rules.opposed() * 5 / 2;
        share(found, OPPOSED, counts, counts.opposed(), opposed, opposed * USUAL, never);
    }

    /** A share is a sign when it is large, and would be rare where so many of a hundred are usual: by Chernoff's bound. */
    private static void share(
            List<Found> found, Sign sign, FreshCounts counts, double hits, int limit, double usual, int gross) {
        double share = Math.clamp(counts.share(hits), 0, 1);
        // Four neighbours are sampled at once, so that they tell as much as one.
        long independent = sign == NEIGHBOURS ? counts.independent() / 4 : counts.independent();
        if (share * 100 >= limit && isRare(share, usual / 100, independent)) {
            found.add(new Found(sign, (int) Math.round(100 * share), share * 100 >= gross));
        }
    }

    /** Whether chance shows such a share of so many numbers less than once in a million times, where another is usual. */
    static boolean isRare(double share, double usual, long independent) {
        return independent * divergence(share, usual) >= SURE;
    }

    /** How unlike two chances are: n times this is the logarithm of how rarely the one looks like the other. */
    private static double divergence(double observed, double usual) {
        double rest = observed >= 1 ? 0 : (1 - observed) * Math.log((1 - observed) / (1 - usual));
        return (observed <= 0 ? 0 : observed * Math.log(observed / usual)) + rest;
    }
}
