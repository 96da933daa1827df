package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.number.NumberingPlan;

/** Which sheet of a workbook is scrubbed, and that the report names the others. */
class ChosenSheetTest {
    private static final String PHONES = RawWorkbook.row("nom", "tel")
            + RawWorkbook.row("Anne", "0639980001")
            + RawWorkbook.row("Bert", "0639980002");
    private static final String LEGEND =
            RawWorkbook.row("Code", "Sens") + RawWorkbook.row("NC", "non communiqué") + RawWorkbook.row("A", "actif");

    @TempDir
    Path folder = Path.of(".");

    private Scrubbed scrub(RawWorkbook workbook, LayoutOptions options) throws IOException {
        return Scrubbed.of(workbook.in(folder), options);
    }

    private void assertFault(RawWorkbook workbook, LayoutOptions options, Fault fault, String... details)
            throws IOException {
        Path file = workbook.in(folder);
        assertThatThrownBy(() -> Scrubbed.of(file, options)).isInstanceOfSatisfying(CallFileException.class, e -> {
            assertThat(e.fault()).isEqualTo(fault);
            assertThat(e.details()).containsExactly(details);
        });
    }

    @Test
    void sheetWhoseNameMayBeAPhoneNumberIsShownByItsPlace() throws IOException {
        RawWorkbook workbook = new RawWorkbook().sheet("0639980001", PHONES).sheet("06 39 98 00 02", PHONES);
        assertFault(workbook, LayoutOptions.NONE, Fault.SEVERAL_SHEETS, "1", "2");
        assertFault(workbook, LayoutOptions.NONE.withSheet("Est"), Fault.NO_SUCH_SHEET, "Est", "1", "2");
    }

    @Test
    void sheetsThatAreOnePartAreDamage() throws IOException {
        String sheets =
                "<sheet name=\"Nord\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"Sud\" sheetId=\"2\" r:id=\"r1\"/>";
        RawWorkbook workbook = RawWorkbook.of(PHONES)
                .entry(
                        "xl/workbook.xml",
                        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
                                + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                                + "<sheets>" + sheets + "</sheets></workbook>");
        assertFault(workbook, LayoutOptions.NONE, Fault.DAMAGED_WORKBOOK, "sheets");
    }

    @Test
    void numberBehindALongTitleIsNoTitle() throws IOException {
        String title = RawWorkbook.row("Campagne d’automne. ".repeat(60) + "06 39 98 00 01");
        Scrubbed scrubbed = Scrubbed.of(
                RawWorkbook.of(title + PHONES).in(folder),
                LayoutOptions.NONE,
                Scrubbed.list(33639980001L),
                Limits.ofThisMachine());
        assertThat(scrubbed.callable().toString()).doesNotContain("06 39 98 00 01");
    }

    @Test
    void legendBesideTheCallFileIsSkippedAndNamed() throws IOException {
        Scrubbed scrubbed = scrub(
                new RawWorkbook()
                        .sheet("Légende", LEGEND)
                        .sheet("vide")
                        .sheet("Prospects", PHONES)
                        .sheet("Notes", RawWorkbook.row("Mis à jour le 3 mars")),
                LayoutOptions.NONE);
        assertThat(scrubbed.report().rows()).isEqualTo(2);
        assertThat(scrubbed.report().opposed()).isEqualTo(1);
        assertThat(scrubbed.report().layout().sheet()).isEqualTo("Prospects");
        assertThat(scrubbed.report().layout().skippedSheets()).containsExactly("Légende", "Notes");
        assertThat(scrubbed.report().toJson())
                .contains("\"sheet\": \"Prospects\"", "\"skippedSheets\": [\"Légende\", \"Notes\"]");
    }

    @Test
    void twoSheetsWithPhonesAreRefusedHiddenOrNot() throws IOException {
        RawWorkbook workbook = new RawWorkbook()
                .sheet("Légende", LEGEND)
                .sheet("Nord", PHONES)
                .sheet("Sud", PHONES)
                .hidden("Sud");
        assertFault(workbook, LayoutOptions.NONE, Fault.SEVERAL_SHEETS, "Nord", "Sud");
    }

