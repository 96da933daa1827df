package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.number.Reason;

/** What real programs and strange hands write into workbooks. */
@Tag("long")
class OddWorkbookTest {
    private static final String HEADER = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>tel</t></is></c></row>";

    @TempDir
    Path folder = Path.of(".");

    private Scrubbed scrub(RawWorkbook workbook) throws IOException {
        return Scrubbed.of(workbook.in(folder));
    }

    private void assertFault(RawWorkbook workbook, Fault fault, String... details) throws IOException {
        Path file = workbook.in(folder);
        assertThatThrownBy(() -> Scrubbed.of(file)).isInstanceOfSatisfying(CallFileException.class, e -> {
            assertThat(e.fault()).isEqualTo(fault);
            assertThat(e.details()).containsExactly(details);
        });
    }

    @Test
    void sharedStringsAreReadAcrossRunsAndWithoutTheirReadings() throws IOException {
        Scrubbed scrubbed = scrub(RawWorkbook.of(
                        HEADER, "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>0</v></c></row>")
                .sharedStrings("<si><t>Zoé</t><rPh><t>lu</t></rPh></si>"
                        + "<si><r><t>06399</t></r><r><t xml:space=\"preserve\">80002</t></r></si>"));
        assertThat(scrubbed.callable()).containsExactly(List.of("S:tel"), List.of("S:0639980002", "S:Zoé"));
    }

    @Test
    void sharedStringsThatNoCellNamesNeedNotExist() throws IOException {
        Scrubbed scrubbed = scrub(RawWorkbook.of(HEADER, "<row><c t=\"s\"><v/></c><c t=\"s\"/><c><v>1</v></c></row>"));
        assertThat(scrubbed.report().uncheckedByReason()).containsOnlyKeys(Reason.BLANK);
    }

    @Test
    void aFormulaBecomesItsLastResult() throws IOException {
        Scrubbed scrubbed = scrub(RawWorkbook.of(
                HEADER,
                "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>\"0\"&amp;B2</f><v>0639980001</v></c><c r=\"B2\"><f>1+1</f><v>2</v></c>"
                        + "<c r=\"C2\" t=\"b\"><f>TRUE()</f><v>1</v></c><c r=\"D2\" t=\"e\"><f>NA()</f><v>#N/A</v></c></row>",
                "<row r=\"3\"><c r=\"A3\"><f>B3*1</f><v>639980002</v></c></row>",
                "<row r=\"4\"><c r=\"A4\"><f>B4</f></c><c r=\"B4\"><v>1</v></c></row>"));
        assertThat(scrubbed.opposed())
                .containsExactly(List.of("S:tel"), List.of("S:0639980001", "N:2", "B:true", "S:#N/A"));
        assertThat(scrubbed.callable()).containsExactly(List.of("S:tel"), List.of("N:639980002"));
        assertThat(scrubbed.report().uncheckedByReason()).containsOnlyKeys(Reason.BLANK);
    }

    @Test
    void aDateIsNoNumberWhateverItsDigits() throws IOException {
        Scrubbed scrubbed = scrub(RawWorkbook.of(
                        HEADER,
                        "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>639980002</v></c><c r=\"B2\" s=\"2\"><v>45000.5</v></c></row>",
                        "<row r=\"3\"><c r=\"A3\" s=\"3\"><v>639980002</v></c></row>",
                        "<row r=\"4\"><c r=\"A4\" s=\"4\"><v>639980002</v></c></row>")
                .formats(
                        "<numFmt numFmtId=\"170\" formatCode=\"0#&quot; dys&quot;[Red]\"/><numFmt numFmtId=\"171\" formatCode=\"[hh]:mm\"/>",
                        0,
                        14,
                        22,
                        171,
                        170));
        assertThat(scrubbed.unchecked())
                .containsExactly(
                        List.of("S:tel"),
                        List.of("N:639980002|yyyy-mm-dd", "N:45000.5|yyyy-mm-dd hh:mm"),
                        List.of("N:639980002|[hh]:mm"));
        assertThat(scrubbed.callable()).containsExactly(List.of("S:tel"), List.of("N:639980002|0#\" dys\"[Red]"));
        assertThat(scrubbed.report().uncheckedByReason()).containsOnlyKeys(Reason.NOT_A_NUMBER);
    }

