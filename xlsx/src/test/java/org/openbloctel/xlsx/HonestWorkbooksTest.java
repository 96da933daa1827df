package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.honest.HonestExport;
import org.openbloctel.scrub.honest.HonestExports;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** The honest exports as workbooks, whose numbers are cells of numbers: each row has the verdict that a careful reader would give. */
@Tag("long")
final class HonestWorkbooksTest {
    private static final int MIN_RIGHT = 99;

    @TempDir
    Path folder = Path.of(".");

    private final OppositionList list = list();
    private final Map<String, String> wrong = new TreeMap<>();
    private final List<String> leaks = new ArrayList<>();

    @Test
    void honestWorkbooksComeBackWhole() throws IOException {
        Map<String, HonestExport> kinds = new TreeMap<>();
        HonestExports.all().stream()
                .filter(export -> !export.isRefused())
                .forEach(export -> kinds.put(export.kind(), export));
        for (HonestExport export : kinds.values()) {
            scrub(export);
        }
        int right = kinds.size() - wrong.size();
        System.out.println("HonestWorkbooksTest: right: " + right + " of " + kinds.size());
        wrong.forEach((kind, why) -> System.out.println("HonestWorkbooksTest: wrong: " + kind + ": " + why));
        assertThat(leaks).as("listed numbers in rows that may be called").isEmpty();
        assertThat(right).as("right at once; the others: " + wrong).isGreaterThanOrEqualTo(MIN_RIGHT);
    }

    private void scrub(HonestExport export) throws IOException {
        Path file = folder.resolve("appels.xlsx");
        Map<Long, Verdict> expected = write(export, file);
        Map<Long, Verdict> judged = new HashMap<>();
        try {
            new WorkbookScrub(list, LayoutOptions.NONE, false)
                    .run(
                            file,
                            "appels.xlsx",
                            verdict -> OutputStream.nullOutputStream(),
                            (row, cells, phones, header, judgement) ->
                                    judged.put(Long.valueOf(row), judgement.verdict()),
                            Progress.NONE);
        } catch (CallFileException e) {
            wrong.put(export.kind(), "refused, " + e.fault() + " " + e.details());
            return;
        }
        Map<String, Integer> differences = new TreeMap<>();
        expected.forEach((row, verdict) -> {
            Verdict got = judged.remove(row);
            if (verdict == Verdict.OPPOSED && got == Verdict.CALLABLE) {
                leaks.add(export.kind() + ", row " + row);
            }
            if (verdict != got) {
                differences.merge(verdict + " is " + got, 1, Integer::sum);
            }
        });
        judged.forEach((row, verdict) -> differences.merge("head is " + verdict, 1, Integer::sum));
        if (!differences.isEmpty()) {
            wrong.put(export.kind(), differences.toString());
        }
    }

    /** Writes an export, and returns the verdict of each row by its number in the sheet. */
    private static Map<Long, Verdict> write(HonestExport export, Path file) throws IOException {
        Map<Long, Verdict> verdicts = new TreeMap<>();
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Export");
            int row = 0;
            for (List<String> cells : export.head()) {
                put(sheet, row++, cells);
            }
            for (HonestExport.Line line : export.lines()) {
                put(sheet, row++, line.cells());
                if (!String.join("", line.cells()).isBlank()) {
                    verdicts.put(
                            (long) row,
                            line.listed() ? Verdict.OPPOSED : line.number() ? Verdict.CALLABLE : Verdict.UNCHECKED);
                }
            }
        }
        return verdicts;
    }

    private static void put(Worksheet sheet, int row, List<String> cells) {
        for (int c = 0; c < cells.size(); c++) {
            String cell = cells.get(c).replaceFirst("^\"(?=[^\"]*$)", "");
            if (cell.matches("[1-9][0-9]{0,14}|[0-9]+[.][0-9]+(E8)?")) {
                sheet.value(row, c, Double.parseDouble(cell));
            } else if (!cell.isEmpty()) {
                sheet.value(row, c, cell);
            }
        }
    }

    private static OppositionList list() {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        HonestExports.allListed().forEach(builder::add);
        return builder.build(1, Instant.EPOCH);
    }
}
