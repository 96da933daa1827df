package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.LayoutOptions;

/** Workbooks of Excel 97 to 2003, as Apache POI writes them, and what hostile hands make of them. */
@Tag("long")
class XlsBookTest {
    static {
        // POI asserts where it has no check, and goes on without assertions, as it is shipped.
        ClassLoader.getSystemClassLoader().setPackageAssertionStatus("org.apache.poi", false);
    }

    @TempDir
    Path folder = Path.of(".");

    /** Fills a workbook. */
    private interface Filling {
        void fill(HSSFWorkbook workbook);
    }

    private Path workbook(Filling filling) throws IOException {
        Path file = folder.resolve("appels.xls");
        try (HSSFWorkbook workbook = new HSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            filling.fill(workbook);
            workbook.write(out);
        }
        return file;
    }

    private static void row(Sheet sheet, int number, Object... values) {
        Row row = sheet.createRow(number);
        for (int column = 0; column < values.length; column++) {
            Cell cell = row.createCell(column);
            switch (values[column]) {
                case String text -> cell.setCellValue(text);
                case Number value -> cell.setCellValue(value.doubleValue());
                case Boolean truth -> cell.setCellValue(truth);
                default -> throw new IllegalArgumentException();
            }
        }
    }

    private static CellStyle style(Workbook workbook, String format) {
        CellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        return style;
    }

    @Test
    void rowsComeBackAsXlsxWithTheirTypes() throws IOException {
        Path file = workbook(book -> {
            Sheet sheet = book.createSheet("Prospects été");
            row(sheet, 0, "tel", "nom", "n");
            row(sheet, 1, "0639980001", "Zoé", 1);
            row(sheet, 2, 639980002, "=1+1", 12.25);
            row(sheet, 4, 33639980001.0, true, -7);
            row(sheet, 5, "?", "", 0.1);
            sheet.getRow(2).createCell(4).setCellValue(LocalDate.of(2026, 8, 11));
            sheet.getRow(2).getCell(4).setCellStyle(style(book, "dd/mm/yyyy"));
        });
        Scrubbed scrubbed = Scrubbed.of(file);
        assertThat(scrubbed.report().layout().sheet()).isEqualTo("Prospects été");
        assertThat(scrubbed.report().layout().columns()).containsExactly("tel");
        assertThat(scrubbed.opposed())
                .containsExactly(
                        List.of("S:tel", "S:nom", "S:n"),
                        List.of("S:0639980001", "S:Zoé", "N:1"),
                        List.of("N:33639980001", "B:true", "N:-7"));
        assertThat(scrubbed.callable())
                .containsExactly(
                        List.of("S:tel", "S:nom", "S:n"),
                        List.of("N:639980002", "S:=1+1", "N:12.25", "", "N:46245|dd/mm/yyyy"));
        assertThat(scrubbed.unchecked()).hasSize(2).contains(List.of("S:?", "", "N:0.1"));
        assertThat(scrubbed.report().firstUnchecked().get(0).line()).isEqualTo(6);
    }

    @Test
    void formulasCountWithTheirLastResult() throws IOException {
        Path file = workbook(book -> {
            Sheet sheet = book.createSheet();
            row(sheet, 0, "tel");
            String[] formulas = {"\"0639980\"&\"001\"", "639980002*1", "NA()", "TRUE()"};
            for (int i = 0; i < formulas.length; i++) {
                sheet.createRow(i + 1).createCell(0).setCellFormula(formulas[i]);
            }
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
        });
        Scrubbed scrubbed = Scrubbed.of(file);
        assertThat(scrubbed.opposed()).containsExactly(List.of("S:tel"), List.of("S:0639980001"));
        assertThat(scrubbed.callable()).containsExactly(List.of("S:tel"), List.of("N:639980002"));
        assertThat(scrubbed.unchecked()).containsExactly(List.of("S:tel"), List.of("S:#N/A"), List.of("B:true"));
    }

    @Test
    void aDateIsNoNumberWhateverItsDigits() throws IOException {
        Path file = workbook(book -> {
            Sheet sheet = book.createSheet();
            row(sheet, 0, "tel");
            row(sheet, 1, 639980002);
            row(sheet, 2, 639980002);
            sheet.getRow(1).getCell(0).setCellStyle(style(book, "yyyy-mm-dd"));
        });
        Scrubbed scrubbed = Scrubbed.of(file);
        assertThat(scrubbed.report().callable()).isEqualTo(1);
        assertThat(scrubbed.unchecked()).containsExactly(List.of("S:tel"), List.of("N:639980002|yyyy-mm-dd"));
    }

