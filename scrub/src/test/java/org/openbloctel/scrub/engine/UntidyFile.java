package org.openbloctel.scrub.engine;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A call file as people have them: made by several programs and mended by hand. Its phone column stands first, in the middle or last,
 * under every kind of name; then something is wrong with its lines. It knows each listed number that it wrote, as it wrote it.
 */
final class UntidyFile {
    /** The least of the numbers that it writes, the even ones listed: ARCEP keeps this block for fiction. */
    static final long FIRST = 639980000L;

    static final int NUMBERS = 10_000;

    /** What is wrong with a file. */
    enum Fault {
        NOTHING,
        SEPARATOR_IN_A_NAME,
        MISSING_SEPARATOR,
        BACKSLASHES,
        SINGLE_QUOTES,
        BLANK_BEFORE_QUOTE,
        TWO_LONE_QUOTES,
        QUOTE_THAT_NEVER_CLOSES,
        SECOND_TABLE,
        REPEATED_HEADER,
        NUMBER_CUT_BY_SEPARATORS,
        LONE_CARRIAGE_RETURN,
        LINE_SEPARATOR,
        VERTICAL_TAB,
        BREAK_IN_QUOTES,
        NUMBERS_IN_NOTES,
        ROW_NAMES,
        SHORT_LINES,
        SEPARATORS_AT_THE_END,
        NOT_CONTACTABLE,
        FOOTER
    }

    /** What stands over the columns. */
    enum Head {
        PHONE_WORD,
        JOINED_WORD,
        SAYS_NOTHING,
        BLANK,
        TWICE,
        NONE
    }

    private static final List<String> NAMES =
            List.of("Anne", "Zoé", "Marc Aurèle", "O'Brien", "Durand", "Le Gall", "李");
    private static final List<String> PHONE_WORDS =
            List.of("tel", "Téléphone", "Tél. portable", "mobile", "GSM", "phone");
    private static final List<String> JOINED_WORDS =
            List.of("telmob", "numportable", "Ligne directe", "Cellulaire", "TelPro2");
    private static final List<String> OTHER_WORDS = List.of("Contact", "valeur", "champ 4", "Info");

    private final SplittableRandom random;
    final Fault fault;
    final Head head;
    final char separator;
    final Charset charset;
    private final String lineEnd;
    private final int phoneAt;
    private final int width;
    private final int spelling;
    private final boolean quoted;
    /** Every listed number in the file, as it stands there. */
    final List<String> listed = new ArrayList<>();

    private final List<Integer> numbers = new ArrayList<>();
    private int written;

    UntidyFile(SplittableRandom random) {
        this.random = random;
        this.fault = Fault.values()[random.nextInt(Fault.values().length)];
        this.head = Head.values()[random.nextInt(Head.values().length)];
        this.separator = ";,\t|".charAt(random.nextInt(4));
        this.charset = Charset.forName(pick(List.of("UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE")));
        this.lineEnd = random.nextInt(4) == 0 ? "\n" : "\r\n";
        this.width = 3 + random.nextInt(3);
        this.phoneAt = List.of(0, width / 2, width - 1).get(random.nextInt(3));
        this.spelling = random.nextInt(7);
        this.quoted = random.nextInt(3) == 0;
        for (int i = 0; i < NUMBERS; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, new java.util.Random(random.nextLong()));
    }

    /** What tells files apart: the fault, the header, where the phone is, the separator, the quotes, the spelling. */
    String shape() {
        return fault + " " + head + " " + phoneAt + "/" + width + " " + (int) separator + " " + quoted + " " + spelling;
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder(charset.name().startsWith("UTF-16") ? "\ufeff" : "");
        header(text, phoneAt);
        int rows = 12 + random.nextInt(30);
        for (int row = 0; row < rows; row++) {
            boolean wrong = random.nextInt(4) == 0;
            text.append(wrong ? wrongLine(row) : line(phoneAt, row));
            text.append(lineEnd);
            if (row == rows / 2) {
                middle(text);
            }
        }
        if (fault == Fault.FOOTER) {
            text.append("Total").append(separator).append(rows).append(lineEnd);
        }
        return text.toString().getBytes(charset);
    }

