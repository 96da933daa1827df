package org.openbloctel.scrub.file;

import java.io.Serializable;
import java.util.List;
import org.openbloctel.scrub.number.Placeholders;

/**
 * How a call file is written.
 *
 * @param encoding its characters
 * @param markLength bytes of its byte-order mark, 0 when it has none
 * @param separator the ASCII character between fields
 * @param quotes whether {@code "} begins a quoted field, as RFC 4180 says
 * @param backslash whether a quote behind a backslash is a character of a quoted field, as some databases write it
 * @param lineEnd the byte that ends a line: a line feed, or a carriage return in files of the old Macintosh
 * @param width how many fields a line has, by its header or by most lines; 0 where that cannot be told
 * @param headRecords how many records stand before the data: the header, where there is one, and titles before it
 * @param headLines the places of those before the header, from 0, that are lines nevertheless, since they may hold a number
 * @param header whether the last of them names the columns
 * @param columns the places of the phone columns, from 0, ascending, at least one
 * @param lenient those of them where what cannot be read counts as blank
 * @param ids places of columns beside them that are named like ids: nine digits are no number there
 * @param country the place of the column that names the country of a line; -1 when there is none
 * @param columnNames their names in the header, or {@code column N} counted from 1
 * @param placeholders what stands for no number in a phone column
 */
public record Layout(
        Encoding encoding,
        int markLength,
        char separator,
        boolean quotes,
        boolean backslash,
        char lineEnd,
        int width,
        int headRecords,
        List<Integer> headLines,
        boolean header,
        List<Integer> columns,
        List<Integer> lenient,
        List<Integer> ids,
        int country,
        List<String> columnNames,
        Placeholders placeholders)
        implements Serializable {
    /** Copies the lists. */
    public Layout {
        headLines = List.copyOf(headLines);
        columns = List.copyOf(columns);
        lenient = List.copyOf(lenient);
        ids = List.copyOf(ids);
        columnNames = List.copyOf(columnNames);
    }

    /** How many backslashes stand before a quote within quotes: it is a plain character behind an odd number; 0 where they mean nothing. */
    int backslashes(byte[] text, int quote) {
        int at = quote;
        while (backslash && at > 0 && text[at - 1] == '\\') {
            at--;
        }
        return quote - at;
    }

    /** How many records before the header go into each returned file. */
    public int titles() {
        return headRecords - headLines.size() - (header ? 1 : 0);
    }

    /** The same with other columns, for a reader that wants more than the phone numbers. */
    public Layout withColumns(List<Integer> others) {
        return new Layout(
                encoding,
                markLength,
                separator,
                quotes,
                backslash,
                lineEnd,
                width,
                headRecords,
                headLines,
                header,
                others,
                lenient,
                ids,
                country,
                List.of(),
                placeholders);
    }

    /** The same for a part of the file behind its head: without byte-order mark, titles and header. */
    public Layout withoutHead() {
        return new Layout(
                encoding,
                0,
                separator,
                quotes,
                backslash,
                lineEnd,
                width,
                0,
                List.of(),
                header,
                columns,
                lenient,
                ids,
                country,
                columnNames,
                placeholders);
    }
}
