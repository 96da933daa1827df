package org.openbloctel.server.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A table opens in a spreadsheet as it was meant: these are its bytes. */
final class CsvTableTest {
    @Test
    void tableHasItsMarkItsLineEndsAndQuotesWhereNeedBe() {
        CsvTable table = new CsvTable()
                .row(List.of("Jour", "Ce qui s’est passé", "N"))
                .row(List.of("a;b", "dit \"non\"", "deux\r\nlignes"))
                .row(List.of("", " ", ""))
                .row(List.of("#12", "a,b\tc", "'"))
                .row(List.of(""));
        assertThat(table)
                .hasToString(String.join(
                        "\r\n",
                        "\ufeffJour;Ce qui s’est passé;N",
                        "\"a;b\";\"dit \"\"non\"\"\";\"deux\r\nlignes\"",
                        "; ;",
                        "#12;a,b\tc;'",
                        "",
                        ""));
    }

    @Test
    void noFieldIsTakenForAFormula() {
        CsvTable table = new CsvTable().row(List.of("=1+1", "+33", "-1+1", "@x", "\tx", "\rx", "a=1"));
        assertThat(table).hasToString("\ufeff'=1+1;'+33;'-1+1;'@x;'\tx;\"'\rx\";a=1\r\n");
    }

    /** Any text that a person types stays one cell, and none begins as a formula does. */
    @Test
    void anyTextIsOneCellThatIsNoFormula() throws IOException {
        Random random = new Random(7);
        String signs = "=+-@\t\r\n;\"' ,#a1\uff1d\uff0b\uff0d\uff20\u00e9|";
        for (int i = 0; i < 2_000; i++) {
            List<String> row = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                StringBuilder text = new StringBuilder();
                for (int k = random.nextInt(5); k > 0; k--) {
                    text.append(signs.charAt(random.nextInt(signs.length())));
                }
                row.add(text.toString());
            }
            String table = new CsvTable().row(row).toString();
            List<String> read;
            try (CsvReader<CsvRecord> csv =
                    CsvReader.builder().fieldSeparator(';').ofCsvRecord(table.substring(1))) {
                read = csv.stream().findFirst().orElseThrow().getFields();
            }
            assertThat(read).as("%s", row).hasSameSizeAs(row);
            for (int n = 0; n < 4; n++) {
                String cell = read.get(n);
                assertThat(cell).as("%s", row).isIn(row.get(n), "'" + row.get(n));
                assertThat(cell.isEmpty()
                                || cell.matches("-[0-9]+")
                                || "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20".indexOf(cell.charAt(0)) < 0)
                        .as("%s", row)
                        .isTrue();
            }
        }
    }

    @Test
    void negativeNumberStaysANumber() {
        CsvTable table =
                new CsvTable().row(List.of("-150000", "-", "-0x1", "-" + "1".repeat(18), "-" + "1".repeat(19), "-1\n"));
        assertThat(table)
                .hasToString("\ufeff-150000;'-;'-0x1;-" + "1".repeat(18) + ";'-" + "1".repeat(19) + ";\"'-1\n\"\r\n");
    }
}
