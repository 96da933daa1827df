package org.openbloctel.scrub.number;

import java.nio.charset.StandardCharsets;

/**
 * Text reduced to one ASCII byte a character, keeping all that matters for phone numbers, columns and quotes: blanks of
 * every kind become a blank, dashes a dash, the decimal digits of every script digits, accented letters their base letter, anything else
 * {@link #OTHER}. A UTF-16 file folded this way has its structure at half its byte offsets.
 */
public final class AsciiFolding {
    /** Stands for a character that no phone number has. */
    public static final byte OTHER = 0x1a;
    /** Stands for the first unit of a pair in UTF-16, as a blank that is no sign of its own: the second has the character. */
    static final byte HALF = '\f';

    private static final String LATIN_1_LETTERS = "AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTsaaaaaaaceeeeiiiidnooooo*ouuuuyty";
    private static final byte[] WINDOWS_1252 = windows1252();
    /** The first byte of windows-1252 that is a letter with an accent; those above are letters, too. */
    private static final int FIRST_LETTER = 0xc0;
    /** The least character that needs so many more bytes in UTF-8; a longer form of a lesser one is malformed. */
    private static final int[] MIN_CODE_POINT = {0, 0x80, 0x800, 0x10000};

    private AsciiFolding() {}

    /** A whole text, in lower case: how words are compared without their accents. */
    public static String lowerCase(String text) {
        char[] folded = new char[text.length()];
        for (int i = 0; i < folded.length; i++) {
            byte c = unit(text.charAt(i));
            folded[i] = (char) (c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
        }
        return new String(folded);
    }

    /** A field of UTF-8, or of windows-1252 when it is no UTF-8. */
    public static String text(byte[] b, int from, int to) {
        byte[] folded = new byte[to - from];
        return new String(folded, 0, field(b, from, to, folded), StandardCharsets.ISO_8859_1);
    }

    private static byte digit(int codePoint) {
        return (byte) ('0' + Character.digit(codePoint, 10));
    }

    /** A UTF-16 unit behind another: the second of a pair stands for both. */
    public static byte unit(char before, char c) {
        return Character.isSurrogatePair(before, c) ? beyond(Character.toCodePoint(before, c)) : unit(c);
    }

    /** One UTF-16 unit. */
    public static byte unit(char c) {
        if (c < 0x80) {
            return (byte) c;
        }
        if (c >= 0xc0 && c <= 0xff) {
            return (byte) LATIN_1_LETTERS.charAt(c - 0xc0);
        }
        if (Character.isDigit(c)) {
            return digit(c);
        }
        if (isBlank(c)) {
            return ' ';
        }
        if (c >= '\u2010' && c <= '\u2015') {
            return '-';
        }
        return sign(c);
    }

    /** Apart from {@link #unit}, which is compiled into its callers only as long as it is short. */
    private static byte sign(char c) {
        return switch (c) {
            case '\u2212', '\uff0d', '\u00ad' -> '-';
            case '\uff0b' -> '+';
            case '\uff08' -> '(';
            case '\uff09' -> ')';
            case '\uff0e', '\u2024', '\u00b7' -> '.';
            case '\uff0f' -> '/';
            case '\u2018', '\u2019' -> '\'';
            case '\u00ba', '\u00b0' -> 'o';
            case '\u2121', '\u2605', '\u260e', '\u260f', '\u2705', '\u2706', '\u2714', '\u2b50', '\ufe0f' ->
                ' '; // telephones, stars
            default -> Character.isHighSurrogate(c) ? HALF : OTHER;
        };
    }

    /**
     * Narrows a field of UTF-8, or of windows-1252 when it is no UTF-8. Between two digits, what Mac Roman and DOS use for a no-break
     * space, a dash or another sign becomes one too: in windows-1252 those bytes are letters, which no number has there.
     *
     * @return how many bytes were written to {@code out}, at most {@code to - from}
     */
    static int field(byte[] b, int from, int to, byte[] out) {
        int n = utf8(b, from, to, out);
        if (n >= 0) {
            return n;
        }
        for (int i = from; i < to; i++) {
            out[i - from] = b[i] >= 0 ? b[i] : WINDOWS_1252[b[i] & 0x7f];
            if (b[i] < 0 && i > from && i + 1 < to && isDigit(b[i - 1]) && isDigit(b[i + 1])) {
                out[i - from] = betweenDigits(b[i], out[i - from]);
            }
        }
        return to - from;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static byte betweenDigits(byte b, byte other) {
        return switch (b & 0xff) {
            case 0xca, 0xff -> ' '; // the no-break space of Mac Roman, of DOS
            case 0xd0, 0xd1 -> '-'; // the dashes of Mac Roman
            // Quotes and bullets of Mac Roman, among others. An e may be an exponent's.
            default -> (b & 0xff) < FIRST_LETTER || (other | 0x20) == 'e' ? other : OTHER;
        };
    }

    private static byte beyond(int c) {
        return Character.isDigit(c) ? digit(c) : isHarmless(c) ? (byte) ' ' : OTHER;
    }

    /** Strict UTF-8, or -1 at the first malformed byte. Characters beyond the basic plane are {@link #OTHER}, but for digits and some pictures. */
    private static int utf8(byte[] b, int from, int to, byte[] out) {
        int n = 0;
        for (int i = from; i < to; ) {
            int lead = b[i];
            int more = lead >= 0 ? 0 : lead >> 5 == -2 ? 1 : lead >> 4 == -2 ? 2 : lead >> 3 == -2 ? 3 : -1;
            if (more < 0 || i + more >= to) {
                return -1;
            }
            int c = more == 0 ? lead : lead & 0x3f >> more;
            for (int k = 1; k <= more; k++) {
                if (b[i + k] >> 6 != -2) {
                    return -1;
                }
                c = c << 6 | (b[i + k] & 0x3f);
            }
            if (more > 0 && c < MIN_CODE_POINT[more]) {
                return -1;
            }
            out[n++] = c <= 0xffff ? unit((char) c) : beyond(c);
            i += more + 1;
        }
        return n;
    }

    /** Pictures of telephones, houses and smiles; not those that warn of a number. */
    private static boolean isHarmless(int codePoint) {
        return switch (codePoint) {
            case 0x1f3e0, 0x1f3e1, 0x1f3e2, 0x1f464, 0x1f4bc, 0x1f4de, 0x1f4e0, 0x1f4f1, 0x1f4f2, 0x1f642 -> true;
            default -> codePoint >= 0x1f600 && codePoint <= 0x1f60a;
        };
    }

    private static boolean isBlank(char c) {
        return c == '\u00a0'
                || c == '\u1680'
                || (c >= '\u2000' && c <= '\u200f')
                || (c >= '\u2028' && c <= '\u202f')
                || (c >= '\u205f' && c <= '\u2069')
                || c == '\u3000'
                || c == '\ufeff';
    }

    /** Bytes 0x80 to 0xff; of the first 32, which Latin-1 lacks, quotes and dashes matter. */
    private static byte[] windows1252() {
        byte[] table = new byte[128];
        for (int i = 0; i < 128; i++) {
            table[i] = i < 32 ? OTHER : unit((char) (0x80 + i));
        }
        table[0x11] = '\'';
        table[0x12] = '\'';
        table[0x16] = '-';
        table[0x17] = '-';
        return table;
    }
}