    private void header(StringBuilder text, int phone) {
        if (head == Head.NONE) {
            return;
        }
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            cells.add(c == phone ? phoneName() : pick(List.of("nom", "ville", "note", "remarque")));
        }
        if (head == Head.TWICE) {
            cells.set((phone + 1) % width, cells.get(phone));
        }
        text.append(String.join(String.valueOf(separator), cells)).append(lineEnd);
    }

    private String phoneName() {
        return switch (head) {
            case JOINED_WORD -> pick(JOINED_WORDS);
            case SAYS_NOTHING -> pick(OTHER_WORDS);
            case BLANK -> "";
            default -> pick(PHONE_WORDS);
        };
    }

    private void middle(StringBuilder text) {
        if (fault == Fault.REPEATED_HEADER) {
            header(text, phoneAt);
        } else if (fault == Fault.SECOND_TABLE) {
            int other = (phoneAt + 1) % width;
            header(text, other);
            for (int row = 0; row < 6; row++) {
                text.append(line(other, row)).append(lineEnd);
            }
        }
    }

    private String line(int phone, int row) {
        List<String> cells = cells(phone);
        if (fault == Fault.ROW_NAMES) {
            cells.add(0, Integer.toString(row + 1));
        }
        return join(cells)
                + (fault == Fault.SEPARATORS_AT_THE_END
                        ? String.valueOf(separator).repeat(2)
                        : "");
    }

    private List<String> cells(int phone) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            cells.add(c == phone ? number() : other());
        }
        if (head == Head.TWICE && random.nextBoolean()) {
            cells.set((phone + 1) % width, number());
        }
        return cells;
    }

    private String join(List<String> cells) {
        return String.join(
                String.valueOf(separator),
                cells.stream()
                        .map(c -> quoted || c.indexOf(separator) >= 0 ? '"' + c + '"' : c)
                        .toList());
    }

    private String other() {
        return switch (random.nextInt(8)) {
            case 0 -> "2026-03-" + (10 + random.nextInt(20));
            case 1 -> "75" + (100 + random.nextInt(900));
            case 2 -> "732829" + (100 + random.nextInt(900));
            case 3 -> "";
            case 4 -> "48.85" + random.nextInt(100_000);
            default -> pick(NAMES);
        };
    }

    /** A number that was not written before, in the file's spelling. */
    private String number() {
        int k = numbers.get(written++);
        String nine = Long.toString(FIRST + k);
        String pairs = nine.charAt(0) + nine.substring(1).replaceAll("(..)", " $1");
        String text = switch (spelling) {
            case 0, 1 -> "0" + nine;
            case 2 -> "0" + pairs;
            case 3 -> "0" + pairs.replace(' ', '.');
            case 4 -> "+33" + nine;
            case 5 -> "+33 (0)" + pairs;
            default -> "0033" + nine;
        };
        if (k % 2 == 0) {
            listed.add(text);
        }
        return text;
    }

    private String wrongLine(int row) {
        List<String> cells = cells(phoneAt);
        int other = (phoneAt + 1) % width;
        String s = String.valueOf(separator);
        return switch (fault) {
            case SEPARATOR_IN_A_NAME -> String.join(s, with(cells, other, "Durand" + s + " fils"));
            case MISSING_SEPARATOR -> join(cells).replaceFirst("\\Q" + s + "\\E", " ");
            case BACKSLASHES -> String.join(s, with(cells, other, "\"le \\\"gros\\\"\\" + s + " x\""));
            case SINGLE_QUOTES -> String.join(s, with(cells, other, "'Durand" + s + "fils'"));
            case BLANK_BEFORE_QUOTE -> String.join(s + " ", with(cells, other, "\"Durand" + s + "fils\""));
            case TWO_LONE_QUOTES -> "\"" + String.join(s, cells) + "\" fin";
            case QUOTE_THAT_NEVER_CLOSES -> String.join(s, with(cells, other, "\"le gros"));
            case NUMBER_CUT_BY_SEPARATORS -> String.join(s, with(cells, other, "06" + s + "39" + s + "98"));
            case LONE_CARRIAGE_RETURN -> join(cells) + "\r" + line(phoneAt, row);
            case LINE_SEPARATOR ->
                join(cells) + (charset.name().startsWith("UTF") ? "\u2028" : "\r") + line(phoneAt, row);
            case VERTICAL_TAB -> join(cells) + "\u000b" + line(phoneAt, row);
            case BREAK_IN_QUOTES -> String.join(s, with(cells, other, "\"deux" + lineEnd + number() + "\""));
            case NUMBERS_IN_NOTES -> String.join(s, with(cells, other, "rappeler au " + number() + " le soir"));
            case SHORT_LINES -> String.join(s, cells.subList(0, 1 + random.nextInt(width - 1)));
            case NOT_CONTACTABLE -> String.join(s, with(cells, phoneAt, "NC"));
            default -> line(phoneAt, row);
        };
    }

    private static List<String> with(List<String> cells, int place, String cell) {
        cells.set(place, cell);
        return cells;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
