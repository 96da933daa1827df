package org.openbloctel.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.file.LayoutOptions;

/** Small workbooks whose cells share long texts: what comes back would be thousands of times larger. */
class TextBudgetIT {
    private static final String HEADER = "<row><c t=\"inlineStr\"><is><t>tel</t></is></c></row>";

    @TempDir
    Path folder = Path.of(".");

    /** A text of 60,000 characters in so many cells. */
    private Path repeating(int rows, int cells) throws IOException {
        String row = "<row><c><v>639980002</v></c>" + "<c t=\"s\"><v>0</v></c>".repeat(cells) + "</row>";
        return RawWorkbook.of(HEADER + row.repeat(rows))
                .sharedStrings("<si><t>" + "Bonjour ".repeat(7_500) + "</t></si>")
                .in(folder);
    }

    @Test
    void aSmallWorkbookThatWouldFillTheDiskIsRefusedBeforeMuchIsWritten() throws IOException {
        Path file = repeating(40_000, 10);
        assertThat(Files.size(file)).isLessThan(200_000);
        long[] written = new long[1];
        OutputStream counted = new OutputStream() {
            @Override
            public void write(int b) {
                written[0]++;
            }
        };
        assertThatThrownBy(() -> new WorkbookScrub(Scrubbed.list(), LayoutOptions.NONE, false)
                        .run(file, "appels.xlsx", verdict -> counted, (r, c, p, h, j) -> {}, Progress.NONE))
                .isInstanceOfSatisfying(CallFileException.class, e -> {
                    assertThat(e.fault()).isEqualTo(Fault.WORKBOOK_EXPANDS);
                    // 100 MiB of the 24 GB that its cells show
                    assertThat(e.line()).isEqualTo(2 + (100 << 20) / 600_000);
                });
        assertThat(written[0]).isLessThan(2 << 20);
    }

    @Test
    void cellsThatAreLeftOutBeforeTheLastCount() throws IOException {
        Path file = RawWorkbook.of(HEADER + "<row><c><v>639980002</v></c><c r=\"XFD1\"><v>1</v></c></row>".repeat(700))
                .in(folder);
        Limits tenMebibytes = withText(Limits.ofThisMachine(), 10 << 20, 1);
        assertThatThrownBy(() -> Scrubbed.of(file, LayoutOptions.NONE, Scrubbed.list(), tenMebibytes))
                .isInstanceOfSatisfying(CallFileException.class, e -> {
                    assertThat(e.fault()).isEqualTo(Fault.WORKBOOK_EXPANDS);
                    // 16,384 cells a row
                    assertThat(e.line()).isBetween(640L, 641L);
                });
    }

    @Test
    void whatIsRefusedLeavesNoFile() throws IOException {
        Path file = repeating(300, 10);
        Limits tight = withText(Limits.ofThisMachine(), 1 << 20, 10);
        assertThatThrownBy(() -> Scrubbed.of(file, LayoutOptions.NONE, Scrubbed.list(), tight))
                .isInstanceOf(CallFileException.class);
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile)).containsExactly(file);
        }
    }

    @Test
    void titlesAndHeaderCountToo() throws IOException {
        Path file = RawWorkbook.of("<row><c t=\"s\"><v>0</v></c></row>".repeat(2)
                        + "<row><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c></row><row><c><v>639980002</v></c></row>")
                .sharedStrings("<si><t>" + "Prospects ".repeat(300) + "</t></si><si><t>tel</t></si><si><t>nom</t></si>")
                .in(folder);
        Limits usual = Limits.ofThisMachine();
        assertThatThrownBy(() -> Scrubbed.of(file, LayoutOptions.NONE, Scrubbed.list(), withText(usual, 5_000, 1)))
                .isInstanceOfSatisfying(
                        CallFileException.class, e -> assertThat(e.fault()).isEqualTo(Fault.WORKBOOK_EXPANDS));
        assertThat(Scrubbed.of(file, LayoutOptions.NONE, Scrubbed.list(), withText(usual, 6_100, 1))
                        .report()
                        .rows())
                .isEqualTo(1);
    }

    private static Limits withText(Limits limits, long bytes, long ratio) {
        return new Limits(
                limits.rows(),
                limits.columns(),
                limits.cellCharacters(),
                limits.rowCharacters(),
                limits.numberCharacters(),
                limits.pieceBytes(),
                limits.bombBytes(),
                limits.bombRatio(),
                bytes,
                ratio,
                limits.keptBytes());
    }
}
