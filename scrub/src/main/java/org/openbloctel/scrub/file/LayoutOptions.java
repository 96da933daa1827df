package org.openbloctel.scrub.file;

import java.util.List;
import java.util.Optional;
import org.openbloctel.scrub.number.Placeholders;

/**
 * What a caller knows better than detection; what is empty is detected.
 *
 * @param columns names or numbers (from 1) of the phone columns; empty to find them
 * @param separator the character between fields
 * @param encoding the characters
 * @param header whether the first line names the columns
 * @param quotes whether {@code "} begins a quoted field
 * @param sheet the name or number (from 1) of the sheet of a workbook
 * @param placeholders what stands for no number
 * @param late the places of columns, from 0, in which phone numbers without their zero were found behind the first records: read, too, and what
 *     cannot be read there counts as blank
 */
public record LayoutOptions(
        List<String> columns,
        Optional<Character> separator,
        Optional<Encoding> encoding,
        Optional<Boolean> header,
        Optional<Boolean> quotes,
        Optional<String> sheet,
        Placeholders placeholders,
        List<Integer> late) {
    /** Everything told from the file. */
    public static final LayoutOptions NONE =
            new LayoutOptions(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Options with the usual placeholders. */
    public LayoutOptions(
            List<String> columns,
            Optional<Character> separator,
            Optional<Encoding> encoding,
            Optional<Boolean> header,
            Optional<Boolean> quotes,
            Optional<String> sheet) {
        this(columns, separator, encoding, header, quotes, sheet, Placeholders.USUAL, List.of());
    }

    /** Options of a table of text, which has no sheets. */
    public LayoutOptions(
            List<String> columns,
            Optional<Character> separator,
            Optional<Encoding> encoding,
            Optional<Boolean> header,
            Optional<Boolean> quotes) {
        this(columns, separator, encoding, header, quotes, Optional.empty());
    }

    /** Copies the lists. */
    public LayoutOptions {
        columns = List.copyOf(columns);
        late = List.copyOf(late);
    }

    /** The same with these columns. */
    public LayoutOptions withColumns(String... names) {
        return new LayoutOptions(List.of(names), separator, encoding, header, quotes, sheet, placeholders, late);
    }

    /** The same with these placeholders. */
    public LayoutOptions withPlaceholders(Placeholders others) {
        return new LayoutOptions(columns, separator, encoding, header, quotes, sheet, others, late);
    }

    /** The same with this sheet. */
    public LayoutOptions withSheet(String nameOrNumber) {
        return new LayoutOptions(
                columns, separator, encoding, header, quotes, Optional.of(nameOrNumber), placeholders, late);
    }

    /** The same with these columns beside the phone columns. */
    public LayoutOptions withLate(List<Integer> places) {
        return new LayoutOptions(columns, separator, encoding, header, quotes, sheet, placeholders, places);
    }
}
