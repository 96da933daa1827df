package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.xlsx.RawXls.LABEL;
import static org.openbloctel.xlsx.RawXls.WORKSHEET;
import static org.openbloctel.xlsx.RawXls.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.ScrubReport.SheetUsed;
import org.openbloctel.scrub.engine.ScrubReport.UncheckedLine;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/** A workbook of which all sheets are scrubbed. */
class AllSheetsTest {
    private static final LayoutOptions ALL = LayoutOptions.NONE.withSheet("all");
    private static final String NORTH = RawWorkbook.row("nom", "tel")
            + RawWorkbook.row("Anne", "0639980001")
            + RawWorkbook.row("Bert", "0639980002");
    private static final String SOUTH =
            RawWorkbook.row("Mobile", "ville") + RawWorkbook.row("0639980003", "Lyon") + RawWorkbook.row("abc", "Nice");
    private static final String LISTED = RawWorkbook.row("tel") + RawWorkbook.row("0639980001");
    private static final String LEGEND =
            RawWorkbook.row("Code", "Sens") + RawWorkbook.row("NC", "non communiqué") + RawWorkbook.row("A", "actif");
    private static final String UNSURE = RawWorkbook.row("a", "b")
            + RawWorkbook.row("639980001", "639980002")
            + RawWorkbook.row("639980003", "639980004");

    @TempDir
    Path folder = Path.of(".");

    private Path book() throws IOException {
        return new RawWorkbook()
                .sheet("Nord", NORTH)
                .sheet("Légende", LEGEND)
                .sheet("Sud", SOUTH)
                .sheet("vide")
                .sheet("Est", LISTED)
                .hidden("Sud")
                .in(folder);
    }

    @Test
    void eachSheetWithPhonesComesBackUnderItsName() throws IOException {
        Scrubbed scrubbed = Scrubbed.of(book(), ALL);
        assertThat(scrubbed.sheets(Verdict.CALLABLE))
                .isEqualTo(Map.of(
                        "Nord", List.of(List.of("S:nom", "S:tel"), List.of("S:Bert", "S:0639980002")),
                        "Sud", List.of(List.of("S:Mobile", "S:ville"), List.of("S:0639980003", "S:Lyon")),
                        "Est", List.of(List.of("S:tel"))));
        assertThat(scrubbed.sheets(Verdict.CALLABLE).keySet()).containsExactly("Nord", "Sud", "Est");
        assertThat(scrubbed.sheets(Verdict.OPPOSED))
                .isEqualTo(Map.of(
                        "Nord", List.of(List.of("S:nom", "S:tel"), List.of("S:Anne", "S:0639980001")),
                        "Sud", List.of(List.of("S:Mobile", "S:ville")),
                        "Est", List.of(List.of("S:tel"), List.of("S:0639980001"))));
        assertThat(scrubbed.sheets(Verdict.UNCHECKED).get("Sud"))
                .containsExactly(List.of("S:Mobile", "S:ville"), List.of("S:abc", "S:Nice"));
    }

    @Test
    void theReportCountsEachSheetAndNamesTheSheetOfALine() throws IOException {
        Scrubbed scrubbed = Scrubbed.of(book(), ALL);
        assertThat(scrubbed.report().rows()).isEqualTo(5);
        assertThat(scrubbed.report().opposed()).isEqualTo(2);
        assertThat(scrubbed.report().layout().sheet()).isEqualTo("Nord, Sud, Est");
        assertThat(scrubbed.report().layout().skippedSheets()).containsExactly("Légende");
        assertThat(scrubbed.report().layout().columns()).containsExactly("tel", "Mobile");
        assertThat(scrubbed.report().layout().sheets())
                .containsExactly(
                        new SheetUsed("Nord", true, List.of("tel"), List.of(1L, 1L, 0L, 0L)),
                        new SheetUsed("Sud", true, List.of("Mobile"), List.of(1L, 0L, 1L, 0L)),
                        new SheetUsed("Est", true, List.of("tel"), List.of(0L, 1L, 0L, 0L)));
        assertThat(scrubbed.report().firstUnchecked())
                .containsExactly(new UncheckedLine(3, -1, Reason.NOT_A_NUMBER, "Sud"));
        assertThat(scrubbed.report().toJson().replaceAll("\\s+", " "))
                .contains("{ \"sheet\": \"Sud\", \"header\": true, \"columns\": [\"Mobile\"], \"rows\": 2,"
                        + " \"notListed\": 1, \"opposed\": 0, \"unchecked\": 1 }")
                .contains("{\"sheet\": \"Sud\", \"line\": 3, \"reason\": \"not-a-number\"}");
    }

    @Test
    void aSheetThatCannotBeToldRefusesTheWorkbookByItsName() throws IOException {
        Path file = new RawWorkbook().sheet("Nord", NORTH).sheet("Sud", UNSURE).in(folder);
        assertThatThrownBy(() -> Scrubbed.of(file, ALL)).isInstanceOfSatisfying(CallFileException.class, e -> {
            assertThat(e.fault()).isEqualTo(Fault.UNSURE_COLUMN);
            assertThat(e.file()).isEqualTo("appels.xlsx [Sud]");
            assertThat(e.sheet()).isEqualTo("Sud");
        });
        assertThat(WorkbookLook.rows(file, "a.xlsx", ALL, NumberingPlan.FRANCE))
                .first()
                .isEqualTo(List.of("a", "b"));
    }

    @Test
    void columnThatASheetWithPhonesLacksRefusesTheWorkbook() throws IOException {
        Path file = new RawWorkbook().sheet("Nord", NORTH).sheet("Est", SOUTH).in(folder);
        assertThatThrownBy(() -> Scrubbed.of(file, ALL.withColumns("tel")))
                .isInstanceOfSatisfying(CallFileException.class, e -> {
                    assertThat(e.fault()).isEqualTo(Fault.NO_SUCH_COLUMN);
                    assertThat(e.sheet()).isEqualTo("Est");
                });
    }

