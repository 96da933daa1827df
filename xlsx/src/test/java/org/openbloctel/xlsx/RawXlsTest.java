package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.xlsx.RawXls.record;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.LayoutOptions;

/** Workbooks of Excel 97 to 2003 whose bytes no library wrote. */
@Tag("long")
class RawXlsTest {
    private static final byte[] TITLE = label(RawXls.LABEL, 0, "tel");

    @TempDir
    Path folder = Path.of(".");

    private static byte[] label(int id, int row, String text) {
        return record(id, row, 0, 0, text.length(), (byte) 0, text);
    }

    private static byte[] number(int row, double number) {
        return record(RawXls.NUMBER, row, 0, 0, number);
    }

    private Path write(RawXls workbook) throws IOException {
        return Files.write(folder.resolve("appels.xls"), workbook.file());
    }

    private static void assertRefused(Path file, Fault fault, String detail) {
        assertRefused(file, fault, detail, Limits.ofThisMachine());
    }

    private static void assertRefused(Path file, Fault fault, String detail, Limits limits) {
        LayoutOptions options = LayoutOptions.NONE.withColumns("1");
        assertThatThrownBy(() -> Scrubbed.of(file, options, Scrubbed.list(33639980001L), limits))
                .isInstanceOfSatisfying(CallFileException.class, e -> {
                    assertThat(e.fault()).isEqualTo(fault);
                    assertThat(e.details()).containsExactly(detail);
                });
    }

    @Test
    void textsAndNumbersInTheSheetItself() throws IOException {
        byte[] small = record(0x027e, 4, 0, 0, (639_980_0L << 2) | 2);
        byte[] hundredth = record(0x027e, 4, 1, 0, (1225L << 2) | 3);
        Scrubbed scrubbed = Scrubbed.of(write(new RawXls()
                .sheet(
                        "Appels",
                        RawXls.WORKSHEET,
                        TITLE,
                        label(RawXls.LABEL, 1, "0639980001"),
                        record(RawXls.RICH_TEXT, 2, 0, 0, 10, (byte) 0, "0639980001", (byte) 1, (byte) 2, (byte) 0),
                        number(3, 639_980_002),
                        small,
                        hundredth)));
        assertThat(scrubbed.opposed())
                .containsExactly(List.of("S:tel"), List.of("S:0639980001"), List.of("S:0639980001"));
        assertThat(scrubbed.callable()).containsExactly(List.of("S:tel"), List.of("N:639980002"));
        assertThat(scrubbed.unchecked()).containsExactly(List.of("S:tel"), List.of("N:6399800", "N:12.25"));
    }

    @Test
    void sheetsOfChartsHaveNoRows() throws IOException {
        Scrubbed scrubbed = Scrubbed.of(write(new RawXls()
                .sheet("Graphique", RawXls.CHART, TITLE, number(1, 639_980_001))
                .sheet("Appels", RawXls.WORKSHEET, TITLE, number(1, 639_980_002))));
        assertThat(scrubbed.report().layout().sheet()).isEqualTo("Appels");
        assertThat(scrubbed.report().layout().skippedSheets()).isEmpty();
        assertThat(scrubbed.report().rows()).isEqualTo(1);
    }

    /** A number behind the last column that the record names would not be read. */
    @Test
    void numbersBeyondTheirLastColumnAreDamage() throws IOException {
        for (int last : new int[] {0, 2}) {
            byte[] numbers = record(RawXls.NUMBERS, 1, 0, 0, (4L << 2) | 2, 0, (639_980_1L << 2) | 2, last);
            assertRefused(
                    write(new RawXls().sheet("Appels", RawXls.WORKSHEET, TITLE, numbers)),
                    Fault.DAMAGED_WORKBOOK,
                    "columns");
        }
        byte[] numbers = record(RawXls.NUMBERS, 1, 0, 0, (4L << 2) | 2, 0, (639_980_1L << 2) | 2, 1);
        Path file = write(new RawXls().sheet("Appels", RawXls.WORKSHEET, TITLE, numbers));
        assertThat(Scrubbed.of(file, LayoutOptions.NONE.withColumns("1")).unchecked())
                .contains(List.of("N:4", "N:6399801"));
    }

    @Test
    void passwordsRowsOutOfOrderAndCellsTwiceAreRefused() throws IOException {
        assertRefused(
                write(new RawXls().global(record(RawXls.PASSWORD, 1, 1, 1)).sheet("Appels", RawXls.WORKSHEET, TITLE)),
                Fault.DAMAGED_WORKBOOK,
                "encrypted");
        assertRefused(
                write(new RawXls().sheet("Appels", RawXls.WORKSHEET, TITLE, number(2, 1), number(1, 1))),
                Fault.DAMAGED_WORKBOOK,
                "rows-order");
        assertRefused(
                write(new RawXls().sheet("Appels", RawXls.WORKSHEET, TITLE, number(1, 1), number(1, 2))),
                Fault.DAMAGED_WORKBOOK,
                "cell-twice");
    }

    /** Sheets are read in any order, each from its first row. */
    @Test
    void sheetsAreReadInAnyOrder() throws IOException {
        RawXls workbook = new RawXls();
        for (int sheet = 0; sheet < 9; sheet++) {
            workbook.sheet("S" + sheet, RawXls.WORKSHEET, number(0, sheet), number(1, 10.0 * sheet));
        }
        try (Book book = Books.open(write(workbook), "a.xls", Limits.ofThisMachine())) {
            for (int sheet : new int[] {3, 8, 0, 0, 1, 8, 7}) {
                Book.Rows rows = book.rows(sheet);
                assertThat(first(rows)).isEqualTo(sheet);
                if (sheet != 8) {
                    assertThat(first(rows)).isEqualTo(10.0 * sheet);
                }
            }
            Book.Rows before = book.rows(2);
            book.rows(4);
            assertThatThrownBy(before::next).isInstanceOf(IllegalStateException.class);
        }
    }

    private static double first(Book.Rows rows) throws IOException {
        BookRow row = rows.next();
        assertThat(row).isNotNull();
        return row == null ? -1 : Double.parseDouble(CellText.of(row).getFirst());
    }

    /** POI makes objects of a directory: of one that is most of its file, more than the file's size. */
    @Test
    void directoriesLargerThanTheMemoryAreRefused() throws IOException {
        Path file = folder.resolve("entries.xls");
        try (POIFSFileSystem streams = new POIFSFileSystem();
                OutputStream out = Files.newOutputStream(file)) {
            streams.createDocument(new ByteArrayInputStream(new byte[5000]), "Workbook");
            for (int i = 0; i < 3000; i++) {
                streams.createDirectory("d" + i);
            }
            streams.writeFilesystem(out);
        }
        Limits limits = Limits.ofThisMachine();
        assertRefused(file, Fault.DAMAGED_WORKBOOK, "workbook", withKeptBytes(limits, 4_000_000));
        assertRefused(file, Fault.WORKBOOK_TOO_LARGE, "memory", withKeptBytes(limits, 2_000_000));
    }

    private static Limits withKeptBytes(Limits limits, long bytes) {
        return new Limits(
                limits.rows(),
                limits.columns(),
                limits.cellCharacters(),
                limits.rowCharacters(),
                limits.numberCharacters(),
                limits.pieceBytes(),
                limits.bombBytes(),
                limits.bombRatio(),
                limits.textBytes(),
                limits.textRatio(),
                bytes);
    }
}