    /** Nine bare digits could be ids, so that their column is not sure; but a sheet of them is no legend. */
    @Test
    void aSheetOfBareDigitsIsNotSkipped() throws IOException {
        String bare = RawWorkbook.row("a", "b") + RawWorkbook.row("x", "639980001") + RawWorkbook.row("y", "639980002");
        assertFault(
                new RawWorkbook().sheet("Nord", PHONES).sheet("Sud", bare),
                LayoutOptions.NONE,
                Fault.SEVERAL_SHEETS,
                "Nord",
                "Sud");
    }

    @Test
    void noSheetWithPhonesIsNoGuess() throws IOException {
        assertFault(
                new RawWorkbook().sheet("a", LEGEND).sheet("b", LEGEND),
                LayoutOptions.NONE,
                Fault.SEVERAL_SHEETS,
                "a",
                "b");
    }

    @Test
    void aNamedSheetIsTakenByItsNameWhateverItsCaseAndAccentsOrByItsNumber() throws IOException {
        RawWorkbook workbook =
                new RawWorkbook().sheet("Nord", PHONES).sheet("Été", PHONES + RawWorkbook.row("Cléo", "0639980001"));
        for (String name : List.of("Été", "ete", " ÉTÉ ", "2")) {
            Scrubbed scrubbed = scrub(workbook, LayoutOptions.NONE.withSheet(name));
            assertThat(scrubbed.report().opposed()).as(name).isEqualTo(2);
            assertThat(scrubbed.report().layout().sheet()).isEqualTo("Été");
            assertThat(scrubbed.report().layout().skippedSheets()).containsExactly("Nord");
        }
    }

    @Test
    void aSheetThatHasANumberForItsNameIsTakenByItsName() throws IOException {
        RawWorkbook workbook = new RawWorkbook().sheet("2", PHONES).sheet("1", LEGEND);
        assertThat(scrub(workbook, LayoutOptions.NONE.withSheet("2")).report().rows())
                .isEqualTo(2);
    }

    @Test
    void aSheetThatIsNotThereIsRefusedWithTheNamesOfThose() throws IOException {
        RawWorkbook workbook = new RawWorkbook().sheet("Nord", PHONES).sheet("Sud", PHONES);
        for (String name : List.of("Ouest", "0", "3", "999999999999")) {
            assertFault(workbook, LayoutOptions.NONE.withSheet(name), Fault.NO_SUCH_SHEET, name, "Nord", "Sud");
        }
        assertFault(
                new RawWorkbook().sheet("vide").sheet("Sud", PHONES),
                LayoutOptions.NONE.withSheet("vide"),
                Fault.EMPTY);
    }

    @Test
    void theFirstLookSeesTheSheetThatIsScrubbed() throws IOException {
        Path file = new RawWorkbook()
                .sheet("Légende", LEGEND)
                .sheet("Prospects", PHONES)
                .in(folder);
        assertThat(WorkbookLook.rows(file, "a.xlsx", LayoutOptions.NONE, NumberingPlan.FRANCE)
                        .getFirst())
                .containsExactly("nom", "tel");
        assertThat(WorkbookLook.rows(file, "a.xlsx", LayoutOptions.NONE.withSheet("1"), NumberingPlan.FRANCE)
                        .getFirst())
                .containsExactly("Code", "Sens");
    }

    @Test
    void groupsOverTheHeaderGoWithItIntoEachWorkbook() throws IOException {
        String groups =
                "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Client</v></c><c r=\"C1\" t=\"str\"><v>Téléphones</v></c></row>";
        Scrubbed scrubbed = scrub(
                new RawWorkbook()
                        .sheet(
                                "Feuil1",
                                groups
                                        + RawWorkbook.row("Nom", "Ville", "Fixe", "Portable")
                                        + RawWorkbook.row("Anne", "Lyon", "0639980002", "0639980001")
                                        + RawWorkbook.row("Bert", "Nice", "0639980002", "")),
                LayoutOptions.NONE);
        assertThat(scrubbed.report().layout().columns()).containsExactly("Fixe", "Portable");
        assertThat(scrubbed.report().rows()).isEqualTo(2);
        assertThat(scrubbed.callable())
                .containsExactly(
                        List.of("S:Client", "", "S:Téléphones"),
                        List.of("S:Nom", "S:Ville", "S:Fixe", "S:Portable"),
                        List.of("S:Bert", "S:Nice", "S:0639980002"));
        assertThat(scrubbed.opposed()).hasSize(3);
    }
}
