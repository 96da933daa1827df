package org.openbloctel.registry.callfiles.scrubbing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.scrub.engine.Look;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.file.PhoneColumns;
import org.openbloctel.scrub.number.NumberingPlan;

/** Reads the beginning of call files, to show how they are understood. Thread-safe. */
public final class Previews {
    private static final int ROWS = 5;
    private static final int COLUMNS = 20;

    private final ScrubSettings settings;

    /** Previews that use the work folder of these settings. */
    public Previews(ScrubSettings settings) throws IOException {
        this.settings = settings;
        settings.prepare();
    }

    /**
     * Whether a call file is an archive or a workbook.
     *
     * @param report its report as JSON, if it has one
     */
    public static boolean isPacked(String fileName, Optional<String> report) {
        return Returned.Name.container(fileName, report) != Container.PLAIN;
    }

    /**
     * Reads the beginning of a file; empty for what is no call file at all.
     *
     * @param name what the file is called, for the faults in it
     */
    public Optional<Preview> of(String name, Vault.Opener opener, LayoutOptions options, Sheets sheets)
            throws IOException {
        try (SentFile sent = new SentFile(settings, name, opener);
                CallFile file = sent.open(false)) {
            return Optional.of(
                    file.container() == Container.WORKBOOK ? workbook(file, options, sheets) : text(file, options));
        } catch (CallFileException e) {
            return Optional.empty();
        }
    }

    private static Preview text(CallFile file, LayoutOptions options) throws IOException {
        boolean unsure = false;
        Layout layout;
        try {
            layout = file.layout(options, NumberingPlan.FRANCE);
        } catch (CallFileException e) {
            unsure = true;
            layout = file.layout(anyColumn(options), NumberingPlan.FRANCE);
        }
        FirstLines lines = FirstLines.of(file, layout, ROWS);
        String separator = String.valueOf(layout.separator());
        return of(layout.encoding().label(), separator, layout.header(), lines, unsure ? List.of() : layout.columns());
    }

    private static Preview workbook(CallFile file, LayoutOptions options, Sheets sheets) throws IOException {
        List<List<String>> all = sheets.first(file.workbook(), file.name(), options);
        List<List<String>> rows = all.subList(PhoneColumns.titles(all, options), all.size());
        boolean unsure = false;
        PhoneColumns columns;
        try {
            columns = PhoneColumns.find(file.name(), rows, options, NumberingPlan.FRANCE);
        } catch (CallFileException e) {
            unsure = true;
            columns = PhoneColumns.find(file.name(), rows, anyColumn(options), NumberingPlan.FRANCE);
        }
        int data = columns.header() ? 1 : 0;
        FirstLines lines = new FirstLines(
                columns.header() ? rows.getFirst() : List.of(),
                rows.subList(Math.min(data, rows.size()), Math.min(data + ROWS, rows.size())));
        return of(Returned.Name.XLSX, "", columns.header(), lines, unsure ? List.of() : columns.columns());
    }

    /** When the phone column cannot be told, the first will do to show the lines. */
    private static LayoutOptions anyColumn(LayoutOptions options) {
        return options.withColumns("1");
    }

    private static Preview of(
            String encoding, String separator, boolean header, FirstLines lines, List<Integer> phones) {
        int columns = Math.min(
                COLUMNS,
                Math.max(
                        lines.header().size(),
                        lines.rows().stream().mapToInt(List::size).max().orElse(0)));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            boolean named = i < lines.header().size() && !lines.header().get(i).isBlank();
            names.add(named ? Look.cut(lines.header().get(i).strip()) : Integer.toString(i + 1));
        }
        List<List<String>> masked = new ArrayList<>();
        for (List<String> row : lines.rows()) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                String cell = i < row.size() ? row.get(i) : "";
                cells.add(Look.masked(cell, phones.contains(i)));
            }
            masked.add(cells);
        }
        return new Preview(encoding, separator, header, names, phones, masked);
    }

    /** How the first rows of a workbook are read: the server brings the module that can. */
    @FunctionalInterface
    public interface Sheets {
        /**
         * The texts of the first rows that hold something, the header among them: those by which a scrub finds the columns.
         *
         * @param workbook a plain file
         * @param name what it is called in faults
         * @param options what is known of the sheet and its columns
         * @throws org.openbloctel.scrub.file.CallFileException when it cannot be read
         */
        List<List<String>> first(Path workbook, String name, LayoutOptions options) throws IOException;
    }

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
}
