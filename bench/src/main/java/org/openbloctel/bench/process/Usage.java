package org.openbloctel.bench.process;

/**
 * What a process with all its children cost. A figure that could not be had is NaN.
 *
 * @param exit exit code; {@value #TIMED_OUT} when it was stopped for taking too long
 * @param peakMiB peak resident memory of the largest process of the tree, mapped files included
 */
public record Usage(int exit, double wall, double user, double system, double peakMiB) {

    public static final int TIMED_OUT = 124;

    public double cpu() {
        return user + system;
    }
}
