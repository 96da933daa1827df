package org.openbloctel.scrub.file;

import java.util.List;
import java.util.Optional;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * The first records of a call file, cut as a scrub cuts them.
 *
 * @param header the names of the columns; empty where there is no header
 * @param rows the records behind it, titles aside, a few hundred at most
 * @param lineEnd {@code LF}, {@code CRLF} or {@code CR}; empty in a workbook
 */
public record FirstRecords(List<String> header, List<List<String>> rows, String lineEnd) {
    /**
     * Of a workbook.
     *
     * @param records from the header on, where there is one
     */
    public static FirstRecords of(List<List<String>> records, boolean header) {
        return of(records, header, "");
    }

    private static FirstRecords of(List<List<String>> records, boolean header, String lineEnd) {
        return header
                ? new FirstRecords(records.get(0), records.subList(1, records.size()), lineEnd)
                : new FirstRecords(List.of(), records, lineEnd);
    }

    static FirstRecords of(byte[] sample, boolean wholeFile, Layout layout) {
        int mark = layout.markLength();
        String text =
                new String(sample, mark, sample.length - mark, layout.encoding().charset());
        List<List<String>> all =
                new Sample(text, wholeFile).records(layout.separator(), layout.quotes(), layout.backslash());
        int titles = layout.headRecords() - (layout.header() ? 1 : 0);
        List<List<String>> table = all.subList(Math.min(titles, all.size() - 1), all.size());
        if (layout.header() && RecordWidth.headerIsOneShort(table)) {
            table.get(0).add(0, "");
        }
        String lineEnd = layout.lineEnd() == '\r' ? "CR" : text.contains("\r\n") ? "CRLF" : "LF";
        return of(table, layout.header(), lineEnd);
    }

    /**
     * The country that most of the numbers look written in, where it is none of the plan's: its code of ISO 3166, or {@code +} and its
     * country code. A hint: {@code 0470 12 34 56} is of Belgium, and a number of France.
     */
    public Optional<String> foreign(List<Integer> columns, NumberingPlan plan) {
        return ForeignNumbers.of(rows, columns, plan);
    }
}
