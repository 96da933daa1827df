package org.openbloctel.scrub.engine;

import java.util.Locale;
import org.openbloctel.scrub.file.Container;

/**
 * The names of the files that a scrub gives back: {@code prospects.csv.gz} gives {@code prospects.callable.csv.gz} and
 * {@code prospects.report.json}.
 */
record ReturnedNames(String base, String extension) {
    static ReturnedNames of(String name, Container container) {
        int end = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.length() - 3 : name.length();
        int dot = name.lastIndexOf('.', end - 1);
        int cut = dot > 0 ? dot : end;
        // Whatever a workbook was, what comes back is an .xlsx, and spreadsheets refuse it under another name.
        String extension = container == Container.WORKBOOK ? ".xlsx" : name.substring(cut);
        return new ReturnedNames(name.substring(0, cut), extension);
    }

    String of(Verdict verdict) {
        return base + "." + verdict.label() + extension;
    }

    String report() {
        return base + ".report.json";
    }
}