    @Test
    void workbookWithoutPhonesOrDataIsRefused() throws IOException {
        Path legends = new RawWorkbook().sheet("a", LEGEND).sheet("b", LEGEND).in(folder);
        assertThatThrownBy(() -> Scrubbed.of(legends, ALL)).isInstanceOfSatisfying(CallFileException.class, e -> {
            assertThat(e.fault()).isEqualTo(Fault.UNSURE_COLUMN);
            assertThat(e.sheet()).isEqualTo("a");
        });
        Path empty = new RawWorkbook().sheet("vide").in(folder);
        assertThatThrownBy(() -> Scrubbed.of(empty, ALL))
                .isInstanceOfSatisfying(
                        CallFileException.class, e -> assertThat(e.fault()).isEqualTo(Fault.EMPTY));
    }

    @Test
    void aSheetNamedAllIsChosenByItsNumberOrInCapitals() throws IOException {
        Path file = new RawWorkbook().sheet("Nord", NORTH).sheet("all", LISTED).in(folder);
        assertThat(Scrubbed.of(file, ALL).report().rows()).isEqualTo(3);
        for (String name : List.of("2", "ALL")) {
            Scrubbed scrubbed = Scrubbed.of(file, LayoutOptions.NONE.withSheet(name));
            assertThat(scrubbed.report().layout().sheet()).isEqualTo("all");
            assertThat(scrubbed.report().layout().sheets()).isEmpty();
        }
    }

    @Test
    void onlySheetIsCountedAsOneOfAll() throws IOException {
        Scrubbed scrubbed = Scrubbed.of(RawWorkbook.of(NORTH).in(folder), ALL);
        assertThat(scrubbed.report().layout().sheets())
                .containsExactly(new SheetUsed("Feuil1", true, List.of("tel"), List.of(1L, 1L, 0L, 0L)));
    }

    /** A date that its digits could make a number stands behind a sheet where it would be one. */
    @Test
    void datesAreNoNumbersInAnySheet() throws IOException {
        String dates =
                RawWorkbook.row("tel") + RawWorkbook.row("0639980001") + "<row><c s=\"1\"><v>33639980002</v></c></row>";
        Scrubbed scrubbed = Scrubbed.of(
                new RawWorkbook()
                        .sheet("Nord", NORTH)
                        .sheet("Sud", dates)
                        .formats("", 0, 14)
                        .in(folder),
                ALL);
        assertThat(scrubbed.report().layout().sheets().get(1).counts()).containsExactly(0L, 1L, 1L, 0L);
    }

    @Test
    void limitOfTextHoldsForAllSheetsTogether() throws IOException {
        String text = "x".repeat(400);
        Path file = new RawWorkbook()
                .sheet("Nord", NORTH + RawWorkbook.row(text, "0639980002"))
                .sheet("Sud", NORTH + RawWorkbook.row(text, "0639980002"))
                .in(folder);
        Limits usual = Limits.ofThisMachine();
        Limits tight = new Limits(
                usual.rows(),
                usual.columns(),
                usual.cellCharacters(),
                usual.rowCharacters(),
                usual.numberCharacters(),
                usual.pieceBytes(),
                usual.bombBytes(),
                usual.bombRatio(),
                700,
                0,
                usual.keptBytes());
        assertThat(Scrubbed.of(file, LayoutOptions.NONE.withSheet("1"), Scrubbed.list(33639980001L), tight)
                        .report()
                        .rows())
                .isEqualTo(3);
        assertThatThrownBy(() -> Scrubbed.of(file, ALL, Scrubbed.list(33639980001L), tight))
                .isInstanceOfSatisfying(
                        CallFileException.class, e -> assertThat(e.fault()).isEqualTo(Fault.WORKBOOK_EXPANDS));
    }

    @Test
    void rowsAreToldWithTheNameOfTheirSheet() throws IOException {
        List<String> told = new ArrayList<>();
        new WorkbookScrub(Scrubbed.list(33639980001L), ALL, false)
                .run(
                        book(),
                        "a.xlsx",
                        verdict -> new ByteArrayOutputStream(),
                        (row, cells, phones, header, judgement) -> told.add(row + " " + header.get(phones.getFirst())),
                        Progress.NONE);
        assertThat(told).containsExactly("Nord!2 tel", "Nord!3 tel", "Sud!2 Mobile", "Sud!3 Mobile", "Est!2 tel");
    }

    @Test
    void sheetsOfAnOlderWorkbookComeBackTogether() throws IOException {
        byte[] xls = new RawXls()
                .sheet("Nord", WORKSHEET, label(0, 0, "tel"), label(1, 0, "0639980001"))
                .sheet("Notes", WORKSHEET, label(0, 0, "le 3 mars"))
                .sheet("Sud", WORKSHEET, label(0, 0, "tel"), label(1, 0, "0639980002"))
                .file();
        Scrubbed scrubbed = Scrubbed.of(Files.write(folder.resolve("appels.xls"), xls), ALL);
        assertThat(scrubbed.sheets(Verdict.CALLABLE))
                .isEqualTo(Map.of(
                        "Nord", List.of(List.of("S:tel")),
                        "Sud", List.of(List.of("S:tel"), List.of("S:0639980002"))));
        assertThat(scrubbed.report().layout().skippedSheets()).containsExactly("Notes");
    }

    private static byte[] label(int row, int column, String text) {
        return record(LABEL, row, column, 0, text.length(), (byte) 0, text);
    }
}
