package org.openbloctel.scrub.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.number.Narrow;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * Finds the phone columns of a table: named by the caller, else by the words of its header, else by its content. It
 * never guesses: when two columns could be meant, or none can, it says so. A column of ids, dates or SIRET does not win,
 * since only numbers written as numbers are (with their zero, a plus, or separators) count when there is no header word.
 *
 * @param header whether the first record names the columns
 * @param columns places of the phone columns, from 0, ascending
 * @param names their names
 */
public record PhoneColumns(boolean header, List<Integer> columns, List<String> names) {
    private static final Set<String> WORDS = Set.of(
            "tel",
            "tels",
            "telephone",
            "telephones",
            "phone",
            "phones",
            "mobile",
            "mobiles",
            "portable",
            "portables",
            "gsm",
            "msisdn",
            "cell",
            "cellphone",
            "fixe",
            "landline",
            "telfixe",
            "telmobile",
            "telportable",
            "teldomicile",
            "telbureau",
            "telpro",
            "telperso",
            "numtel",
            "numerotel",
            "numerotelephone",
            "notel",
            "phonenumber",
            "telephonenumber",
            "phoneno",
            "mobilephone",
            "homephone",
            "workphone");
    private static final Set<String> OTHER_WORDS = Set.of("fax", "telecopie", "type", "date", "email", "mail", "heure");
    /** Digits that are no number for sure: of an id, or of a SIREN in its groups of three. */
    private static final Pattern ID =
            Pattern.compile("[0-9]+|[0-9]{3}[ .\u00a0\u202f][0-9]{3}[ .\u00a0\u202f][0-9]{3}");

    private static final double NOT_PHONES = 0.2;
    private static final int SHOWN_DIGITS = 6;
    private static final double PHONES = 0.5;

    /** What a column holds: cells that are not blank, numbers written as such, bare digits that could be numbers. */
    private record Content(int filled, int written, int bare) {
        double share() {
            return filled == 0 ? 0 : (double) (written + bare) / filled;
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
        NumberReader reader = new NumberReader(plan);
        List<String> first = records.get(0);
        boolean firstHasNumber = first.stream().anyMatch(cell -> isWritten(cell, reader) || hasDigitsOfNumber(cell));
        boolean firstHasWord = first.stream().anyMatch(PhoneColumns::isPhoneWord);
        boolean header = options.header().orElseGet(() -> !firstHasNumber && (firstHasWord || looksLikeNames(first)));
        List<List<String>> data = header ? records.subList(1, records.size()) : records;
        List<Integer> columns;
        if (!options.columns().isEmpty()) {
            columns = named(file, options.columns(), first, header, width(records));
        } else {
            columns = told(file, first, header, data, reader);
        }
        List<String> names = columns.stream().map(c -> name(first, header, c)).toList();
        return new PhoneColumns(header, columns, names);
    }

    private static int width(List<List<String>> records) {
        return records.stream().mapToInt(List::size).max().orElse(0);
    }

    private static List<Integer> named(String file, List<String> wanted, List<String> first, boolean header, int width)
            throws CallFileException {
        List<Integer> columns = new ArrayList<>();
        for (String name : wanted) {
            int column = header ? byName(name, first) : -1;
            if (column < 0 && isSmallNumber(name)) {
                column = Integer.parseInt(name) - 1;
            }
            if (column < 0 || column >= width) {
                throw new CallFileException(Fault.NO_SUCH_COLUMN, file, withWanted(name, first, header, width));
            }
            if (!columns.contains(column)) {
                columns.add(column);
            }
        }
        columns.sort(null);
        return columns;
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

    private static int byName(String wanted, List<String> first) {
        for (int c = 0; c < first.size(); c++) {
            if (plain(first.get(c)).equals(plain(wanted))) {
                return c;
            }
        }
        return -1;
    }

    private static List<Integer> told(
            String file, List<String> first, boolean header, List<List<String>> data, NumberReader reader)
            throws CallFileException {
        int width = Math.max(first.size(), width(data));
        List<Integer> byWord = columns(width, c -> header && c < first.size() && isPhoneWord(first.get(c)));
        List<Integer> believable = byWord.stream()
                .filter(c -> {
                    Content content = content(data, c, reader);
                    return content.filled == 0 || content.share() >= NOT_PHONES;
                })
                .toList();
        if (!believable.isEmpty()) {
            return believable;
        }
        Content[] content = IntStream.range(0, width)
                .mapToObj(c -> content(data, c, reader))
                .toArray(Content[]::new);
        List<Integer> byContent = columns(width, c -> content[c].writtenShare() >= PHONES);
        if (byWord.size() == 1 && byContent.isEmpty()) {
            return byWord;
        }
        if (byWord.isEmpty() && byContent.size() == 1) {
            return byContent;
        }
        if (width == 1 && content[0].share() >= PHONES) {
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

    private static List<Integer> columns(int width, java.util.function.IntPredicate test) {
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
                if (isWritten(cell, reader)) {
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

    /** Whether a cell has so many digits that it is no name, though what it holds may be unreadable. */
    private static boolean hasDigitsOfNumber(String cell) {
        return cell.chars().filter(c -> c >= '0' && c <= '9').count() >= 9;
    }

    private static boolean isPhoneWord(String cell) {
        List<String> words = words(cell);
        return words.stream().noneMatch(OTHER_WORDS::contains)
                && (words.stream().anyMatch(WORDS::contains) || WORDS.contains(String.join("", words)));
    }

    /** Lower-case words without accents, cut at case changes and anything but letters: {@code TelPortable2}. */
    private static List<String> words(String cell) {
        String lower = Narrow.lowerCase(cell);
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= lower.length(); i++) {
            boolean letter = i < lower.length() && lower.charAt(i) >= 'a' && lower.charAt(i) <= 'z';
            boolean capital = letter && i > start && isCapital(cell.charAt(i)) && !isCapital(cell.charAt(i - 1));
            if (!letter || capital) {
                if (i > start) {
                    words.add(lower.substring(start, i));
                }
                start = capital ? i : i + 1;
            }
        }
        return words;
    }

    private static boolean isCapital(char c) {
        return Character.isUpperCase(c);
    }

    private static String plain(String name) {
        return Narrow.lowerCase(name).strip();
    }

    /** A first record that is no data: every cell a short text, none a number, an address or a date. */
    private static boolean looksLikeNames(List<String> first) {
        return first.stream()
                .allMatch(cell -> !cell.isBlank()
                        && cell.length() <= 40
                        && cell.indexOf('@') < 0
                        && cell.chars().anyMatch(Character::isLetter));
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
