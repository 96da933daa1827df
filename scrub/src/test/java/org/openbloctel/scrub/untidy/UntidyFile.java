package org.openbloctel.scrub.untidy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A call file as people have them: made by several programs and mended by hand. An {@link UntidyTable} is written in some dialect and
 * encoding, then one or two things go wrong with its lines. It knows each listed number that it wrote, as it wrote it. Not thread-safe.
 */
public final class UntidyFile {
    private static final int PIECES = 5;
    private static final String MAC = "x-MacRoman";
    private static final List<String> CHARSETS =
            List.of("UTF-8", "UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "ISO-8859-15", MAC);
    private static final String SEPARATORS = ";,\t|";
    private static final List<String> UNUSUAL = List.of(":", "~", "^", "#", " ", "¦");

    private final SplittableRandom random;
    private final UntidyFault fault;
    private final UntidyFault second;
    private final UntidyTable table;
    private final char separator;
    private final String between;
    private final Charset charset;
    private final boolean mark;
    private final String lineEnd;
    private final boolean quoted;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private boolean quoteOpen;

    /** A file with a shape that the generator chooses. */
    public UntidyFile(SplittableRandom random) {
        this.random = random;
        this.fault = anyFault();
        this.second = random.nextInt(4) == 0 ? anyFault() : fault;
        this.charset = Charset.forName(CHARSETS.get(random.nextInt(CHARSETS.size())));
        // A line in the other encoding has no character that only one of them has.
        this.table = new UntidyTable(
                random,
                fault.keepsColumns && second.keepsColumns,
                has(UntidyFault.TWO_ENCODINGS) ? StandardCharsets.ISO_8859_1 : charset);
        this.separator = SEPARATORS.charAt(random.nextInt(SEPARATORS.length()));
        this.between = between();
        this.mark = charset.name().startsWith("UTF-") && random.nextInt(3) > 0;
        this.lineEnd = table.pick(List.of("\n", "\r\n", "\r\n", "\r\n", "\r"));
        this.quoted = random.nextInt(3) == 0;
    }

    private UntidyFault anyFault() {
        UntidyFault[] all = UntidyFault.values();
        return random.nextInt(8) == 0 ? UntidyFault.NOTHING : all[random.nextInt(all.length)];
    }

    private String between() {
        String usual = String.valueOf(separator);
        if (has(UntidyFault.UNUSUAL_SEPARATOR)) {
            return table.pick(UNUSUAL);
        }
        return has(UntidyFault.DOUBLE_SEPARATOR)
                ? usual + usual
                : has(UntidyFault.BLANK_BEHIND_SEPARATORS) ? usual + " " : usual;
    }

    private boolean has(UntidyFault some) {
        return fault == some || second == some;
    }

    /** What tells files apart: the faults, the header, where the phone is, the dialect, the encoding, the spelling. */
    public String shape() {
        return fault + " " + second + " " + table.shape() + " " + (int) separator + " " + quoted + " " + charset + " "
                + mark + " " + lineEnd.length();
    }

    /** Whether nothing is wrong with it, so that it must be read: its header or its numbers tell the phone column. */
    public boolean isTidy() {
        boolean hasOneHeader = switch (table.head()) {
            case PHONE_WORD, JOINED_WORD, TWICE, TITLED, SAYS_NOTHING, BLANK, NONE -> true;
            case ALL_BLANK, MERGED, TWO_ROWS, NUMBERED -> false;
        };
        return hasOneHeader
                && fault == UntidyFault.NOTHING
                && second == UntidyFault.NOTHING
                && (table.width() > 1 || table.head() == UntidyTable.Head.PHONE_WORD)
                && !charset.name().equals(MAC)
                && (table.beside() == UntidyTable.Beside.NOTHING || table.beside() == UntidyTable.Beside.COUNTRY);
    }

    /** Whether each of its lines has a number that can be read, so that all must be decided. */
    public boolean isComplete() {
        return isTidy()
                && table.isNamed()
                && table.head() != UntidyTable.Head.TWICE
                && table.beside() == UntidyTable.Beside.NOTHING
                && !table.mayLoseDigits();
    }

    /** A listed number that stands in a returned file, as it stands there. */
    public Optional<String> listedIn(byte[] returned) {
        String bytes = new String(returned, StandardCharsets.ISO_8859_1);
        List<Charset> charsets =
                has(UntidyFault.TWO_ENCODINGS) ? List.of(charset, StandardCharsets.ISO_8859_1) : List.of(charset);
        return table.listed().stream()
                .filter(number -> charsets.stream()
                        .anyMatch(c -> bytes.contains(new String(number.getBytes(c), StandardCharsets.ISO_8859_1))))
                .findFirst();
    }

    /** Writes the file. Once only: its numbers would be others. */
    public byte[] bytes() {
        write(mark ? "\ufeff" : "");
        write(has(UntidyFault.SEPARATOR_NAMED) ? "sep=" + separator + lineEnd : "");
        write(has(UntidyFault.COMMENTS_ABOVE) ? "# exporté par Anne" + lineEnd + "# le 12/03/2026" + lineEnd : "");
        if (has(UntidyFault.NUMBER_ABOVE)) {
            write(table.pick(List.of("", "# ", between)) + table.note() + between.repeat(random.nextInt(3)) + lineEnd);
        }
        header(table.phoneAt());
        for (int row = 0; row < table.rows(); row++) {
            if (row > 0) {
                write(has(UntidyFault.MIXED_LINE_ENDS) ? table.pick(List.of("\n", "\r\n", "\r\n")) : lineEnd);
            }
            boolean wrong = random.nextInt(4) == 0;
            String line = wrong ? wrongLine(random.nextBoolean() ? fault : second, row) : line(table.phoneAt(), row);
            write(line, wrong && has(UntidyFault.TWO_ENCODINGS) ? StandardCharsets.ISO_8859_1 : charset);
            if (row == table.rows() / 2) {
                middle();
            }
        }
        write(has(UntidyFault.NO_END_AT_THE_END) ? "" : lineEnd);
        write(has(UntidyFault.FOOTER) ? footer() : "");
        return out.toByteArray();
    }

    private void write(String text) {
        write(text, charset);
    }

    private void write(String text, Charset as) {
        out.writeBytes(text.getBytes(as));
    }

    private void header(int phone) {
        for (List<String> cells : table.header(phone)) {
            boolean title = cells.size() == 1;
            write((title ? cells.getFirst() : join(cells)) + lineEnd);
        }
    }

    private void middle() {
        if (has(UntidyFault.REPEATED_HEADER)) {
            write(lineEnd);
            header(table.phoneAt());
        }
        if (has(UntidyFault.SECOND_TABLE) || has(UntidyFault.WIDER_SECOND_TABLE)) {
            int other = (table.phoneAt() + 1) % table.width();
            String more = has(UntidyFault.WIDER_SECOND_TABLE) ? between + table.other() + between + "x" : "";
            write(lineEnd);
            header(other);
            for (int row = 0; row < 6; row++) {
                write((row > 0 ? lineEnd : "") + line(other, row) + more);
            }
        }
    }

    private String footer() {
        String end = table.pick(List.of("Total" + between + table.rows(), "(" + table.rows() + " lignes)", "-- fin"));
        return lineEnd + end + lineEnd;
    }

    private String line(int phone, int row) {
        List<String> cells = table.cells(phone, row);
        if (has(UntidyFault.ROW_NAMES)) {
            cells.addFirst(Integer.toString(row + 1));
        }
        return join(cells) + (has(UntidyFault.SEPARATORS_AT_THE_END) ? between.repeat(2) : "");
    }

    private String join(List<String> cells) {
        return cells.stream().map(this::cell).collect(Collectors.joining(between));
    }

    private String cell(String cell) {
        if (has(UntidyFault.ALL_IN_SINGLE_QUOTES)) {
            return "'" + cell.replace("'", "\\'") + "'";
        }
        if (has(UntidyFault.QUOTES_BY_BACKSLASH)) {
            return cell.replace(between, "\\" + between).replace("\"", "\\\"");
        }
        boolean must = cell.contains(between) || cell.startsWith("\"");
        return quoted || must ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    /** A row in which something is wrong; as it should be where the fault is one of the whole file. */
    private String wrongLine(UntidyFault wrong, int row) {
        if (wrong.glue != 0) {
            return line(table.phoneAt(), row) + glue(wrong.glue) + line(table.phoneAt(), row);
        }
        List<String> cells = table.cells(table.phoneAt(), row);
        int other = (table.phoneAt() + 1) % table.width();
        String s = between;
        return switch (wrong) {
            case SEPARATOR_IN_A_NAME -> with(cells, other, "Durand" + s + " fils");
            case MISSING_SEPARATOR -> missingSeparator(cells);
            case BACKSLASHES -> with(cells, other, "\"le \\\"gros\\\"\\" + s + " x\"");
            case SINGLE_QUOTES -> with(cells, other, "'Durand" + s + "fils'");
            case CURLY_QUOTES -> with(cells, other, "“Durand" + s + "fils”");
            case BLANK_BEFORE_QUOTE ->
                with(cells, other, " \"Durand" + s + "fils\"").replace(s, s + " ");
            case TWO_LONE_QUOTES -> "\"" + String.join(s, cells) + "\" fin";
            case QUOTES_WITHIN_QUOTES -> with(cells, other, "\"le \"gros" + s + "\" Durand\"");
            case QUOTE_THAT_NEVER_CLOSES -> with(cells, other, "\"le gros");
            case QUOTES_LINES_APART -> quotesLinesApart(cells, other);
            case NUMBER_IN_PIECES -> with(cells, table.phoneAt(), table.numberInPieces(separator));
            case OTHER_COLUMN_IN_PIECES -> with(cells, other, table.numberInPieces(separator));
            case OTHER_COLUMNS_IN_PIECES -> inPieces(cells, other);
            case OTHER_SEPARATOR_IN_A_LINE -> String.join(s.equals(";") ? "," : ";", cells);
            case CELL_TOO_MUCH_IN_FRONT -> "x" + s + join(cells);
            case BREAK_IN_QUOTES -> with(cells, other, "\"deux" + lineEnd + table.writtenNumber() + "\"");
            case NUMBERS_IN_NOTES -> with(cells, other, table.note());
            case TWO_NUMBERS_IN_A_CELL -> with(cells, table.phoneAt(), table.note());
            case SHORT_LINES -> String.join(s, cells.subList(0, 1 + random.nextInt(table.width())));
            case NOT_CONTACTABLE -> with(cells, table.phoneAt(), "NC");
            case COMMENTS -> table.pick(List.of("# ", "-- ", "// ", "; ")) + table.note();
            case BLANK_LINES -> lineEnd + line(table.phoneAt(), row) + lineEnd;
            case NULL_BYTES -> with(cells, other, "a\0b" + table.writtenNumber() + "\0");
            default -> line(table.phoneAt(), row);
        };
    }

    /** What glues two rows; another, where the encoding has no such character. */
    private String glue(char wanted) {
        if (wanted == '\u0085' && charset.name().equals("windows-1252")) {
            return "…"; // the byte of NEXT LINE in Latin-1
        }
        return charset.newEncoder().canEncode(wanted) ? String.valueOf(wanted) : "\u000b";
    }

    /** The cells, one of them replaced, without any quotes but its own. */
    private String with(List<String> cells, int place, String cell) {
        List<String> changed = new ArrayList<>(cells);
        changed.set(place, cell);
        return String.join(between, changed);
    }

    /** A number that fills two to five of the row's columns. */
    private String inPieces(List<String> cells, int other) {
        int behind = table.width() - 1 - table.phoneAt();
        int room = Math.min(PIECES, Math.max(table.phoneAt(), behind));
        if (room < 2 || between.length() > 1) {
            return with(cells, other, table.note());
        }
        boolean usual = between.equals(String.valueOf(separator));
        List<String> changed = new ArrayList<>(cells);
        int from = table.phoneAt() >= room ? 0 : table.phoneAt() + 1;
        String number = table.numberInFields(between, usual, room);
        int fields = number.split(Pattern.quote(between), -1).length;
        changed.subList(from, from + fields).clear();
        changed.add(from, number);
        return String.join(between, changed);
    }

    private String missingSeparator(List<String> cells) {
        int at = random.nextInt(table.width());
        StringBuilder line = new StringBuilder(cells.getFirst());
        for (int c = 1; c < cells.size(); c++) {
            line.append(c == at ? " " : between).append(cells.get(c));
        }
        return line.toString();
    }

    /** A quote that opens in one line and closes in a later one. */
    private String quotesLinesApart(List<String> cells, int place) {
        quoteOpen = !quoteOpen;
        return with(cells, place, quoteOpen ? "\"le gros" : "le gros\"");
    }
}
