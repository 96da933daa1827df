package org.openbloctel.bench.data;

import java.nio.charset.StandardCharsets;

/** The ways one number is written in a call file, as patterns in which each # stands for the next digit. */
final class Spellings {

    private final byte[][] patterns;
    private final byte[] patternOfPercent = new byte[100];
    private final int percentOfNumbers;

    private Spellings(Object... weightsAndPatterns) {
        patterns = new byte[weightsAndPatterns.length / 2][];
        int percent = 0;
        for (int i = 0; i < patterns.length; i++) {
            patterns[i] = ((String) weightsAndPatterns[2 * i + 1]).getBytes(StandardCharsets.US_ASCII);
            for (int n = (Integer) weightsAndPatterns[2 * i]; n > 0; n--) {
                patternOfPercent[percent++] = (byte) i;
            }
        }
        percentOfNumbers = percent;
    }

    static Spellings clean(Country country) {
        return switch (country) {
            case FR -> new Spellings(50, "0#########", 50, "+33#########");
            case NA -> new Spellings(50, "##########", 50, "+1##########");
        };
    }

    /** Ten forms and, in the four of a hundred rows that are left, no number at all. */
    static Spellings messyFrench() {
        return new Spellings(
                36, "0#########",
                20, "0# ## ## ## ##",
                9, "+33#########",
                8, "0#.##.##.##.##",
                6, "+33 # ## ## ## ##",
                5, "0#-##-##-##-##",
                5, "0033#########",
                3, "+33 (0)# ## ## ## ##",
                2, "0033 # ## ## ## ##",
                2, "#########"); // the zero is lost when a spreadsheet takes the number for a quantity
    }

    /** The pattern for a percentage from 0 to 99, or -1 where the row has no number. */
    int pick(int percent) {
        return percent < percentOfNumbers ? patternOfPercent[percent] : -1;
    }

    void write(int pattern, byte[] digits, TextSink to) {
        int next = 0;
        for (byte c : patterns[pattern]) {
            to.put(c == '#' ? digits[next++] : c);
        }
    }
}
