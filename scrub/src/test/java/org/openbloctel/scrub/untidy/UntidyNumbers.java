package org.openbloctel.scrub.untidy;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * The phone numbers of one untidy file, each written once, in the file's spelling. Every second number of the block is listed. Remembers
 * each listed number as it was written. Not thread-safe.
 */
final class UntidyNumbers {
    /** The first number of the block that ARCEP reserves for fiction. */
    private static final long FIRST = 639980000L;

    /** From {@link Spelling#BARE} on. */
    private static final int BARE_SPELLINGS = 4;

    private static final int NUMBERS = 10_000;
    private static final long FRANCE = 33_000_000_000L;

    /** A way to write a number. */
    enum Spelling {
        PLAIN,
        PAIRS,
        DOTS('.'),
        DASHES('-'),
        SLASHES('/'),
        NO_BREAK_SPACES('\u00a0'),
        NARROW_NO_BREAK_SPACES('\u202f'),
        EN_DASHES('\u2013'),
        TRIPLETS,
        PLUS,
        PLUS_PAIRS,
        PLUS_ZERO,
        DOUBLE_ZERO,
        FORMULA,
        APOSTROPHE,
        LABEL,
        LETTER,
        NOTE,
        WORD_BEHIND,
        EXTENSION,
        TELEPHONE('\u260e'),
        TRAILING_DOTS,
        TWO_LABELLED,
        TWO_NOTED,
        BARE,
        BARE_COUNTRY_CODE,
        BARE_DECIMAL,
        BARE_DOUBLE,
        BRACKETED_CODE,
        TWO_PLUSES;

        /** What stands between two pairs of digits. */
        private final char sign;

        Spelling() {
            this(' ');
        }

        Spelling(char sign) {
            this.sign = sign;
        }

        private static final List<Spelling> WRITTEN = List.of(values()).subList(0, BARE.ordinal());
        private static final List<Spelling> ALL = List.of(values());

        /** Whether the number has lost its zero or its plus: only a phone column tells that it is one. */
        boolean isBare() {
            return ordinal() >= BARE.ordinal();
        }
    }

    /** What may stand between two groups of a number in a note. */
    private static final List<String> SIGNS = List.of(
            " ",
            ".",
            "-",
            "/",
            "_",
            ":",
            "'",
            "*",
            "|",
            "~",
            "?",
            "\\",
            "+",
            ",",
            "\t",
            " - ",
            " . ",
            ") (",
            "\u2022",
            "\u00b4",
            "\u200b",
            "\u00a0",
            "\u202f\u2022\u202f",
            "=",
            "#",
            "\u20ac");

    private static final List<String> CODES = List.of(
            "0",
            "0",
            "0",
            "(0)",
            "33",
            "33 ",
            "(33)",
            "+33",
            "+33 ",
            "+33 (0)",
            "+0",
            "0033",
            "++33 ",
            "+262 (0)",
            "00590 ");

    /** The zeros of scripts with digits of their own: Arabic, Persian, Devanagari, Bengali, Thai, full width, mathematical, Adlam. */
    private static final int[] ZEROS = {0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0x1d7ce, 0x1e950};

    /** Where a separator may cut a number: after so many of its digits. */
    private static final List<List<Integer>> CUTS = List.of(
            List.of(2),
            List.of(4),
            List.of(6),
            List.of(8),
            List.of(2, 6),
            List.of(4, 8),
            List.of(4, 7),
            List.of(2, 4, 6, 8));

    private final SplittableRandom random;
    private final Charset charset;
    private final BitSet used = new BitSet();
    private final Set<String> listed = new LinkedHashSet<>();
    final Spelling spelling;
    private final boolean mixed;

