package org.openbloctel.registry.scrubbing;

import java.util.List;

/**
 * What was understood of a file, and its first lines with everything but their shape hidden: enough to see whether the columns
 * are right, too little to steal.
 *
 * @param encoding its characters; {@code xlsx} for a workbook
 * @param separator between fields; empty for a workbook
 * @param header whether the first line names the columns
 * @param names the names in the header, or {@code 1}, {@code 2}…
 * @param phones places of the phone columns, from 0; empty when they could not be told
 * @param rows the first lines, masked
 */
public record Preview(
        String encoding,
        String separator,
        boolean header,
        List<String> names,
        List<Integer> phones,
        List<List<String>> rows) {
    /** Copies the lists. */
    public Preview {
        names = List.copyOf(names);
        phones = List.copyOf(phones);
        rows = List.copyOf(rows);
    }
}