    @Test
    void daysCountedFrom1904StayTheSameDays() throws IOException {
        Scrubbed scrubbed =
                scrub(RawWorkbook.of("<row><c t=\"inlineStr\"><is><t>0639980002</t></is></c><c s=\"1\"><v>44783</v></c>"
                                + "<c s=\"2\"><v>0.5</v></c><c><v>7</v></c></row>")
                        .formats("", 0, 14, 21)
                        .countingFrom1904());
        assertThat(scrubbed.callable())
                .containsExactly(List.of("S:0639980002", "N:46245|yyyy-mm-dd", "N:0.5|h:mm:ss", "N:7"));
    }

    @Test
    void rowsAndCellsWithoutAddressesFollowEachOther() throws IOException {
        Scrubbed scrubbed = scrub(RawWorkbook.of(
                "<row><c t=\"inlineStr\"><is><t>nom</t></is></c><c t=\"inlineStr\"><is><t>tel</t></is></c></row>",
                "<row><c/><c><v>639980002</v></c></row>",
                "<row/>",
                "<row><c><v>1</v></c></row>"));
        assertThat(scrubbed.callable()).contains(List.of("", "N:639980002"));
        assertThat(scrubbed.report().firstUnchecked().get(0).line()).isEqualTo(4);
    }

    @Test
    void sparseRowsKeepTheirColumnsAndEmptyRowsAreNoRecords() throws IOException {
        Scrubbed scrubbed = Scrubbed.of(
                RawWorkbook.of(
                                "<row r=\"3\"><c r=\"B3\"><v>639980001</v></c><c r=\"XFD3\"><v>1</v></c></row>",
                                "<row r=\"4\" s=\"1\"><c r=\"A4\" s=\"1\"/><c r=\"B4\" t=\"inlineStr\"><is><t/></is></c></row>",
                                "<row r=\"9\"><c r=\"A9\"><v>5</v></c></row>")
                        .in(folder),
                LayoutOptions.NONE.withColumns("2"));
        assertThat(scrubbed.report().rows()).isEqualTo(2);
        assertThat(scrubbed.opposed().get(0)).hasSize(16_384).endsWith("N:1");
        assertThat(scrubbed.unchecked()).containsExactly(List.of("N:5"));
        assertThat(scrubbed.report().firstUnchecked().get(0).line()).isEqualTo(9);
    }

    @Test
    void whatShouldBeANumberAndIsNoneStaysAsText() throws IOException {
        Scrubbed scrubbed = scrub(RawWorkbook.of(HEADER, "<row r=\"2\"><c r=\"A2\"><v>06 39 98 00 01</v></c></row>"));
        assertThat(scrubbed.opposed()).containsExactly(List.of("S:tel"), List.of("S:06 39 98 00 01"));
    }

    @Test
    void theSheetWithDataNeedNotBeTheFirst() throws IOException {
        Scrubbed scrubbed = scrub(new RawWorkbook()
                .sheet("vide")
                .sheet("Appels", HEADER, "<row><c><v>639980001</v></c></row>")
                .hidden("Appels"));
        assertThat(scrubbed.report().opposed()).isEqualTo(1);
    }

    @Test
    void theStrictVariantIsReadLikeTheOther() throws IOException {
        String strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
        Scrubbed scrubbed = scrub(RawWorkbook.of(HEADER, "<row><c><v>639980001</v></c></row>")
                .entry(
                        "xl/workbook.xml",
                        "<workbook xmlns:r=\"" + strict
                                + "\"><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>")
                .entry(
                        "xl/_rels/workbook.xml.rels",
                        "<Relationships><Relationship Id=\"r1\" Type=\"" + strict
                                + "/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/></Relationships>"));
        assertThat(scrubbed.report().opposed()).isEqualTo(1);
    }

    @Test
    void aSheetWhosePartIsMissingIsDamage() throws IOException {
        assertFault(
                RawWorkbook.of(HEADER)
                        .entry(
                                "xl/_rels/workbook.xml.rels",
                                "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/none.xml\"/></Relationships>"),
                Fault.DAMAGED_WORKBOOK,
                "sheet");
    }

