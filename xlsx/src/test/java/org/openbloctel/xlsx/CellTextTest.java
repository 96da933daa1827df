package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellTextTest {
    @TempDir
    Path folder = Path.of(".");

    private List<String> texts(String... numbers) throws IOException {
        String cells = "<c><v>" + String.join("</v></c><c><v>", numbers) + "</v></c>";
        Path file = RawWorkbook.of("<row>" + cells + "</row>").in(folder);
        try (Book book = new XlsxBook(file, "appels.xlsx", Limits.ofThisMachine());
                SheetRows rows = new SheetRows(book.rows(0))) {
            assertThat(rows.next()).isTrue();
            return CellText.of(rows.row());
        }
    }

    @Test
    void wholeNumbersOfFifteenDigitsAreWrittenOut() throws IOException {
        assertThat(texts("612345678", "612345678.0", "6.12345678E8", "3.3612345678E10", "6.12E8", "0", "0.00"))
                .containsExactly("612345678", "612345678", "612345678", "33612345678", "612000000", "0", "0");
        assertThat(texts("-612345678", "123456789012345", "1.23456789012345E+14"))
                .containsExactly("-612345678", "123456789012345", "123456789012345");
    }

    @Test
    void otherNumbersReadAsNoPhoneNumber() throws IOException {
        assertThat(texts("33612345.678", "1234567890123456", "1.5E20", "-0.5", "1E-2000000000", "1E2000000000"))
                .containsExactly(
                        "3.36123456780E7",
                        "1.2345678901234560E15",
                        "1.50E20",
                        "+",
                        "1.0E-2000000000",
                        "1.0E2000000000");
    }
}
