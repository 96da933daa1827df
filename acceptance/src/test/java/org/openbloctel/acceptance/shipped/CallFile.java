package org.openbloctel.acceptance.shipped;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Sheet;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/**
 * A call file of three lines: an opposed number, one that is not on the list, and none.
 *
 * @param base its name without ending; also in the file, so that no two have the same bytes
 */
record CallFile(String base, Kind kind, String listed, String free) {
    /** What it is wrapped in. */
    enum Kind {
        CSV(".csv"),
        XLSX(".xlsx"),
        XLS(".xls"),
        ZIP(".zip"),
        GZIP(".csv.gz");

        private final String ending;

        Kind(String ending) {
            this.ending = ending;
        }
    }

    String name() {
        return base + kind.ending;
    }

    /** What a returned file of it is called. */
    String returned(String verdict) {
        return base + "." + verdict + (kind == Kind.XLS ? Kind.XLSX : kind).ending;
    }

    private List<List<String>> rows() {
        return List.of(
                List.of("Nom", "Téléphone"),
                List.of("Anne " + base, listed),
                List.of("Bert " + base, free),
                List.of("Cora " + base, "rien"));
    }

    private String text() {
        return rows().stream().map(row -> String.join(";", row) + "\n").collect(Collectors.joining());
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        switch (kind) {
            case CSV -> bytes.write(text().getBytes(UTF_8));
            case GZIP -> {
                try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                    gzip.write(text().getBytes(UTF_8));
                }
            }
            case ZIP -> {
                try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                    zip.putNextEntry(new ZipEntry(base + ".csv"));
                    zip.write(text().getBytes(UTF_8));
                }
            }
            case XLSX -> {
                try (Workbook workbook = new Workbook(bytes, "test", null)) {
                    Worksheet sheet = workbook.newWorksheet("Appels");
                    for (int row = 0; row < rows().size(); row++) {
                        sheet.value(row, 0, rows().get(row).get(0));
                        sheet.value(row, 1, rows().get(row).get(1));
                    }
                }
            }
            case XLS -> {
                try (HSSFWorkbook workbook = new HSSFWorkbook()) {
                    Sheet sheet = workbook.createSheet("Appels");
                    for (int row = 0; row < rows().size(); row++) {
                        org.apache.poi.ss.usermodel.Row cells = sheet.createRow(row);
                        cells.createCell(0).setCellValue(rows().get(row).get(0));
                        cells.createCell(1).setCellValue(rows().get(row).get(1));
                    }
                    workbook.write(bytes);
                }
            }
        }
        return bytes.toByteArray();
    }

    /** What a returned file should say. */
    String expected() {
        return rows().get(0).get(0) + ";" + rows().get(0).get(1) + "\nBert " + base + ";" + free + "\n";
    }

    /** What a returned file says, unwrapped. */
    String read(byte[] returned) throws IOException {
        InputStream in = new ByteArrayInputStream(returned);
        return switch (kind) {
            case CSV -> new String(returned, UTF_8);
            case GZIP -> {
                try (GZIPInputStream gzip = new GZIPInputStream(in)) {
                    yield new String(gzip.readAllBytes(), UTF_8);
                }
            }
            case ZIP -> {
                try (ZipInputStream zip = new ZipInputStream(in)) {
                    zip.getNextEntry();
                    yield new String(zip.readAllBytes(), UTF_8);
                }
            }
            case XLSX, XLS -> {
                try (ReadableWorkbook workbook = new ReadableWorkbook(in);
                        Stream<Row> rows = workbook.getFirstSheet().openStream()) {
                    yield rows.map(row -> row.getCellText(0) + ";" + row.getCellText(1) + "\n")
                            .collect(Collectors.joining());
                }
            }
        };
    }
}
