package org.openbloctel.bench.report;

/**
 * One program in a table of programs that ran side by side. A figure that could not be had is NaN.
 *
 * @param runs how often it ran; the figures are medians
 * @param result whether its answer was right, or why there is none
 */
public record Line(
        String name, int runs, long rows, long bytes, double cpu, double wall, double peakMiB, String result) {

    /** A program that could not run: only its name and the reason. */
    public static Line without(String name, String reason) {
        return new Line(name, 0, 0, 0, Double.NaN, Double.NaN, Double.NaN, reason);
    }
}
