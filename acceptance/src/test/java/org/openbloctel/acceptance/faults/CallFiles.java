package org.openbloctel.acceptance.faults;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The call files of the traffic, of three sizes, and the list that they are checked against. */
final class CallFiles {
    private static final List<Integer> LINES = List.of(60, 2_000, 12_000);
    private static final int LISTED = 200;
    private static final int RANGE = 10_000;

    private CallFiles() {}

    static int count() {
        return LINES.size();
    }

    /** A number that is on the list from the beginning to the end. */
    static String listed(int i) {
        return "019900" + String.format(Locale.ROOT, "%04d", i % LISTED);
    }

    /** A number that is never on it. */
    static String unlisted(int i) {
        return (i / RANGE % 2 == 0 ? "035301" : "026191") + String.format(Locale.ROOT, "%04d", i % RANGE);
    }

    /** The list, a number a line. */
    static String list() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LISTED; i++) {
            lines.append(listed(i)).append('\n');
        }
        return lines.toString();
    }

    /** A file: each tenth line is on the list, each hundredth cannot be read. */
    static byte[] file(int original) {
        StringBuilder lines = new StringBuilder("Téléphone;Note\n");
        for (int i = 0; i < LINES.get(original); i++) {
            String number = i % 10 == 3 ? listed(i) : i % 100 == 7 ? "06 39" : unlisted(i);
            lines.append(number)
                    .append(";ligne ")
                    .append(i)
                    .append('-')
                    .append("x".repeat(80))
                    .append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
