package org.openbloctel.scrub.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.openbloctel.scrub.file.Container;

/**
 * The names of the files that a scrub gives back: {@code prospects.csv.gz} gives {@code prospects.not-listed.csv.gz} and
 * {@code prospects.report.json}. They are of the list alone.
 *
 * @param base what all of them begin with
 * @param extension of the returned files, with its dot; empty for none
 */
public record ReturnedNames(String base, String extension) {
    /** The names for a call file of this name, wrapped so. */
    public static ReturnedNames of(String name, Container container) {
        int end = name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.length() - 3 : name.length();
        int dot = name.lastIndexOf('.', end - 1);
        int cut = dot > 0 ? dot : end;
        // Every workbook comes back as an .xlsx, and spreadsheets refuse it under another name.
        String extension = container == Container.WORKBOOK ? ".xlsx" : name.substring(cut);
        return new ReturnedNames(name.substring(0, cut), extension);
    }

    /** The name of the file that holds a verdict's lines. */
    public String of(Verdict verdict) {
        return of(verdict.label(false));
    }

    private String of(String label) {
        return base + "." + label + extension;
    }

    /** The former name of the file of lines not on the list, which is removed: beside a new set it would be read as a part of it. */
    public String superseded() {
        return of(Verdict.CALLABLE.label(true));
    }

    /** Whether a file could be a returned file or report of any call file. */
    static boolean isOne(String name) {
        return name.endsWith(".report.json")
                || Stream.of(true, false)
                        .flatMap(byLaw -> Arrays.stream(Verdict.values()).map(verdict -> verdict.label(byLaw)))
                        .anyMatch(label -> name.endsWith("." + label) || name.contains("." + label + "."));
    }

    /** The name of the report. */
    public String report() {
        return base + ".report.json";
    }
}
