package org.openbloctel.scrub.number;

import java.util.Arrays;

/**
 * The numbering plans as data.
 *
 * <p>France: décision ARCEP 2018-0881 as changed by 2019-0954 and 2022-1583 (verified numbers 0162…0949 and 09475–09479,
 * fiction blocks), and the attributions in ARCEP's MAJNUM as of April 2026 (which 0598, 0708, 0709, 0939, 0947, 0976
 * blocks belong to which territory). Where a range is attributed to nobody but Google's libphonenumber 9.0.43 takes it
 * for valid, it is called assigned, unless ARCEP gives the whole of it to other uses: a caution that cries wolf is not
 * read. The blocks kept for fiction (01 99 00, 02 61 91, 03 53 01, 04 65 71, 05 36 49, 06 39 98) are ordinary numbers
 * here; the last lies inside Mayotte's 0639 and is French. Saint-Pierre-et-Miquelon's six digits begin with neither 0,
 * its trunk prefix, nor 70, which would be read as the beginning of a nine-digit 708.
 *
 * <p>North America: the shape NXX-NXX-XXXX, with the area codes that have no subscribers, as published by NANPA. That an
 * area code is in use is not checked: they change every year.
 */
final class PlanTables {
    private static final int PREFIXES = 100_000;

    private PlanTables() {}

    /** Rows of first digits (one prefix, or two of the same length with a dash), country code, kind; the last wins. */
    private static final String FRANCE = """
            1-6 33 subscribers
            40 33 unassigned
            262-263 262 subscribers
            2688-2689 262 subscribers
            269 262 subscribers
            508 508 dropped
            5080 33 unassigned
            50870 33 unassigned
            590 590 subscribers
            591-593 33 unassigned
            594 594 subscribers
            595 33 unassigned
            596 596 subscribers
            597-599 33 unassigned
            5987 590 subscribers
            5988 594 subscribers
            5989 596 subscribers
            639 262 subscribers
            63998 33 subscribers
            690-691 590 subscribers
            692-693 262 subscribers
            694 594 subscribers
            696-697 596 subscribers
            700 33 special
            7084-7085 508 subscribers
            7090 590 subscribers
            7091 596 subscribers
            7092 262 subscribers
            70930-70934 594 subscribers
            70935-70939 262 subscribers
            73-79 33 subscribers
            8 33 special
            9 33 subscribers
            9395 590 subscribers
            9396 594 subscribers
            9397 596 subscribers
            9398-9399 262 subscribers
            9475 590 subscribers
            9476 594 subscribers
            9477 596 subscribers
            9478-9479 262 subscribers
            9760-9761 590 subscribers
            9762-9763 262 subscribers
            9764-9765 594 subscribers
            9766-9767 596 subscribers
            9768 590 subscribers
            9769 262 subscribers
            """;

    /** Emergency, social, operators', harmonised and directory numbers; machines (0700, 0901) with 13 or 14 digits. */
    private static final String[] FRANCE_SHORT = {
        "15",
        "17",
        "18",
        "11x",
        "19x",
        "10xx",
        "3xxx",
        "116xxx",
        "118xxx",
        "0700xxxxxxxxx",
        "0700xxxxxxxxxx",
        "0901xxxxxxxxx",
        "0901xxxxxxxxxx"
    };

    private static final String NORTH_AMERICA = """
            2-9 1 subscribers
            xxx0-xxx1 1 unassigned
            x11 1 special
            x9 1 unassigned
            37 1 unassigned
            96 1 unassigned
            555 1 unassigned
            0-1 1 unassigned
            500 1 special
            521-529 1 special
            532-533 1 special
            544 1 special
            566 1 special
            577 1 special
            588 1 special
            600 1 special
            622 1 special
            633 1 special
            700 1 special
            710 1 special
            800 1 special
            833 1 special
            844 1 special
            855 1 special
            866 1 special
            877 1 special
            888 1 special
            900 1 special
            """;

    private static final String[] NORTH_AMERICA_SHORT = {"211", "311", "411", "511", "611", "711", "811", "911"};

    static NumberingPlan france() {
        int[] countries = {33, 262, 508, 590, 594, 596};
        return new NumberingPlan(
                "FR", countries, "0", "00", 9, table(FRANCE, countries), FRANCE_SHORT, Grouping.ONE_AND_PAIRS);
    }

    static NumberingPlan northAmerica() {
        int[] countries = {1};
        return new NumberingPlan(
                "NA",
                countries,
                "1",
                "011",
                10,
                table(NORTH_AMERICA, countries),
                NORTH_AMERICA_SHORT,
                Grouping.THREE_THREE_FOUR);
    }

    private static byte[] table(String rows, int[] countries) {
        byte[] table = new byte[PREFIXES];
        for (String row : rows.strip().split("\n", -1)) {
            String[] cell = row.split(" ", -1);
            byte range = range(cell[2], place(Integer.parseInt(cell[1]), countries));
            int dash = cell[0].indexOf('-');
            String first = dash < 0 ? cell[0] : cell[0].substring(0, dash);
            String last = dash < 0 ? first : cell[0].substring(dash + 1);
            fill(table, first, last, range);
        }
        return table;
    }

    /** Fills every prefix from {@code first} to {@code last}; each leading {@code x} stands for any digit. */
    private static void fill(byte[] table, String first, String last, byte range) {
        int wildcards = first.lastIndexOf('x') + 1;
        int repeats = (int) Math.pow(10, wildcards);
        int step = PREFIXES / repeats;
        int unit = step / (int) Math.pow(10, first.length() - wildcards);
        int from = Integer.parseInt(first.substring(wildcards)) * unit;
        int to = (Integer.parseInt(last.substring(wildcards)) + 1) * unit;
        for (int i = 0; i < repeats; i++) {
            Arrays.fill(table, i * step + from, i * step + to, range);
        }
    }

    private static byte range(String kind, int country) {
        return switch (kind) {
            case "subscribers" -> Range.of(Range.SUBSCRIBERS, country, false);
            case "dropped" -> Range.of(Range.SUBSCRIBERS, country, true);
            case "special" -> Range.of(Range.SPECIAL, country, false);
            case "unassigned" -> Range.of(Range.UNASSIGNED, country, false);
            default -> throw new IllegalStateException("plan table: " + kind);
        };
    }

    private static int place(int countryCode, int[] countries) {
        for (int i = 0; i < countries.length; i++) {
            if (countries[i] == countryCode) {
                return i;
            }
        }
        throw new IllegalStateException("plan table: country " + countryCode);
    }
}
