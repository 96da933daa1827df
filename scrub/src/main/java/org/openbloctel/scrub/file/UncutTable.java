package org.openbloctel.scrub.file;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * A table that no usual separator cuts into columns: refused anyway, it is looked at again for a fault that says what it is. Each
 * separator that is named was tried: with it the phone columns are found.
 */
final class UncutTable {
    /** Those that exports use; last those that stand in numbers, too. A blank is tried behind all else: any text has some. */
    private static final String SEPARATORS = "^~&#!%@$=*`\\/_:";

    private static final Pattern GAP = Pattern.compile(" {2,}");
    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final Pattern NUMBER = Pattern.compile("(?:0|\\+33 ?)[1-9](?:[ .-]?[0-9]{2}){4}");
    /** The number of a row as R and pandas print it. */
    private static final Pattern ROW_NUMBER = Pattern.compile("\"?\\[?[0-9]+,?]?\"?");

    private static final double MOST = 0.8;

    private final Sample sample;
    private final boolean quotes;
    private final LayoutOptions options;
    private final NumberingPlan plan;
    private final int told;

    /**
     * The table that was refused.
     *
     * @param told the fields that most of its records have by the separator that was told
     */
    UncutTable(Sample sample, boolean quotes, LayoutOptions options, NumberingPlan plan, int told) {
        this.sample = sample;
        this.quotes = quotes;
        this.options = options;
        this.plan = plan;
        this.told = told;
    }

    /** A fault that says more than this one, or this one. */
    CallFileException explain(CallFileException fault) {
        boolean mayBeUncut = fault.fault() == Fault.UNSURE_COLUMN
                || fault.fault() == Fault.NO_SUCH_COLUMN
                || fault.fault() == Fault.OTHER_WIDTHS;
        if (!mayBeUncut) {
            return fault;
        }
        Optional<Character> separator = separator(SEPARATORS);
        if (separator.isPresent()) {
            return otherSeparator(fault, separator.get());
        }
        List<String> lines = sample.lines();
        if (holdsRowNumbers(lines)) {
            return new CallFileException(Fault.ALIGNED_COLUMNS, fault.file(), List.of("rows"));
        }
        CallFileException aligned = new CallFileException(Fault.ALIGNED_COLUMNS, fault.file(), List.of("blanks"));
        if (isTable(lines.stream()
                .map(line -> Arrays.asList(GAP.split(line.strip())))
                .toList())) {
            return aligned;
        }
        return separator(" ")
                .map(blank -> otherSeparator(fault, blank))
                .orElseGet(() -> haveNumbersAtOnePlace(lines) ? aligned : fault);
    }

    private static CallFileException otherSeparator(CallFileException fault, char separator) {
        String shown = separator == ' ' ? "space" : String.valueOf(separator);
        return new CallFileException(Fault.OTHER_SEPARATOR, fault.file(), List.of(shown));
    }

    private Optional<Character> separator(String candidates) {
        return candidates
                .chars()
                .mapToObj(c -> (char) c)
                .filter(c -> isTable(sample.records(c, quotes, false)))
                .findFirst();
    }

    /** Whether most records have one number of fields, more than was told, and the phone columns are found in them. */
    private boolean isTable(List<List<String>> records) {
        int width = records.get(0).size();
        long same = records.stream().filter(record -> record.size() == width).count();
        return width > told && records.size() > 1 && same >= MOST * records.size() && hasPhones(records);
    }

    private boolean hasPhones(List<List<String>> records) {
        try {
            PhoneColumns.find("", records, options, plan);
            return true;
        } catch (CallFileException e) {
            return false;
        }
    }

    /** Whether lines begin with 1, 2, 3…, or 0, 1, 2…, below a line of names: as R and pandas print a table. */
    private static boolean holdsRowNumbers(List<String> lines) {
        if (lines.size() < 3 || !lines.get(0).startsWith(" ") || lines.get(0).isBlank()) {
            return false;
        }
        int names = BLANKS.split(lines.get(0).strip()).length;
        long numbered = IntStream.range(1, lines.size())
                .filter(i -> isRow(BLANKS.split(lines.get(i).strip()), i, names))
                .count();
        return numbered >= MOST * (lines.size() - 1);
    }

    private static boolean isRow(String[] words, int row, int names) {
        if (words.length <= names || !ROW_NUMBER.matcher(words[0]).matches()) {
            return false;
        }
        String digits = words[0].replaceAll("[^0-9]", "");
        return digits.equals(Integer.toString(row)) || digits.equals(Integer.toString(row - 1));
    }

    /** Whether lines have one length, and a number begins at one place of most of them, behind something else. */
    private boolean haveNumbersAtOnePlace(List<String> lines) {
        int[] places = lines.stream()
                .map(NUMBER::matcher)
                .filter(Matcher::find)
                .mapToInt(Matcher::start)
                .toArray();
        boolean oneLength =
                lines.stream().mapToInt(String::length).skip(1).distinct().count() == 1;
        return told == 1
                && places.length > 1
                && places.length >= MOST * (lines.size() - 1)
                && oneLength
                && places[0] > 0
                && Arrays.stream(places).distinct().count() == 1;
    }
}
