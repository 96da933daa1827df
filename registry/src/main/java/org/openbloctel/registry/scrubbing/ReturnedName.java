package org.openbloctel.registry.scrubbing;

import java.util.Locale;
import java.util.Optional;
import org.openbloctel.scrub.file.Container;

/**
 * What returned files are called: {@code prospects.csv.gz} gives {@code prospects.callable.csv.gz}, and {@code
 * prospects.verdicts.csv}, which is a table of ours for every kind of file.
 */
final class ReturnedName {
    /** What the report of a workbook has as its encoding. */
    static final String XLSX = "xlsx";

    private static final String WORKBOOK = "\"encoding\": \"" + XLSX + "\"";

    private ReturnedName() {}

    static String of(String name, FileKind kind, Container container) {
        String lower = name.toLowerCase(Locale.ROOT);
        int end = lower.endsWith(".gz") ? name.length() - 3 : name.length();
        int dot = name.lastIndexOf('.', end - 1);
        int cut = dot > 0 ? dot : end;
        String base = name.substring(0, cut);
        if (kind == FileKind.VERDICTS) {
            return base + "." + kind.label() + ".csv";
        }
        // What comes back of a workbook with macros has none, and spreadsheets refuse it under that name.
        String extension = container == Container.WORKBOOK ? ".xlsx" : name.substring(cut);
        return base + "." + kind.label() + extension;
    }

    /** What a call file is wrapped in, as its name and report say: what comes back is called alike. */
    static Container container(String fileName, Optional<String> report) {
        return container(
                fileName, report.filter(json -> json.contains(WORKBOOK)).isPresent());
    }

    /**
     * The same for a file that was just read.
     *
     * @param workbook whether its report says so: text is sent under the name .xls as often as workbooks are
     */
    static Container container(String fileName, boolean workbook) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (workbook || name.endsWith(".xlsx") || name.endsWith(".xlsm")) {
            return Container.WORKBOOK;
        }
        return name.endsWith(".zip") ? Container.ZIP : name.endsWith(".gz") ? Container.GZIP : Container.PLAIN;
    }
}
