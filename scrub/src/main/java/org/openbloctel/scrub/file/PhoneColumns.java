package org.openbloctel.scrub.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.number.AsciiFolding;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/**
 * Finds the phone columns of a table: named by the caller, else by the words of its header, else by its content. It
 * never guesses: when two columns could be meant, or none can, it says so. A column of ids, dates or SIRET does not win,
 * since only numbers written as numbers are (with their zero, a plus, or separators) count when there is no header word.
 *
 * <p>Beside the columns that it is sure of, it takes those that look like phones by their word or by their content: {@link #lenient}.
 *
 * @param header whether the first record names the columns
 * @param columns places of the phone columns, from 0, ascending
 * @param names their names
 * @param lenient those of them where what cannot be read counts as blank: a column that holds numbers under another word, or says
 *     {@code NC} under a phone word
 * @param ids places of the others that are named like ids: nine digits are no number there
 */
public record PhoneColumns(
        boolean header, List<Integer> columns, List<String> names, List<Integer> lenient, List<Integer> ids) {
    /** Digits that are no number for sure: of an id, or of a SIREN in its groups of three. */
    private static final Pattern ID =
            Pattern.compile("[0-9]+|[0-9]{3}[ .\u00a0\u202f][0-9]{3}[ .\u00a0\u202f][0-9]{3}");

    private static final double NOT_PHONES = 0.2;
    private static final int SHOWN_DIGITS = 6;
    private static final double PHONES = 0.5;

    /** What a column holds: cells that are not blank, numbers written as such, foreign ones too, bare digits that could be numbers. */
    private record Content(int filled, int written, int bare) {
        int numbers() {
            return written + bare;
        }

        double share() {
            return filled == 0 ? 0 : (double) numbers() / filled;
        }

        /** Nothing speaks against the column's word. */
        boolean isBelievable() {
            return filled == 0 || share() >= NOT_PHONES;
        }

        double writtenShare() {
            return filled == 0 ? 0 : (double) written / filled;
        }
    }

    /**
     * Finds them in the first records of a table.
     *
     * @param file the file's name, for the fault
     * @param records the first records, at least one
     * @throws CallFileException when a named column does not exist, or it cannot be told which column is meant
     */
    public static PhoneColumns find(String file, List<List<String>> records, LayoutOptions options, NumberingPlan plan)
            throws CallFileException {
        NumberReader reader = new NumberReader(plan, options.placeholders());
        List<String> first = records.get(0);
        boolean header = options.header().orElseGet(() -> isHeader(first, reader));
        List<List<String>> data = header ? records.subList(1, records.size()) : records;
        List<Integer> ids = header ? columns(first.size(), c -> PhoneWords.nameIds(first.get(c))) : List.of();
        // Whichever column the caller names: the first one is seldom the only one.
        Set<Integer> lenient = new TreeSet<>(withoutZero(data, options, plan));
        lenient.addAll(options.late());
        lenient.removeAll(ids);
        List<Integer> sure;
        if (!options.columns().isEmpty()) {
            sure = named(file, options.columns(), first, header, width(records));
        } else {
            Content[] content = contents(data, Math.max(first.size(), width(data)), reader);
            PhoneWords[] words = PhoneWords.of(header ? first : List.of(), content.length);
            sure = told(file, first, header, content, words, List.copyOf(lenient));
            lenient.addAll(columns(content.length, c -> looksLikePhones(content[c], words[c])));
        }
        lenient.removeAll(sure);
        List<Integer> columns =
                Stream.concat(sure.stream(), lenient.stream()).sorted().toList();
        List<String> names = columns.stream().map(c -> name(first, header, c)).toList();
        return new PhoneColumns(header, columns, names, List.copyOf(lenient), ids);
    }

    /** Columns of phone numbers that lost their zero. */
    private static List<Integer> withoutZero(List<List<String>> data, LayoutOptions options, NumberingPlan plan) {
        BareNumbers bare = new BareNumbers(plan, options.placeholders());
        for (List<String> record : data) {
            for (int c = 0; c < record.size(); c++) {
                bare.add(c, record.get(c));
            }
        }
        return bare.columns();
    }

    /** Whether the name of a column has a word for a phone. */
    public static boolean namesPhones(String name) {
        return PhoneWords.of(name) == PhoneWords.PHONE;
    }

    /** Whether a record names columns, a phone column among them: for what may stand before it. */
    static boolean isHeader(List<String> record) {
        return record.size() > 1
                && isHeader(record, new NumberReader(NumberingPlan.FRANCE))
                && record.stream().anyMatch(cell -> PhoneWords.of(cell) == PhoneWords.PHONE);
    }

    private static boolean isHeader(List<String> first, NumberReader reader) {
        boolean number = first.stream()
                .anyMatch(cell -> isWritten(cell, reader)
                        || reader.read(cell) == NumberReader.because(Reason.DIGITS_LOST)
                        || hasDigitsOfNumber(cell)
                        || TitleLines.holdsNumberInBytes(cell));
        boolean word = first.stream().anyMatch(cell -> PhoneWords.of(cell) == PhoneWords.PHONE);
        return !number && (word || looksLikeNames(first));
    }

    /**
     * How many of the first records are titles, comments or blank lines before the header; 0 where the caller says that there is none.
     *
     * @param records the first records of a table, at least one
     */
    public static int titles(List<List<String>> records, LayoutOptions options) {
        return TitleLines.before(records, false, options.header());
    }

    /** The places of the records before the header that are rows nevertheless, since they may hold a number. */
    public static List<Integer> numbered(List<List<String>> titles) {
        return TitleLines.numbered(titles);
    }

    /** Whether a column is read beside those that are phone columns for sure. */
    private static boolean looksLikePhones(Content content, PhoneWords words) {
        return switch (words) {
            case PHONE -> true;
            case PERHAPS -> content.share() >= PHONES;
            case NONE -> content.writtenShare() >= PHONES;
            case OTHER -> false;
        };
    }

    private static int width(List<List<String>> records) {
        return records.stream().mapToInt(List::size).max().orElse(0);
    }

    private static List<Integer> named(String file, List<String> wanted, List<String> first, boolean header, int width)
            throws CallFileException {
        List<Integer> columns = new ArrayList<>();
        for (String name : wanted) {
            List<Integer> named = header ? byName(name, first) : List.of();
            if (named.isEmpty() && isSmallNumber(name)) {
                named = List.of(Integer.parseInt(name) - 1);
            }
            if (named.isEmpty() || named.get(0) < 0 || named.get(0) >= width) {
                throw new CallFileException(Fault.NO_SUCH_COLUMN, file, withWanted(name, first, header, width));
            }
            columns.addAll(named);
        }
        return columns.stream().distinct().sorted().toList();
    }

    private static boolean isSmallNumber(String text) {
        return !text.isEmpty() && text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The name asked for, then the columns that there are. */
    private static List<String> withWanted(String wanted, List<String> first, boolean header, int width) {
        List<String> details = new ArrayList<>();
        details.add(wanted);
        IntStream.range(0, width).forEach(c -> details.add(name(first, header, c)));
        return details;
    }

    /** All columns of this name: two may have the same. */
    private static List<Integer> byName(String wanted, List<String> first) {
        return columns(first.size(), c -> plain(first.get(c)).equals(plain(wanted)));
    }

    private static List<Integer> told(
            String file,
            List<String> first,
            boolean header,
            Content[] content,
            PhoneWords[] words,
            List<Integer> withoutZero)
            throws CallFileException {
        int width = content.length;
        List<Integer> byWord = columns(width, c -> words[c] == PhoneWords.PHONE);
        List<Integer> believable =
                byWord.stream().filter(c -> content[c].isBelievable()).toList();
        if (!believable.isEmpty()) {
            return believable;
        }
        List<Integer> byContent =
                columns(width, c -> words[c] != PhoneWords.PHONE && looksLikePhones(content[c], words[c]));
        if (byWord.size() == 1 && byContent.isEmpty() && content[byWord.get(0)].share() > 0) {
            return byWord;
        }
        if (byWord.isEmpty() && byContent.size() == 1) {
            return byContent;
        }
        // Of columns without names, or whose names all stand over phones or people, the one with most numbers; the
        // others are read leniently.
        boolean named = header && byContent.stream().anyMatch(c -> words[c] != PhoneWords.PERHAPS);
        if (byWord.isEmpty() && !byContent.isEmpty() && !named) {
            return List.of(Collections.max(byContent, Comparator.comparingInt(c -> content[c].numbers())));
        }
        if (width == 1 && !withoutZero.isEmpty()) {
            return withoutZero;
        }
        if (width == 1 && header && content[0].share() >= PHONES) {
            return List.of(0);
        }
        List<Integer> candidates = new ArrayList<>(byWord);
        candidates.addAll(byContent);
        List<Integer> shown = candidates.isEmpty()
                ? columns(width, c -> true)
                : candidates.stream().sorted().toList();
        throw new CallFileException(
                Fault.UNSURE_COLUMN,
                file,
                shown.stream().map(c -> name(first, header, c)).toList());
    }

    private static Content[] contents(List<List<String>> data, int width, NumberReader reader) {
        return IntStream.range(0, width).mapToObj(c -> content(data, c, reader)).toArray(Content[]::new);
    }

    private static List<Integer> columns(int width, IntPredicate test) {
        return IntStream.range(0, width).filter(test).boxed().toList();
    }

    private static Content content(List<List<String>> data, int column, NumberReader reader) {
        int filled = 0;
        int written = 0;
        int bare = 0;
        for (List<String> record : data) {
            String cell = column < record.size() ? record.get(column) : "";
            if (!cell.isBlank()) {
                filled++;
                if (isWritten(cell, reader) || isForeign(cell, reader)) {
                    written++;
                } else if (reader.read(cell) >= 0) {
                    bare++;
                }
            }
        }
        return new Content(filled, written, bare);
    }

    /** Whether a cell is a number written as one, not bare digits that could be an id. */
    private static boolean isWritten(String cell, NumberReader reader) {
        String trimmed = cell.strip();
        if (trimmed.length() < 9 || trimmed.length() > 64) {
            return false;
        }
        long read = reader.read(trimmed);
        if (read < 0 && read != NumberReader.SEVERAL) {
            return false;
        }
        return trimmed.charAt(0) == '0' || !ID.matcher(trimmed).matches();
    }

    /** Whether a cell is a number of another country, written with its plus. */
    private static boolean isForeign(String cell, NumberReader reader) {
        return cell.strip().startsWith("+") && reader.read(cell) == NumberReader.because(Reason.FOREIGN);
    }

    /** Whether a cell has so many digits that it is no name, though what it holds may be unreadable. */
    private static boolean hasDigitsOfNumber(String cell) {
        return cell.codePoints().filter(Character::isDigit).count() >= TitleLines.DIGITS_OF_NUMBER;
    }

    private static String plain(String name) {
        return AsciiFolding.lowerCase(name).strip();
    }

    /**
     * A first record that is no data: every cell a short text, none a number, an address or a date; blank cells, too, where one says
     * {@code Fax} or {@code Contact}.
     */
    private static boolean looksLikeNames(List<String> first) {
        boolean word = first.stream().anyMatch(cell -> PhoneWords.of(cell) != PhoneWords.NONE);
        return first.stream()
                .allMatch(cell -> (word && cell.isBlank())
                        || (cell.length() <= 40
                                && cell.indexOf('@') < 0
                                && cell.chars().anyMatch(Character::isLetter)));
    }

    private static String name(List<String> first, boolean header, int column) {
        String cell = header && column < first.size() ? first.get(column).strip() : "";
        return cell.isEmpty() || mayBeNumber(cell) ? "column " + (column + 1) : cell;
    }

    /** Whether a cell has so many digits that it may be a phone number, which is never to be shown or logged. */
    private static boolean mayBeNumber(String cell) {
        return cell.chars().filter(Character::isDigit).count() >= SHOWN_DIGITS;
    }
}
