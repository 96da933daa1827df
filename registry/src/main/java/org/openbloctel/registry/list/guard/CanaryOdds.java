package org.openbloctel.registry.list.guard;

import java.util.List;
import java.util.Optional;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * How many canaries are among numbers by accident: a mistyped digit makes one of them as likely as any other number. Of f numbers dialled
 * by chance, f · C / N are canaries, with C canaries among N assigned numbers; of f numbers of people, one in twenty of that at most, for
 * no honest file has more than five mistyped numbers of a hundred. Both are counts of rare events, so that Poisson's law holds.
 *
 * @param byChance how many canaries digits by chance would have hit
 */
record CanaryOdds(int asked, double byChance) {
    private static final double MISTYPED = 0.05;
    /** The rarity from which on a sign is one: as for the others. */
    private static final double RARE = 1e-6;
    /** One canary is one slip of a finger. */
    private static final int MIN = 2;

    private static final int MIN_GROSS = 3;

    /**
     * The odds of a company.
     *
     * @param asked how many canaries it asked for
     * @param fresh how many fresh numbers
     * @param canaries how many canaries are on the list
     */
    static CanaryOdds of(int asked, double fresh, int canaries, NumberingPlan plan) {
        long assigned = 0;
        for (int zone = 0; zone < AssignedBlocks.ZONES; zone++) {
            assigned += (long) AssignedBlocks.of(plan, zone) * BlockSpread.SIZE;
        }
        return new CanaryOdds(asked, fresh * canaries / assigned);
    }

    /** More than slips explain. */
    boolean isSign() {
        return asked >= MIN && tail(asked, MISTYPED * byChance) < RARE;
    }

    /** More than even digits by chance explain: the company has the list, or a part of it. */
    boolean isGross() {
        return asked >= MIN_GROSS && tail(asked, byChance) < RARE;
    }

    /** The sign, if it is one. */
    List<Sign.Found> found() {
        return isSign() || isGross() ? List.of(sign()) : List.of();
    }

    /** What is noted of one that is too weak for a stop. */
    Optional<Sign.Found> noted() {
        return asked > 0 && found().isEmpty() ? Optional.of(sign()) : Optional.empty();
    }

    private Sign.Found sign() {
        return new Sign.Found(Sign.CANARIES, asked, isGross());
    }

    /** The chance of so many or more of what comes so often on average. */
    static double tail(int count, double mean) {
        double logarithm = count * Math.log(mean) - mean;
        for (int i = 2; i <= count; i++) {
            logarithm -= Math.log(i);
        }
        double term = Math.exp(logarithm);
        double sum = 0;
        for (int i = count + 1; term > 0 && (i <= mean || term > sum * 1e-9); i++) {
            sum += term;
            term *= mean / i;
        }
        return sum;
    }
}
