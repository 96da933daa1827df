package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.ReturnedFiles;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.LayoutOptions;

/** A large workbook in a virtual machine with little memory: run in a process of its own. */
class LargeWorkbookIT {
    private static final int ROWS = 200_000;

    /** Holds the list's map and the buffers; the workbook's 1 million cells as objects would take four times as much. */
    private static final String HEAP = "-Xmx48m";

    @TempDir
    Path folder = Path.of(".");

    @Test
    void twoHundredThousandRowsAreScrubbedInFortyEightMegabytes() throws IOException, InterruptedException {
        Path file = large(folder, ROWS);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        java.toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeWorkbookIT.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exit = process.waitFor();
        assertThat(exit).as(Files.readString(log)).isZero();
        assertThat(log).content().contains("rows " + ROWS + " opposed " + ROWS / 2 + " ");
    }

    static Path large(Path folder, int rows) throws IOException {
        Path file = folder.resolve("appels.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Appels");
            sheet.value(0, 0, "id");
            sheet.value(0, 1, "tel");
            for (int row = 1; row <= rows; row++) {
                sheet.value(row, 0, row);
                sheet.inlineString(row, 1, row % 2 == 0 ? Scrubbed.OPPOSED : Scrubbed.CALLABLE);
                sheet.inlineString(row, 2, "Client numéro " + row);
                sheet.inlineString(row, 3, row % 97 + " rue de la République");
                sheet.value(row, 4, row / 8.0);
                if (row % 1000 == 0) {
                    sheet.flush();
                }
            }
        }
        return file;
    }

    /** The process: scrubs the file named, and says what came of it. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Path out = Files.createDirectory(file.resolveSibling("out"));
        try (ReturnedFiles returned = new ReturnedFiles(out, "a.xlsx", "a.xlsx", Container.WORKBOOK, true)) {
            ScrubReport report = new WorkbookScrub(Scrubbed.list(33639980001L), LayoutOptions.NONE, true)
                    .run(file, "a.xlsx", returned, Progress.NONE);
            returned.publish(report);
            System.out.printf(
                    Locale.ROOT, "rows %d opposed %d millis %d%n", report.rows(), report.opposed(), report.millis());
        }
    }
}
