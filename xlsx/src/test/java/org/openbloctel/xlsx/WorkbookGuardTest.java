package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;

class WorkbookGuardTest {
    private static final Limits TIGHT = new Limits(5, 8, 200, 500, 60, 4096, 20_000, 20, 1000, 2, 1500);

    @TempDir
    Path folder = Path.of(".");

    private void assertRefused(RawWorkbook workbook, Fault fault, String... detail) throws IOException {
        assertRefused(workbook, TIGHT, fault, detail);
    }

    private void assertRefused(RawWorkbook workbook, Limits limits, Fault fault, String... detail) throws IOException {
        Path file = workbook.in(folder);
        assertThatThrownBy(() -> WorkbookGuard.check(file, "appels.xlsx", limits))
                .isInstanceOfSatisfying(CallFileException.class, e -> {
                    assertThat(e.fault()).isEqualTo(fault);
                    assertThat(e.details()).containsExactly(detail);
                });
    }

    @Test
    void anHonestWorkbookPasses() throws IOException {
        Path file = RawWorkbook.of("<row r=\"1\"><c r=\"H1\" t=\"s\"><v>0</v></c></row>")
                .sharedStrings("<si><t>a</t></si>")
                .formats("", 14)
                .in(folder);
        assertThat(WorkbookGuard.check(file, "appels.xlsx", TIGHT)).isEqualTo(1);
    }

    @Test
    void moreRowsThanASheetHasAreRefused() throws IOException {
        assertRefused(RawWorkbook.of("<row/>".repeat(6)), Fault.DAMAGED_WORKBOOK, "rows");
    }

    @Test
    void columnsBeyondTheLastAreRefusedBeforeRoomIsMadeForThem() throws IOException {
        assertRefused(RawWorkbook.of("<row><c r=\"I1\"/></row>"), Fault.DAMAGED_WORKBOOK, "columns");
        assertRefused(RawWorkbook.of("<row>" + "<c/>".repeat(9) + "</row>"), Fault.DAMAGED_WORKBOOK, "columns");
        Limits usual = Limits.ofThisMachine();
        assertRefused(RawWorkbook.of("<row><c r=\"$FXSHRXX$1\"/></row>"), usual, Fault.DAMAGED_WORKBOOK, "columns");
        assertRefused(RawWorkbook.of("<row><c r=\"XFE1\"/></row>"), usual, Fault.DAMAGED_WORKBOOK, "columns");
    }

    @Test
    void anIndexBeyondTheSharedStringsIsRefused() throws IOException {
        assertRefused(
                RawWorkbook.of("<row><c t=\"s\"><v>2000000000</v></c></row>").sharedStrings("<si><t>a</t></si>"),
                Limits.ofThisMachine(),
                Fault.DAMAGED_WORKBOOK,
                "shared-strings");
    }

    @Test
    void cellsOfEndlessTextAreRefused() throws IOException {
        String cell = "<c t=\"str\"><v>" + "1".repeat(201) + "</v></c>";
        assertRefused(RawWorkbook.of("<row>" + cell + "</row>"), Fault.DAMAGED_WORKBOOK, "cell-length");
        String longRow = ("<c t=\"str\"><v>" + "1".repeat(180) + "</v></c>").repeat(3);
        assertRefused(RawWorkbook.of("<row>" + longRow + "</row>"), Fault.DAMAGED_WORKBOOK, "cell-length");
    }

    @Test
    void sharedStringsLargerThanTheirShareOfMemoryAreRefused() throws IOException {
        assertRefused(RawWorkbook.of().sharedStrings("<si><t/></si>".repeat(30)), Fault.WORKBOOK_TOO_LARGE, "memory");
    }

    @Test
    void endlessAttributesAndCommentsAreRefused() throws IOException {
        String large = "x".repeat(10_000);
        assertRefused(RawWorkbook.of("<row a=\"" + large + "\"/>"), Fault.DAMAGED_WORKBOOK, "size");
        assertRefused(RawWorkbook.of("<!--" + large + "-->"), Fault.DAMAGED_WORKBOOK, "size");
    }

    @Test
    void aBombIsRefusedWhateverItIsCalled() throws IOException {
        String zeros = "<a>" + "<b/>".repeat(40_000) + "</a>";
        assertRefused(RawWorkbook.of().entry("xl/media/image1.png", zeros), Fault.ARCHIVE_BOMB);
    }

    /** The file is large enough for 270 kB; but the first 20 kB come from some bytes of it. */
    @Test
    void bytesThatArePackedWellDoNotPayForABomb() throws IOException {
        Random random = new Random(1);
        StringBuilder chance = new StringBuilder("<a>");
        for (int i = 0; i < 24_000; i++) {
            chance.append((char) ('a' + random.nextInt(26))).append(i % 1000 == 0 ? "<b/>" : "");
        }
        String zeros = "<a>" + "<b/>".repeat(40_000) + "</a>";
        RawWorkbook workbook =
                RawWorkbook.of().entry("xl/media/image1.png", zeros).entry("xl/media/image2.png", chance + "</a>");
        assertRefused(workbook, TIGHT, Fault.ARCHIVE_BOMB);
    }

    @Test
    void directoryOfMoreEntriesThanFitIntoMemoryIsRefused() throws IOException {
        RawWorkbook workbook = RawWorkbook.of();
        for (int i = 0; i < 20; i++) {
            workbook.entry("xl/media/" + "x".repeat(60_000) + i + ".png", "");
        }
        assertRefused(workbook, Limits.ofThisMachine(), Fault.ARCHIVE_DIRECTORY);
    }

    /** Found by fuzzing. */
    @Test
    void formatsWithoutANumberAreRefused() throws IOException {
        for (String id : new String[] {"K164", "", "99999999999"}) {
            RawWorkbook workbook = RawWorkbook.of("<row><c s=\"0\"><v>639980002</v></c></row>")
                    .entry(
                            "xl/styles.xml",
                            "<styleSheet><cellXfs><xf numFmtId=\"" + id + "\"/></cellXfs></styleSheet>");
            assertRefused(workbook, Fault.DAMAGED_WORKBOOK, "formats");
        }
    }

    /** The time to parse or print a number grows with the square of its digits. */
    @Test
    void numbersAndFormatsOfEndlessLengthAreRefused() throws IOException {
        for (String type : new String[] {"", " t=\"n\""}) {
            String cell = "<c" + type + "><v>1." + "0".repeat(59) + "</v></c>";
            assertRefused(RawWorkbook.of("<row>" + cell + "</row>"), Fault.DAMAGED_WORKBOOK, "number-length");
        }
        String code = "<numFmt numFmtId=\"170\" formatCode=\"" + "[".repeat(61) + "\"/>";
        assertRefused(RawWorkbook.of().formats(code, 170), Fault.DAMAGED_WORKBOOK, "formats");
    }

    @Test
    void whatIsNoXmlIsPassedOver() throws IOException {
        Path file = RawWorkbook.of().entry("xl/media/image1.png", "\u0089PNG").in(folder);
        assertThat(WorkbookGuard.check(file, "appels.xlsx", TIGHT)).isZero();
    }
}
