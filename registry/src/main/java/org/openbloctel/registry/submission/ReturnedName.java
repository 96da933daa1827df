package org.openbloctel.registry.submission;

import java.util.Locale;
import org.openbloctel.scrub.file.Container;

/**
 * What returned files are called: {@code prospects.csv.gz} gives {@code prospects.callable.csv.gz}, and {@code
 * prospects.verdicts.csv}, which is a table of ours whatever was sent.
 */
final class ReturnedName {
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
}
