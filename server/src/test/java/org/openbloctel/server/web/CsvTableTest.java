package org.openbloctel.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    @Test
    void negativeNumberStaysANumber() {
        CsvTable table = new CsvTable().row(List.of("-150000", "-", "-0x1"));
        assertThat(table).hasToString("\ufeff-150000;'-;'-0x1\r\n");
    }
}
