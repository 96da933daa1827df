package org.openbloctel.bench.report;

import java.util.stream.DoubleStream;

/** The middle of a few measurements. */
public final class Median {

    private Median() {}

    /** NaN of no values; the mean of the two in the middle of an even number of them. */
    public static double of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int n = sorted.length;
        if (n == 0) {
            return Double.NaN;
        }
        return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    }
}