    UntidyNumbers(SplittableRandom random, boolean bareAllowed, Charset charset) {
        this.random = random;
        this.charset = charset;
        List<Spelling> spellings = bareAllowed ? Spelling.ALL : Spelling.WRITTEN;
        Spelling any = spellings.get(random.nextInt(spellings.size()));
        this.spelling = charset.newEncoder().canEncode(any.sign) ? any : Spelling.NO_BREAK_SPACES;
        this.mixed = spelling.sign < 0x80 && !spelling.isBare() && random.nextInt(5) == 0;
    }

    /** All listed numbers, in international form without the plus. */
    static LongStream allListed() {
        return LongStream.iterate(FRANCE + FIRST, number -> number + 2).limit(NUMBERS / 2);
    }

    /** The listed numbers that were written, as they stand in the file. */
    Set<String> listed() {
        return listed;
    }

    /** A number that this file does not have yet. */
    String next() {
        Spelling other = Spelling.WRITTEN.get(random.nextInt(Spelling.WRITTEN.size()));
        return write(mixed && other.sign < 0x80 ? other : spelling);
    }

    /** The same, as people write numbers, not in the file's spelling: for notes and other columns. */
    String nextWritten() {
        return write(spelling.isBare() ? Spelling.PAIRS : spelling);
    }

    /** The same without its zero or plus: for other columns that hold nothing else. */
    String nextBare() {
        return write(Spelling.ALL.get(Spelling.BARE.ordinal() + random.nextInt(BARE_SPELLINGS)));
    }

