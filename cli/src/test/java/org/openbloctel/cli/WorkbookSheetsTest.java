package org.openbloctel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the terminal says of the sheets of a workbook, and {@code --sheet}. */
class WorkbookSheetsTest {
    @TempDir
    Path folder = Path.of(".");

    private String list = "";

    @BeforeEach
    void listOfOneNumber() throws IOException {
        Path numbers = Files.writeString(folder.resolve("numbers.txt"), "0639980001\n");
        list = folder.resolve("opposition.list").toString();
        assertThat(Ran.english("list", "build", numbers.toString(), "--out", list)
                        .code())
                .isZero();
    }

    private String workbook(List<List<String>> sheets) throws IOException {
        return workbook(folder.resolve("prospects.xlsx"), sheets);
    }

    /** Sheets given as a name, then the texts of its only column. */
    static String workbook(Path file, List<List<String>> sheets) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            StringBuilder names = new StringBuilder();
            StringBuilder relations = new StringBuilder();
            for (int i = 0; i < sheets.size(); i++) {
                List<String> sheet = sheets.get(i);
                names.append("<sheet name='" + sheet.getFirst() + "' r:id='r" + i + "'/>");
                relations.append("<Relationship Id='r" + i + "' Target='sheet" + i + ".xml'/>");
                StringBuilder rows = new StringBuilder();
                sheet.subList(1, sheet.size())
                        .forEach(text -> rows.append("<row><c t='str'><v>" + text + "</v></c></row>"));
                entry(zip, "xl/sheet" + i + ".xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
            }
            entry(zip, "[Content_Types].xml", "<Types/>");
            entry(zip, "xl/workbook.xml", "<workbook xmlns:r='r'><sheets>" + names + "</sheets></workbook>");
            entry(zip, "xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>");
        }
        return file.toString();
    }

    private static void entry(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }

    private Ran scrub(String... arguments) {
        List<String> all = new ArrayList<>(List.of("scrub", "--list", list));
        all.addAll(List.of(arguments));
        return Ran.english(all.toArray(String[]::new));
    }

    @Test
    void theSheetThatWasReadAndThoseThatWereNotAreNamed() throws IOException {
        String file =
                workbook(List.of(List.of("Légende", "NC = non communiqué"), List.of("Appels", "tel", "0639980001")));
        Ran ran = scrub(file);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("workbook, sheet Appels, header, phone: tel", "not read    other sheets: Légende");
    }

    @Test
    void sheetOfAFaultAndOfALineIsNamed() throws IOException {
        String doubtful = workbook(List.of(List.of("Nord", "tel", "0639980001"), List.of("Sud", "639980001")));
        assertThat(scrub(doubtful, "--sheet", "all", "--column", "tel").err())
                .contains("prospects.xlsx [Sud], line 1: there is no column tel.");
        String unchecked = workbook(List.of(List.of("Nord", "tel", "0639980001", "abc"), List.of("Sud", "note")));
        assertThat(scrub(unchecked, "--sheet", "all").out()).contains("Nord, row 3: not-a-number", "other sheets: Sud");
    }

    @Test
    void severalSheetsAreRefusedUntilOneIsChosenOrAllAre() throws IOException {
        String file = workbook(List.of(List.of("Nord", "tel", "0639980001"), List.of("Sud", "tel", "0639980002")));
        Ran refused = scrub(file);
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err())
                .contains(
                        "it is not sure which sheet of the workbook holds the phone numbers: Nord, Sud. Choose one with --sheet, or all with"
                                + " --sheet all.");
        assertThat(folder.resolve("prospects.report.json")).doesNotExist();
        assertThat(scrub(file, "--sheet", "sud").out()).contains("sheet Sud", "other sheets: Nord");
        Ran all = scrub(file, "--sheet", "all");
        assertThat(all.err()).isEmpty();
        assertThat(all.out())
                .contains(
                        "workbook, all sheets with phone numbers",
                        "sheet       Nord, header, phone: tel, lines: 1",
                        "sheet       Sud, header, phone: tel, lines: 1");
        Ran none = scrub(file, "--sheet", "Est");
        assertThat(none.code()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).contains("the workbook has no sheet Est. Its sheets: Nord, Sud");
    }
}
