package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.xlsx.Scrubbed.CALLABLE;
import static org.openbloctel.xlsx.Scrubbed.OPPOSED;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.ReturnedFiles;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.ScrubReport.LayoutUsed;
import org.openbloctel.scrub.engine.ScrubReport.UncheckedLine;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Placeholders;
import org.openbloctel.scrub.number.Reason;

@Tag("long")
class WorkbookScrubTest {
    @TempDir
    Path folder = Path.of(".");

    private Path workbook(Consumer<Worksheet> filler) throws IOException {
        Path file = folder.resolve("appels.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Test", "1.0")) {
            filler.accept(workbook.newWorksheet("Prospects"));
        }
        return file;
    }

    @Test
    void everyRowIsToldInOrderWithItsVerdict() throws IOException {
        Path file = workbook(sheet -> {
            sheet.value(0, 0, "Nom");
            sheet.value(0, 1, "Téléphone");
            sheet.value(1, 0, "Anne");
            sheet.value(1, 1, OPPOSED);
            sheet.value(3, 1, CALLABLE);
        });
        List<String> told = new ArrayList<>();
        new WorkbookScrub(Scrubbed.list(33639980001L), LayoutOptions.NONE, false)
                .run(
                        file,
                        "appels.xlsx",
                        verdict -> new ByteArrayOutputStream(),
                        (row, cells, phones, header, judgement) ->
                                told.add(row + " " + cells + phones + header + judgement.verdict()),
                        Progress.NONE);
        assertThat(told)
                .containsExactly(
                        "2 [Anne, " + OPPOSED + "][1][Nom, Téléphone]OPPOSED",
                        "4 [, " + CALLABLE + "][1][Nom, Téléphone]CALLABLE");
    }

    @Test
    void localNumberOfAnotherCountryIsForeign() throws IOException {
        Scrubbed scrubbed = Scrubbed.of(workbook(sheet -> {
            String[][] rows = {{"Tél", "Pays"}, {CALLABLE, "Belgique"}, {CALLABLE, "France"}, {"+33639980004", "BE"}};
            for (int row = 0; row < rows.length; row++) {
                sheet.value(row, 0, rows[row][0]);
                sheet.value(row, 1, rows[row][1]);
            }
        }));
        assertThat(scrubbed.report().uncheckedByReason()).containsExactly(Map.entry(Reason.FOREIGN, 1L));
        assertThat(scrubbed.callable()).hasSize(3).contains(List.of("S:" + CALLABLE, "S:France"));
    }

    @Test
    void everyRowGoesWithItsHeaderIntoTheWorkbookOfItsVerdict() throws IOException {
        Scrubbed scrubbed = Scrubbed.of(workbook(sheet -> {
            sheet.value(0, 0, "Nom");
            sheet.value(0, 1, "Téléphone");
            String[] phones = {CALLABLE, OPPOSED, "n/a", "06 39 98 00 03"};
            for (int i = 0; i < phones.length; i++) {
                sheet.value(i + 1, 0, "Client " + i);
                sheet.value(i + 1, 1, phones[i]);
            }
        }));
        List<String> header = List.of("S:Nom", "S:Téléphone");
        assertThat(scrubbed.callable())
                .containsExactly(
                        header, List.of("S:Client 0", "S:" + CALLABLE), List.of("S:Client 3", "S:06 39 98 00 03"));
        assertThat(scrubbed.opposed()).containsExactly(header, List.of("S:Client 1", "S:" + OPPOSED));
        assertThat(scrubbed.unchecked()).containsExactly(header, List.of("S:Client 2", "S:n/a"));
    }

    @Test
    void aLookShowsTheRowsByWhichColumnsAreFound() throws IOException {
        Path file = workbook(sheet -> {
            sheet.value(2, 0, "Nom");
            sheet.value(2, 1, "Tel");
            sheet.value(4, 0, "Anne");
            sheet.value(4, 1, 639980001);
        });
        assertThat(WorkbookLook.rows(file, "appels.xlsx", LayoutOptions.NONE, NumberingPlan.FRANCE))
                .containsExactly(List.of("Nom", "Tel"), List.of("Anne", "639980001"));
        Files.writeString(file, "Nom;Tel");
        assertThatThrownBy(() -> WorkbookLook.rows(file, "appels.xlsx", LayoutOptions.NONE, NumberingPlan.FRANCE))
                .isInstanceOfSatisfying(
                        CallFileException.class, e -> assertThat(e.fault()).isEqualTo(Fault.DAMAGED_WORKBOOK));
    }

    @Test
    void theReportCountsRowsAndNamesRowsOfTheSheet() throws IOException {
        Scrubbed scrubbed = Scrubbed.of(workbook(sheet -> {
            sheet.value(2, 0, "Tel 1");
            sheet.value(3, 0, CALLABLE);
            sheet.value(9, 0, "Anne");
        }));
        assertThat(scrubbed.report().rows()).isEqualTo(2);
        assertThat(scrubbed.report().callable()).isEqualTo(1);
        assertThat(scrubbed.report().unchecked()).isEqualTo(1);
        assertThat(scrubbed.report().uncheckedByReason()).isEqualTo(Map.of(Reason.NOT_A_NUMBER, 1L));
        assertThat(scrubbed.report().firstUnchecked()).containsExactly(new UncheckedLine(10, -1, Reason.NOT_A_NUMBER));
        assertThat(scrubbed.report().layout())
                .isEqualTo(new LayoutUsed("xlsx", "", true, List.of("Tel 1"), "Prospects", List.of(), List.of(), 0));
        assertThat(scrubbed.report().sha256()).matches("sha256:[0-9a-f]{64}");
        assertThat(scrubbed.report().outputs()).containsOnlyKeys(Verdict.BY_LIST.toArray(Verdict[]::new));
        assertThat(scrubbed.report().list().revision()).isEqualTo(7);
    }

    @Test
    void aSheetWithoutHeaderIsAllRows() throws IOException {
        Scrubbed scrubbed = Scrubbed.of(workbook(sheet -> {
            sheet.value(0, 0, OPPOSED);
            sheet.value(1, 0, CALLABLE);
        }));
        assertThat(scrubbed.report().rows()).isEqualTo(2);
        assertThat(scrubbed.report().layout().header()).isFalse();
        assertThat(scrubbed.opposed()).containsExactly(List.of("S:" + OPPOSED));
        assertThat(scrubbed.callable()).containsExactly(List.of("S:" + CALLABLE));
        assertThat(scrubbed.unchecked()).isEmpty();
    }

    @Test
    void numbersThatLostTheirZeroAreFoundOnTheList() throws IOException {
        Scrubbed scrubbed = Scrubbed.of(workbook(sheet -> {
            sheet.value(0, 0, "telephone");
            sheet.value(1, 0, 639980001);
            sheet.value(2, 0, 6.39980001E8);
            sheet.value(3, 0, 3.3639980001E10);
            sheet.value(4, 0, 639980002L);
        }));
        assertThat(scrubbed.report().opposed()).isEqualTo(3);
        assertThat(scrubbed.report().callable()).isEqualTo(1);
        assertThat(scrubbed.callable()).containsExactly(List.of("S:telephone"), List.of("N:639980002"));
    }

    @Test
    void typesOfCellsAreKept() throws IOException {
        Scrubbed scrubbed = Scrubbed.of(workbook(sheet -> {
            sheet.value(0, 0, CALLABLE);
            sheet.value(0, 1, "=1+1");
            sheet.inlineString(0, 2, " deux\nlignes ");
            sheet.value(0, 3, 12.5);
            sheet.value(0, 4, true);
            sheet.value(0, 6, LocalDate.of(2026, 8, 11));
            sheet.style(0, 6).format("dd/mm/yyyy").set();
            sheet.value(0, 7, "00042");
            sheet.value(0, 8, "é <&> \"'");
        }));
        assertThat(scrubbed.callable())
                .containsExactly(List.of(
                        "S:" + CALLABLE,
                        "S:=1+1",
                        "S: deux\nlignes ",
                        "N:12.5",
                        "B:true",
                        "",
                        "N:46245.0|dd/mm/yyyy",
                        "S:00042",
                        "S:é <&> \"'"));
    }

    @Test
    void aRowIsOpposedWhenAnyOfItsPhonesIs() throws IOException {
        Path file = workbook(sheet -> {
            sheet.value(0, 0, CALLABLE);
            sheet.value(0, 1, OPPOSED);
            sheet.value(1, 0, CALLABLE);
            sheet.value(2, 1, "?");
        });
        LayoutOptions both = LayoutOptions.NONE.withColumns("1", "2");
        Scrubbed scrubbed = Scrubbed.of(file, both);
        assertThat(scrubbed.report().opposed()).isEqualTo(1);
        assertThat(scrubbed.report().callable()).isEqualTo(1);
        assertThat(scrubbed.report().unchecked()).isEqualTo(1);
    }

    @Test
    void placeholdersBesideANumberTakeNoRowOut() throws IOException {
        Path file = workbook(sheet -> {
            sheet.value(0, 0, CALLABLE);
            sheet.value(0, 1, "NC");
            sheet.value(1, 0, CALLABLE);
            sheet.value(1, 1, "à rappeler");
            sheet.value(2, 0, "NC");
            sheet.value(2, 1, "à rappeler");
        });
        LayoutOptions both = LayoutOptions.NONE.withColumns("1", "2");
        assertThat(Scrubbed.of(file, both).report().callable()).isEqualTo(1);
        LayoutOptions named =
                both.withPlaceholders(Placeholders.USUAL.and("à rappeler").orElseThrow());
        assertThat(Scrubbed.of(file, named).report().callable()).isEqualTo(2);
    }

    @Test
    void progressGrowsToTheWholeFile() throws IOException {
        Path file = workbook(sheet -> {
            for (int row = 0; row < 5000; row++) {
                sheet.value(row, 0, CALLABLE);
            }
        });
        List<Long> bytes = new ArrayList<>();
        List<Long> rows = new ArrayList<>();
        Path out = Files.createDirectory(folder.resolve("out"));
        try (ReturnedFiles returned = new ReturnedFiles(out, "a.xlsx", "a.xlsx", Container.WORKBOOK, false)) {
            ScrubReport report = new WorkbookScrub(Scrubbed.list(), LayoutOptions.NONE, false)
                    .run(file, "a.xlsx", returned, (b, r) -> {
                        bytes.add(b);
                        rows.add(r);
                    });
            assertThat(report.sha256()).isEmpty();
        }
        assertThat(bytes).isSorted().hasSizeGreaterThan(3).endsWith(Files.size(file));
        assertThat(rows).isSorted().endsWith(5000L);
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void aPhoneColumnThatCannotBeToldIsAFault() throws IOException {
        Path file = workbook(sheet -> sheet.value(0, 0, "rien"));
        assertFault(file, Fault.UNSURE_COLUMN);
    }

    @Test
    void aWorkbookWithoutDataIsEmpty() throws IOException {
        assertFault(workbook(sheet -> sheet.style(3, 3).bold().set()), Fault.EMPTY);
    }

    private static void assertFault(Path file, Fault fault) {
        assertThatThrownBy(() -> Scrubbed.of(file))
                .isInstanceOfSatisfying(
                        CallFileException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }

    @Test
    void titlesBeforeTheHeaderGoIntoEachWorkbook() throws IOException {
        Path file = workbook(sheet -> {
            sheet.value(0, 0, "Prospects du 12 mars");
            sheet.value(2, 0, "Nom");
            sheet.value(2, 1, "Téléphone");
            sheet.value(3, 0, "Anne");
            sheet.value(3, 1, OPPOSED);
            sheet.value(4, 0, "Bert");
            sheet.value(4, 1, CALLABLE);
        });
        Scrubbed got = Scrubbed.of(file);
        assertThat(got.report().rows()).isEqualTo(2);
        assertThat(got.report().layout().columns()).containsExactly("Téléphone");
        assertThat(got.callable().stream().map(row -> row.get(0)))
                .containsExactly("S:Prospects du 12 mars", "S:Nom", "S:Bert");
        assertThat(got.opposed().stream().map(row -> row.get(0)))
                .containsExactly("S:Prospects du 12 mars", "S:Nom", "S:Anne");
    }

    @Test
    void rowWithAListedNumberInAnotherCellIsNotCallable() throws IOException {
        Path file = workbook(sheet -> {
            List.of("Nom", "Téléphone", "Mobile", "Note").forEach(name -> sheet.value(0, place(name), name));
            sheet.value(1, 1, CALLABLE);
            sheet.value(1, 3, "rappeler au 06 39 98 00 01");
            sheet.value(2, 1, CALLABLE);
            sheet.value(2, 2, "NC");
            sheet.value(2, 3, "732829320");
            sheet.value(3, 1, CALLABLE);
            sheet.value(3, 2, "NC");
            for (int row = 4; row < 12; row++) {
                sheet.value(row, 1, CALLABLE);
                sheet.value(row, 2, "NC");
            }
            sheet.value(12, 1, CALLABLE);
            sheet.value(12, 2, OPPOSED);
        });
        List<String> told = new ArrayList<>();
        new WorkbookScrub(Scrubbed.list(33639980001L, 33732829320L), LayoutOptions.NONE, false)
                .run(
                        file,
                        "appels.xlsx",
                        verdict -> new ByteArrayOutputStream(),
                        (row, cells, phones, header, judgement) ->
                                told.add(row + " " + phones + judgement.verdict() + " " + judgement.reason()),
                        Progress.NONE);
        assertThat(told)
                .contains("2 [1]UNCHECKED " + Reason.LISTED_ELSEWHERE, "3 [1]CALLABLE null", "13 [1, 2]OPPOSED null");
    }

    private static int place(String name) {
        return List.of("Nom", "Téléphone", "Mobile", "Note").indexOf(name);
    }
}
