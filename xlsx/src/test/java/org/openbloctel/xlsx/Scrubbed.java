package org.openbloctel.xlsx;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.ReturnedFiles;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** A workbook scrubbed and read back. A cell is shown as its type's first letter and its value: {@code S:0639…}. */
record Scrubbed(ScrubReport report, Map<Verdict, List<List<String>>> rows, Path folder) {
    /** On the list; 0639980002 and so on are not. */
    static final String OPPOSED = "0639980001";

    static final String CALLABLE = "0639980002";

    private static final OppositionList LIST = list(33639980001L);

    static OppositionList list(long... e164) {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        for (long number : e164) {
            builder.add(number);
        }
        return builder.build(7, Instant.parse("2026-08-01T00:00:00Z"));
    }

    static Scrubbed of(Path workbook) throws IOException {
        return of(workbook, LayoutOptions.NONE);
    }

    static Scrubbed of(Path workbook, LayoutOptions options) throws IOException {
        return of(workbook, options, LIST, Limits.ofThisMachine());
    }

    static Scrubbed of(Path workbook, LayoutOptions options, OppositionList list, Limits limits) throws IOException {
        Path folder = Files.createTempDirectory(workbook.toAbsolutePath().getParent(), "out");
        String name = "appels.xlsx";
        try (ReturnedFiles returned = new ReturnedFiles(folder, name, name, Container.WORKBOOK, true)) {
            ScrubReport report =
                    new WorkbookScrub(list, null, options, true, limits).run(workbook, name, returned, Progress.NONE);
            ScrubReport complete = returned.publish(report);
            Map<Verdict, List<List<String>>> rows = new EnumMap<>(Verdict.class);
            for (Verdict verdict : Verdict.BY_LIST) {
                rows.put(verdict, read(folder.resolve("appels." + verdict.label(false) + ".xlsx")));
            }
            return new Scrubbed(complete, rows, folder);
        }
    }

    List<List<String>> callable() {
        return rows.getOrDefault(Verdict.CALLABLE, List.of());
    }

    List<List<String>> opposed() {
        return rows.getOrDefault(Verdict.OPPOSED, List.of());
    }

    List<List<String>> unchecked() {
        return rows.getOrDefault(Verdict.UNCHECKED, List.of());
    }

    static List<List<String>> read(Path workbook) throws IOException {
        try (ReadableWorkbook open = new ReadableWorkbook(workbook.toFile(), new ReadingOptions(true, false));
                Stream<Row> rows = open.getFirstSheet().openStream()) {
            return rows.map(Scrubbed::shown).toList();
        }
    }

    /** The rows of a returned workbook by the names of its sheets. */
    Map<String, List<List<String>>> sheets(Verdict verdict) throws IOException {
        Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
        Path workbook = folder.resolve("appels." + verdict.label(false) + ".xlsx");
        try (ReadableWorkbook open = new ReadableWorkbook(workbook.toFile(), new ReadingOptions(true, false))) {
            for (Sheet sheet : open.getSheets().toList()) {
                try (Stream<Row> rows = sheet.openStream()) {
                    sheets.put(sheet.getName(), rows.map(Scrubbed::shown).toList());
                }
            }
        }
        return sheets;
    }

    private static List<String> shown(Row row) {
        List<String> cells = new ArrayList<>();
        for (Cell cell : row) {
            if (cell == null || cell.getType() == CellType.EMPTY) {
                cells.add("");
            } else if (cell.getValue() instanceof BigDecimal number) {
                String format = cell.getDataFormatString();
                cells.add("N:" + number + (format == null ? "" : "|" + format));
            } else {
                cells.add(cell.getType().name().charAt(0) + ":" + cell.getText());
            }
        }
        return cells;
    }
}
