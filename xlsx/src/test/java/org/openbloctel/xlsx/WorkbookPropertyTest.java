package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.LayoutOptions;

/** Random workbooks against an oracle that remembers what it wrote, and looks numbers up in a set. */
@Tag("long")
class WorkbookPropertyTest {
    private static final int WORKBOOKS = 30;
    private static final long FIRST = 33_639_980_000L;
    private static final int NUMBERS = 1000;

    @TempDir
    Path folder = Path.of(".");

    @Test
    void everyRowIsReturnedOnceInOrderWithTheVerdictOfTheOracle() throws IOException {
        long seed = System.nanoTime();
        System.out.println("WorkbookPropertyTest seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < WORKBOOKS; i++) {
            check(random, "seed " + seed + ", workbook " + i);
        }
    }

    private void check(Random random, String description) throws IOException {
        Set<Long> opposed = new TreeSet<>();
        for (int i = 0; i < NUMBERS / 5; i++) {
            opposed.add(FIRST + random.nextInt(NUMBERS));
        }
        Map<Verdict, List<List<String>>> expected = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.BY_LIST) {
            expected.put(verdict, new ArrayList<>(List.of(List.of("S:id", "S:tel"))));
        }
        int rows = random.nextInt(400);
        Path file = folder.resolve("appels.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Appels");
            sheet.value(0, 0, "id");
            sheet.value(0, 1, "tel");
            int at = 0;
            for (int row = 0; row < rows; row++) {
                at += 1 + (random.nextInt(10) == 0 ? random.nextInt(4) : 0);
                sheet.value(at, 0, row);
                write(sheet, at, random, opposed, row, expected);
            }
        }
        long[] list = opposed.stream().mapToLong(Long::longValue).toArray();
        LayoutOptions options = LayoutOptions.NONE.withColumns("tel");
        Scrubbed scrubbed = Scrubbed.of(file, options, Scrubbed.list(list), Limits.ofThisMachine());
        assertThat(scrubbed.rows()).as(description).isEqualTo(expected);
        assertThat(scrubbed.report().rows()).as(description).isEqualTo(rows);
    }

    private static void write(
            Worksheet sheet,
            int at,
            Random random,
            Set<Long> opposed,
            int id,
            Map<Verdict, List<List<String>>> expected) {
        long number = FIRST + random.nextInt(NUMBERS);
        String national = "0" + (number - 33_000_000_000L);
        Verdict verdict = opposed.contains(number) ? Verdict.OPPOSED : Verdict.CALLABLE;
        String shown;
        switch (random.nextInt(6)) {
            case 0 -> {
                sheet.value(at, 1, Long.parseLong(national));
                shown = "N:" + national.substring(1);
            }
            case 1 -> {
                sheet.value(at, 1, number);
                shown = "N:" + number;
            }
            case 2 -> {
                sheet.inlineString(at, 1, "+" + number);
                shown = "S:+" + number;
            }
            case 3 -> {
                sheet.value(at, 1, national + " ");
                shown = "S:" + national + " ";
            }
            case 4 -> {
                double fraction = (number - 33_000_000_000L) + 0.5;
                sheet.value(at, 1, fraction);
                shown = "N:" + new java.math.BigDecimal(String.valueOf(fraction));
                verdict = Verdict.UNCHECKED;
            }
            default -> {
                shown = "";
                verdict = Verdict.UNCHECKED;
            }
        }
        List<List<String>> rows = expected.get(verdict);
        if (rows != null) {
            rows.add(shown.isEmpty() ? List.of("N:" + id) : List.of("N:" + id, shown));
        }
    }
}
