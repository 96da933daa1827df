package org.openbloctel.server.platform.access;

import java.util.Arrays;

/**
 * The rank test of Mann and Whitney: how likely two samples of one distribution lie as far apart as these. Two-sided, by the normal
 * approximation with its correction for ties, so for samples of twenty and more. Stateless.
 */
final class MannWhitney {
    private static final double TWELVE = 12;

    private MannWhitney() {}

    /** The p-value. */
    static double p(long[] one, long[] other) {
        long[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        Arrays.sort(all);
        double n = all.length;
        double ties = 0;
        double ranks = 0;
        long[] sorted = one.clone();
        Arrays.sort(sorted);
        int next = 0;
        for (int from = 0; from < all.length; ) {
            int to = from;
            while (to < all.length && all[to] == all[from]) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            while (next < sorted.length && sorted[next] == all[from]) {
                ranks += rank;
                next++;
            }
            double tied = to - from;
            ties += tied * tied * tied - tied;
            from = to;
        }
        double product = (double) one.length * other.length;
        double u = ranks - one.length * (one.length + 1.0) / 2;
        double variance = product / TWELVE * (n + 1 - ties / (n * (n - 1)));
        if (variance == 0) {
            return 1;
        }
        double z = Math.max(0, Math.abs(u - product / 2) - 0.5) / Math.sqrt(variance);
        return complementOfError(z / Math.sqrt(2));
    }

    /** The complementary error function for arguments from 0, right to 1.2e-7 of itself (Numerical Recipes, erfcc). */
    private static double complementOfError(double x) {
        double t = 1 / (1 + x / 2);
        double[] terms = {
            -1.26551223,
            1.00002368,
            0.37409196,
            0.09678418,
            -0.18628806,
            0.27886807,
            -1.13520398,
            1.48851587,
            -0.82215223,
            0.17087277
        };
        double sum = 0;
        for (int i = terms.length - 1; i >= 0; i--) {
            sum = sum * t + terms[i];
        }
        return t * Math.exp(-x * x + sum);
    }
}