    /** The same in any groups, with any sign between them, in any script: for notes. */
    String nextOdd() {
        if (random.nextInt(8) == 0) {
            return nextUnusual();
        }
        int k = nextFree();
        String digits = Long.toString(FIRST + k);
        String sign = SIGNS.get(random.nextInt(SIGNS.size()));
        StringBuilder written = new StringBuilder(CODES.get(random.nextInt(CODES.size())));
        int groups = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(4);
        for (int i = 0; i < digits.length(); i++) {
            boolean border = i > 0 && groups > 0 && random.nextInt(9) < groups;
            written.append(border ? sign : "").append(digits.charAt(i));
        }
        String plain = written.toString();
        int zero = ZEROS[random.nextInt(ZEROS.length)];
        String other = plain.codePoints()
                .map(c -> c >= '0' && c <= '9' ? zero + c - '0' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String any = random.nextInt(6) == 0 && charset.newEncoder().canEncode(other) ? other : plain;
        return remember(k, charset.newEncoder().canEncode(any) ? any : "0" + digits);
    }

    /** The same with one sign unlike the others, glued to another number, or with pictures between its pairs. */
    private String nextUnusual() {
        int k = nextFree();
        String picture = " \ud83d\ude80 ";
        return switch (random.nextInt(3)) {
            case 0 -> {
                String sign = SIGNS.get(random.nextInt(SIGNS.size()));
                int at = random.nextInt(4) * 3 + 2;
                String pairs = pairs(k, ". -/".charAt(random.nextInt(4)));
                String written = pairs.substring(0, at) + sign + pairs.substring(at + 1);
                yield remember(k, charset.newEncoder().canEncode(sign) ? written : pairs);
            }
            case 1 -> {
                int other = nextFree();
                String code = random.nextBoolean() ? "0" : "33";
                yield remember(k, code + (FIRST + k)) + remember(other, code + (FIRST + other));
            }
            default ->
                remember(k, pairs(k, ' ').replace(" ", charset.newEncoder().canEncode(picture) ? picture : " "));
        };
    }

    /**
     * The same, in two to five pieces, each as long as a field.
     *
     * @param dressed whether fields may have quotes or blanks around them
     */
    String nextInPieces(String between, boolean dressed, int maxPieces) {
        int k = nextFree();
        String digits = "0" + (FIRST + k);
        List<List<Integer>> possible = CUTS.stream()
                .filter(c -> c.size() < maxPieces)
                .filter(c -> !digits.matches("..(....)?(19|20)..(....)?") || c.get(0) > 2 || c.size() > 2) // a year
                .toList();
        List<Integer> cuts = possible.get(random.nextInt(possible.size()));
        List<String> fields = new ArrayList<>();
        for (int i = 0; i <= cuts.size(); i++) {
            int from = i == 0 ? 0 : cuts.get(i - 1);
            int to = i < cuts.size() ? cuts.get(i) : digits.length();
            fields.add(digits.substring(from, to));
        }
        boolean code = cuts.size() == 1 && random.nextInt(4) == 0;
        if (code) {
            fields = List.of(Ids.isLuhn(digits) || random.nextBoolean() ? "+33" : "33", digits.substring(1));
        }
        String dress = dressed ? List.of("", "", "\"", " ").get(random.nextInt(4)) : "";
        return remember(k, dress + String.join(dress + between + dress, fields) + dress);
    }

    /** The same, in pairs with the file's own separator between them. */
    String nextInPieces(char separator) {
        int k = nextFree();
        return remember(k, pairs(k, separator));
    }

    private String write(Spelling how) {
        int k = nextFree();
        String nine = Long.toString(FIRST + k);
        return switch (how) {
            case PLAIN -> remember(k, "0" + nine);
            case PAIRS, DOTS, DASHES, SLASHES, NO_BREAK_SPACES, NARROW_NO_BREAK_SPACES, EN_DASHES ->
                remember(k, pairs(k, how.sign));
            case TRIPLETS -> remember(k, "0" + nine.replaceAll("(...)(...)(...)", "$1 $2 $3"));
            case PLUS -> remember(k, "+33" + nine);
            case PLUS_PAIRS -> remember(k, "+33 " + pairs(k, ' ').substring(1));
            case PLUS_ZERO -> remember(k, "+33 (0)" + pairs(k, ' ').substring(1));
            case DOUBLE_ZERO -> remember(k, "0033" + nine);
            case FORMULA -> "=\"" + remember(k, "0" + nine) + "\"";
            case APOSTROPHE -> "'" + remember(k, "0" + nine);
            case LABEL -> "Tél. : " + remember(k, pairs(k, ' '));
            case LETTER ->
                random.nextBoolean() ? "p:" + remember(k, "+33" + nine) : "M : " + remember(k, pairs(k, ' '));
            case NOTE -> remember(k, pairs(k, ' ')) + (random.nextBoolean() ? " (Camille)" : " (domicile)");
            case WORD_BEHIND -> remember(k, pairs(k, ' ')) + " bureau";
            case EXTENSION -> remember(k, pairs(k, ' ')) + (random.nextBoolean() ? " poste 12" : " ext. 3");
            case TELEPHONE -> how.sign + " " + remember(k, pairs(k, ' '));
            case TRAILING_DOTS -> remember(k, pairs(k, ' ')) + "...";
            case TWO_LABELLED -> "Fixe : " + remember(k, pairs(k, ' ')) + " Mobile : " + write(Spelling.PAIRS);
            case TWO_NOTED -> remember(k, pairs(k, ' ')) + " (Anne) / " + write(Spelling.PAIRS) + " (Paul)";
            case BARE -> remember(k, nine);
            case BARE_COUNTRY_CODE -> remember(k, "33" + nine);
            case BARE_DECIMAL -> remember(k, nine + ".0");
            case BARE_DOUBLE -> remember(k, Double.toString((double) (FIRST + k)));
            case BRACKETED_CODE -> remember(k, "[+33] " + pairs(k, ' ').substring(1));
            case TWO_PLUSES -> remember(k, "++33" + nine);
        };
    }

    private static String pairs(int k, char between) {
        return ("0" + (FIRST + k)).replaceAll("(..)(?!$)", "$1" + between);
    }

    private int nextFree() {
        int k = random.nextInt(NUMBERS);
        while (used.get(k)) {
            k = (k + 1) % NUMBERS;
        }
        used.set(k);
        return k;
    }

    private String remember(int k, String written) {
        if (k % 2 == 0) {
            listed.add(written);
        }
        return written;
    }
}