    /** As LibreOffice and some exports write them in the strict variant: type {@code d}. */
    @Test
    void isoDatesAreNoNumbersAndComeBackAsDates() throws IOException {
        Scrubbed scrubbed = scrub(RawWorkbook.of(
                        HEADER,
                        "<row><c t=\"d\"><v>2026-08-11</v></c><c t=\"d\"><v>2026-08-11T12:00:00Z</v></c></row>",
                        "<row><c t=\"d\" s=\"1\"><v>2026-08-11</v></c><c t=\"d\"><v>18:00:00</v></c></row>",
                        "<row><c t=\"d\"><v>06 39 98 00 02</v></c></row>",
                        "<row><c><v>639980002</v></c><c t=\"d\"><v>06 39 98 00 01</v></c></row>")
                .formats("", 0, 15));
        assertThat(scrubbed.unchecked())
                .containsExactly(
                        List.of("S:tel"),
                        List.of("N:46245|yyyy-mm-dd", "N:46245.5|yyyy-mm-dd hh:mm"),
                        List.of("N:46245|d-mmm-yy", "N:0.75|h:mm:ss"),
                        List.of("S:06 39 98 00 02"));
        assertThat(scrubbed.callable()).containsExactly(List.of("S:tel"), List.of("N:639980002", "S:06 39 98 00 01"));
        assertThat(scrubbed.report().uncheckedByReason()).containsOnlyKeys(Reason.NOT_A_NUMBER);
    }

    @Test
    void aCellGivenTwiceIsDamage() throws IOException {
        assertFault(
                RawWorkbook.of("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"),
                Fault.DAMAGED_WORKBOOK,
                "cell-twice");
    }

    @Test
    void externalEntitiesAreNeverRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "0639980001");
        String evil = "<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>&x;</t></is></c></row></sheetData></worksheet>";
        Path file =
                RawWorkbook.of(HEADER).entry("xl/worksheets/sheet1.xml", evil).in(folder);
        assertThatThrownBy(() -> Scrubbed.of(file, LayoutOptions.NONE.withColumns("1")))
                .isInstanceOf(CallFileException.class);
    }

    @Test
    void entitiesThatMultiplyAreNeverExpanded() throws IOException {
        StringBuilder lol = new StringBuilder("<!DOCTYPE w [<!ENTITY a0 \"0639980001\">");
        for (int i = 1; i < 12; i++) {
            lol.append("<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">");
        }
        String evil = lol + "]><w><sheetData><row><c t=\"str\"><v>&a11;</v></c></row></sheetData></w>";
        Path file =
                RawWorkbook.of(HEADER).entry("xl/worksheets/sheet1.xml", evil).in(folder);
        assertThatThrownBy(() -> Scrubbed.of(file, LayoutOptions.NONE.withColumns("1")))
                .isInstanceOf(CallFileException.class);
    }

    @Test
    void truncatedAndOtherFilesAreDamagedWorkbooks() throws IOException {
        byte[] whole = RawWorkbook.of(HEADER).bytes();
        byte[] cutOff = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(faultOf(cutOff).details()).containsExactly("workbook");
        assertThat(faultOf("tel;nom".getBytes(StandardCharsets.UTF_8)).details())
                .containsExactly("zip");
        for (int length = 1; length < whole.length; length += 13) {
            assertThat(faultOf(java.util.Arrays.copyOf(whole, length)).fault()).isEqualTo(Fault.DAMAGED_WORKBOOK);
        }
        assertThat(faultOf(new byte[0]).fault()).isEqualTo(Fault.EMPTY);
    }

    private CallFileException faultOf(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("appels.xlsx"), bytes);
        try {
            Scrubbed.of(file);
        } catch (CallFileException e) {
            return e;
        }
        throw new AssertionError("scrubbed " + bytes.length + " bytes");
    }

    @Test
    void aSheetThatBreaksOffIsDamaged() throws IOException {
        assertFault(
                RawWorkbook.of(HEADER)
                        .entry("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + HEADER + "<row><c><v>63998"),
                Fault.DAMAGED_WORKBOOK,
                "row");
    }
}