    /** More than 8,224 bytes of texts go on in other records, cut anywhere, in characters of one byte or two. */
    @Test
    void manyTextsOfAllWidthsComeBackAsTheyWere() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            int length = random.nextInt(20) == 0 ? 1 + random.nextInt(20_000) : 1 + random.nextInt(30);
            int[] letters = random.nextBoolean() ? new int[] {'a', 'é', 'Z'} : new int[] {'a', 'Ω', '語'};
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < length; c++) {
                text.append((char) letters[random.nextInt(letters.length)]);
            }
            texts.add(text.toString());
        }
        Path file = workbook(book -> {
            Sheet sheet = book.createSheet();
            for (int i = 0; i < texts.size(); i++) {
                row(sheet, i, "0639980002", texts.get(i));
            }
        });
        Scrubbed scrubbed = Scrubbed.of(file);
        List<String> back =
                scrubbed.callable().stream().map(row -> row.get(1).substring(2)).toList();
        assertThat(back).as("seed " + seed).isEqualTo(texts);
    }

    @Test
    void severalThousandRowsOverManySectors() throws IOException {
        Path file = workbook(book -> {
            Sheet sheet = book.createSheet();
            row(sheet, 0, "id", "tel");
            for (int i = 1; i <= 20_000; i++) {
                row(sheet, i, i, i % 2 == 0 ? "0639980001" : "0639980002");
            }
        });
        assertThat(Files.size(file)).isGreaterThan(600_000);
        Scrubbed scrubbed = Scrubbed.of(file);
        assertThat(scrubbed.report().opposed()).isEqualTo(10_000);
        assertThat(scrubbed.report().callable()).isEqualTo(10_000);
    }

    @Test
    void sheetsAreChosenAsInXlsx() throws IOException {
        Path file = workbook(book -> {
            row(book.createSheet("Légende"), 0, "NC = non communiqué");
            Sheet phones = book.createSheet("Appels");
            row(phones, 0, "tel");
            row(phones, 1, "0639980001");
        });
        Scrubbed scrubbed = Scrubbed.of(file);
        assertThat(scrubbed.report().layout().sheet()).isEqualTo("Appels");
        assertThat(scrubbed.report().layout().skippedSheets()).containsExactly("Légende");
    }

    @Test
    void otherFilesOfStreamsAreRefusedByName() throws IOException {
        assertOther("WordDocument", Fault.OTHER_FORMAT, "doc");
        assertOther("PowerPoint Document", Fault.OTHER_FORMAT, "ppt");
        assertOther("Book", Fault.OTHER_FORMAT, "xls, Excel 95");
        assertOther("__properties_version1.0", Fault.OTHER_FORMAT, "ole2");
        assertOther("EncryptedPackage", Fault.DAMAGED_WORKBOOK, "encrypted");
    }

    private void assertOther(String stream, Fault fault, String detail) throws IOException {
        Path file = folder.resolve("other.xls");
        try (POIFSFileSystem streams = new POIFSFileSystem();
                OutputStream out = Files.newOutputStream(file)) {
            streams.createDocument(new java.io.ByteArrayInputStream(new byte[5000]), stream);
            streams.writeFilesystem(out);
        }
        assertRefused(file, fault, detail);
    }

    private static void assertRefused(Path file, Fault fault, String detail) {
        assertThatThrownBy(() -> Scrubbed.of(file, LayoutOptions.NONE.withColumns("1")))
                .isInstanceOfSatisfying(CallFileException.class, e -> {
                    assertThat(e.fault()).isEqualTo(fault);
                    assertThat(e.details()).containsExactly(detail);
                });
    }

    private byte[] plain() throws IOException {
        return Files.readAllBytes(workbook(book -> {
            Sheet sheet = book.createSheet();
            row(sheet, 0, "tel");
            for (int i = 1; i < 400; i++) {
                row(sheet, i, "06399" + (80_000 + i));
            }
        }));
    }

    @Test
    void cutOffWorkbookIsRefused() throws IOException {
        byte[] whole = plain();
        int refused = 0;
        for (int length = 8; length < whole.length; length += 1021) {
            Path file = Files.write(folder.resolve("cut.xls"), Arrays.copyOf(whole, length));
            try {
                // What lies behind the last cell may be missing; never a cell.
                assertThat(Scrubbed.of(file).report().rows())
                        .as("cut to %d", length)
                        .isEqualTo(399);
            } catch (CallFileException e) {
                assertThat(e.fault()).isEqualTo(Fault.DAMAGED_WORKBOOK);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10);
    }

    @Test
    void sectorsInACircleAreDamage() throws IOException {
        byte[] bytes = plain();
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int fat = 512 * (1 + file.getInt(0x4c));
        for (int sector = 0; sector < 8; sector++) {
            if (file.getInt(fat + 4 * sector) == sector + 1) {
                file.putInt(fat + 4 * sector, sector);
            }
        }
        assertRefused(Files.write(folder.resolve("circle.xls"), bytes), Fault.DAMAGED_WORKBOOK, "workbook");
    }

    @Test
    void hugeCountsAreNotBelieved() throws IOException {
        byte[] whole = plain();
        int[][] places = {{0x2c, 0x7fffffff}, {0x2c, -1}, {0x30, 0x7ffffff0}, {0x4c, 0x00ffffff}};
        for (int[] place : places) {
            byte[] bytes = whole.clone();
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(place[0], place[1]);
            assertRefused(Files.write(folder.resolve("huge.xls"), bytes), Fault.DAMAGED_WORKBOOK, "workbook");
        }
        // The number of shared texts that the workbook says it has.
        byte[] bytes = whole.clone();
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        int strings = latin.indexOf("\u0090\u0001\0\0\u0090\u0001\0\0");
        assertThat(strings).isPositive();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(strings + 4, 0x7fffffff);
        assertRefused(Files.write(folder.resolve("huge.xls"), bytes), Fault.DAMAGED_WORKBOOK, "workbook");
    }

    /** Any bytes changed: a scrub whose counts add up, or a fault. */
    @Test
    void changedBytesAreScrubbedOrRefused() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] whole = plain();
        for (int i = 0; i < 100; i++) {
            byte[] bytes = whole.clone();
            for (int change = random.nextInt(8); change >= 0; change--) {
                // Half of them where the tables stand.
                int at = random.nextBoolean() ? random.nextInt(2048) : random.nextInt(bytes.length);
                bytes[at] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("changed.xls"), bytes);
            try {
                var report =
                        Scrubbed.of(file, LayoutOptions.NONE.withColumns("1")).report();
                assertThat(report.callable() + report.opposed() + report.unchecked())
                        .as("seed " + seed)
                        .isEqualTo(report.rows());
            } catch (CallFileException e) {
                assertThat(e.file()).isEqualTo("appels.xlsx");
            }
        }
    }
}
