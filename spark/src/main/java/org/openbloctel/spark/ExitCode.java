package org.openbloctel.spark;

/** Exit codes, those of {@code bloctel}. */
final class ExitCode {
    static final int DONE = 0;
    /** The command line is wrong, or a phone column is unsure. */
    static final int USAGE = 2;
    /** A call file cannot be read. */
    static final int INPUT = 3;
    /** The list cannot be trusted. */
    static final int LIST = 4;
    /** The results cannot be written, or do not add up, or Spark or a store failed. */
    static final int OUTPUT = 74;

    private ExitCode() {}
}
