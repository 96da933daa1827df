package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Sheet;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.LayoutOptions;

/** For any bytes, an .xls workbook is scrubbed with counts that add up, or refused with a fault. */
class XlsFuzzTest {
    static {
        // POI asserts where it has no check, and goes on without assertions, as it is shipped.
        ClassLoader.getSystemClassLoader().setPackageAssertionStatus("org.apache.poi", false);
    }

    private static final byte[] WORKBOOK = workbook();

    private static byte[] workbook() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            Sheet sheet = workbook.createSheet();
            sheet.createRow(0).createCell(0).setCellValue("tel");
            for (int row = 1; row < 30; row++) {
                sheet.createRow(row).createCell(0).setCellValue("06399800" + (10 + row));
                sheet.getRow(row).createCell(1).setCellValue(row / 8.0);
                sheet.getRow(row).createCell(2).setCellFormula("\"é\"&\"" + row + "\"");
            }
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            workbook.write(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /** Edits of three bytes: where, and which byte stands there instead. */
    @FuzzTest
    void scrubsOrRefuses(byte[] edits) throws IOException {
        byte[] bytes = WORKBOOK.clone();
        for (int i = 0; i + 2 < edits.length; i += 3) {
            bytes[((edits[i] & 0xff) << 8 | (edits[i + 1] & 0xff)) % bytes.length] = edits[i + 2];
        }
        Path folder = Files.createTempDirectory("xls-fuzz");
        Path file = Files.write(folder.resolve("appels.xls"), bytes);
        try {
            ScrubReport report =
                    Scrubbed.of(file, LayoutOptions.NONE.withColumns("1")).report();
            assertThat(report.callable() + report.opposed() + report.unchecked())
                    .isEqualTo(report.rows());
        } catch (CallFileException e) {
            assertThat(e.file()).isEqualTo("appels.xlsx");
        } finally {
            WorkbookFuzzTest.delete(folder);
        }
    }
}
