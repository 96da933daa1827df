package org.openbloctel.xlsx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.file.PhoneColumns;
import org.openbloctel.scrub.number.AsciiFolding;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * A sheet of a workbook that is scrubbed: the one the caller names, or each that may hold phone numbers if the caller asks for {@value #ALL}; else the
 * only one that holds data, hidden or not; else the only one of those that may hold phone numbers, beside legends and notes. Where that is not sure, it
 * is refused: what is not scrubbed must not look as if it was.
 *
 * @param sheet its place in the book, from 0
 * @param name its name, to be written into workbooks
 * @param shown its name as it may be shown and stored
 * @param ofSeveral whether the caller asked for all sheets, so that a fault and a line need the name of theirs
 * @param sample its first rows
 */
record ChosenSheet(int sheet, String name, String shown, boolean ofSeveral, List<List<String>> sample) {
    /** Asks for every sheet; one of this name is chosen by its number, or in capitals. */
    static final String ALL = "all";

    /** Each is looked at; a file can name a million that stand at one place. */
    private static final int MAX_SHEETS = 255;

    private static final double PHONES = 0.5;
    /** A name with so many digits may be a phone number. */
    private static final int SHOWN_DIGITS = 6;

    /**
     * The sheets of a workbook that are scrubbed, in its order.
     *
     * @param skipped the names of the other sheets that hold something, as they may be shown
     */
    record Choice(List<ChosenSheet> sheets, List<String> skipped) {
        /** Copies the lists. */
        Choice {
            sheets = List.copyOf(sheets);
            skipped = List.copyOf(skipped);
        }

        /** The first whose phone columns cannot be told, which is what a reader has to mend; else the first. */
        ChosenSheet first(LayoutOptions options, NumberingPlan plan) {
            return sheets.stream()
                    .filter(sheet -> !hasColumns(sheet.sample, options, plan))
                    .findFirst()
                    .orElse(sheets.getFirst());
        }
    }

    /**
     * Chooses among the sheets.
     *
     * @param file what the book is called in faults
     * @throws CallFileException when the named sheet does not exist, no sheet holds data, or it is not sure which is meant
     */
    static Choice of(Book book, String file, LayoutOptions options, NumberingPlan plan) throws IOException {
        if (book.sheets().size() > MAX_SHEETS) {
            throw Books.damaged(file, "sheets", 1);
        }
        Map<Integer, List<List<String>>> filled = new LinkedHashMap<>();
        for (int sheet = 0; sheet < book.sheets().size(); sheet++) {
            List<List<String>> sample = Sample.of(book, sheet);
            if (!sample.isEmpty()) {
                filled.put(sheet, sample);
            }
        }
        Optional<String> wanted = options.sheet();
        boolean all = wanted.filter(ALL::equals).isPresent();
        List<Integer> chosen = wanted.isPresent() && !all
                ? List.of(named(book, file, wanted.get()))
                : withPhones(filled, all ? List.of(options, options.withColumns()) : List.of(options), plan);
        if (!filled.keySet().containsAll(chosen) || chosen.isEmpty()) {
            throw new CallFileException(Fault.EMPTY, file, List.of());
        }
        if (chosen.size() > 1 && !all) {
            throw new CallFileException(
                    Fault.SEVERAL_SHEETS,
                    file,
                    chosen.stream().map(sheet -> shown(book, sheet)).toList());
        }
        return new Choice(
                chosen.stream()
                        .map(sheet -> new ChosenSheet(
                                sheet,
                                book.sheets().get(sheet),
                                shown(book, sheet),
                                all,
                                filled.getOrDefault(sheet, List.of())))
                        .toList(),
                filled.keySet().stream()
                        .filter(sheet -> !chosen.contains(sheet))
                        .map(sheet -> shown(book, sheet))
                        .toList());
    }

    /**
     * Finds the phone columns of the sheet.
     *
     * @param titles how many rows stand before its table
     * @throws CallFileException when they cannot be told; of several sheets with the name of this one
     */
    PhoneColumns columns(String file, int titles, LayoutOptions options, NumberingPlan plan) throws CallFileException {
        try {
            return PhoneColumns.find(file, sample.subList(titles, sample.size()), options, plan);
        } catch (CallFileException e) {
            throw ofSeveral ? e.inSheet(shown) : e;
        }
    }

    /** By its name as it stands, by its name in any case and with or without accents, or by its number. */
    private static int named(Book book, String file, String wanted) throws CallFileException {
        List<String> names = book.sheets();
        List<String> plain = names.stream().map(ChosenSheet::plain).toList();
        int place = names.indexOf(wanted);
        place = place < 0 ? plain.indexOf(plain(wanted)) : place;
        if (place < 0 && wanted.matches("[0-9]{1,6}")) {
            place = Integer.parseInt(wanted) - 1;
        }
        if (place < 0 || place >= names.size()) {
            List<String> details = new ArrayList<>(List.of(wanted));
            IntStream.range(0, names.size()).forEach(sheet -> details.add(shown(book, sheet)));
            throw new CallFileException(Fault.NO_SUCH_SHEET, file, details);
        }
        return place;
    }

    /** A sheet's name, or its number where the name may be a phone number. */
    private static String shown(Book book, int sheet) {
        String name = book.sheets().get(sheet);
        long digits = name.chars().filter(Character::isDigit).count();
        return digits >= SHOWN_DIGITS ? Integer.toString(sheet + 1) : name;
    }

    private static String plain(String name) {
        return AsciiFolding.lowerCase(name).strip();
    }

    /**
     * The sheets that may hold phone numbers; all, where only one holds something or none may hold any.
     *
     * @param options ways of reading a sheet, of which one has to find its phone columns
     */
    private static List<Integer> withPhones(
            Map<Integer, List<List<String>>> filled, List<LayoutOptions> options, NumberingPlan plan) {
        List<Integer> sheets = List.copyOf(filled.keySet());
        if (sheets.size() > 1) {
            List<Integer> withPhones = filled.entrySet().stream()
                    .filter(sheet -> mayHoldPhones(sheet.getValue(), options, plan))
                    .map(Map.Entry::getKey)
                    .toList();
            sheets = withPhones.isEmpty() ? sheets : withPhones;
        }
        return sheets;
    }

    /** Whether a sheet has a phone column, or one of which half the cells could be numbers, in any spelling. */
    private static boolean mayHoldPhones(List<List<String>> sample, List<LayoutOptions> options, NumberingPlan plan) {
        NumberReader reader = new NumberReader(plan);
        int width = sample.stream().mapToInt(List::size).max().orElse(0);
        return options.stream().anyMatch(way -> hasColumns(sample, way, plan))
                || IntStream.range(0, width).anyMatch(column -> isHalfNumbers(sample, column, reader));
    }

    private static boolean hasColumns(List<List<String>> sample, LayoutOptions options, NumberingPlan plan) {
        try {
            int titles = PhoneColumns.titles(sample, options);
            PhoneColumns.find("", sample.subList(titles, sample.size()), options, plan);
            return true;
        } catch (CallFileException e) {
            return false;
        }
    }

    private static boolean isHalfNumbers(List<List<String>> sample, int column, NumberReader reader) {
        int filled = 0;
        int numbers = 0;
        for (List<String> row : sample) {
            String cell = column < row.size() ? row.get(column) : "";
            if (!cell.isBlank()) {
                long read = reader.read(cell);
                filled++;
                numbers += read >= 0 || read == NumberReader.SEVERAL ? 1 : 0;
            }
        }
        return numbers > 0 && numbers >= PHONES * filled;
    }
}
