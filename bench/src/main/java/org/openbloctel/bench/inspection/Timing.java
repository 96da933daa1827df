package org.openbloctel.bench.inspection;

import java.util.Arrays;
import java.util.Locale;

/**
 * How long one kind of question took.
 *
 * @param what the question
 * @param kind which target it counts for
 * @param p50 in milliseconds
 * @param p99 in milliseconds
 * @param most in milliseconds
 */
record Timing(String what, Kind kind, int asked, double p50, double p99, double most) {
    /** What has a target of its own. */
    enum Kind {
        SEARCH,
        PAGE,
        EVIDENCE,
        /** A file to save, which has none. */
        FILE
    }

    /** Of times in nanoseconds. */
    static Timing of(String what, Kind kind, long[] nanos) {
        double[] millis =
                Arrays.stream(nanos).sorted().mapToDouble(one -> one / 1e6).toArray();
        int n = millis.length;
        return new Timing(what, kind, n, millis[n / 2], millis[(n * 99 + 99) / 100 - 1], millis[n - 1]);
    }

    String row() {
        return String.format(Locale.ROOT, "| %s | %d | %.0f | %.0f | %.0f |%n", what, asked, p50, p99, most);
    }
}
