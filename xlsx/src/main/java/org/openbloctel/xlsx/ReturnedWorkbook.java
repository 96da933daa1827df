package org.openbloctel.xlsx;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.dhatim.fastexcel.RichText;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook that a scrub gives back, written as rows come. Values only: a text that begins with {@code =} stays a text,
 * a formula becomes its last result. Not thread-safe.
 */
final class ReturnedWorkbook {
    /** What is kept until it is written. */
    private static final int BUFFERED_CELLS = 4096;

    private static final int BUFFERED_CHARACTERS = 1 << 18;

    private final Workbook workbook;
    private @Nullable Worksheet current;
    private int rows;
    private int cells;
    private int characters;

    ReturnedWorkbook(OutputStream out) {
        this.workbook = new Workbook(out, "OpenBloctel", null);
    }

    /** Goes to a new sheet; the one before is complete. */
    void begin(String sheetName) throws IOException {
        if (current != null) {
            current.finish();
        }
        current = workbook.newWorksheet(sheetName);
        rows = 0;
        cells = 0;
        characters = 0;
    }

    private Worksheet sheet() {
        return Objects.requireNonNull(current, "no sheet begun");
    }

    void add(BookRow row) throws IOException {
        List<@Nullable BookCell> all = row.cells();
        for (int column = 0; column < all.size(); column++) {
            BookCell cell = all.get(column);
            if (cell == null) {
                continue;
            }
            switch (cell.value()) {
                case BigDecimal number ->
                    addNumber(column, number, cell.format().code());
                case Boolean truth -> sheet().value(rows, column, truth);
                default -> addText(column, cell.value().toString());
            }
            cells++;
        }
        rows++;
        if (cells > BUFFERED_CELLS || characters > BUFFERED_CHARACTERS) {
            sheet().flush();
            cells = 0;
            characters = 0;
        }
    }

    private void addNumber(int column, BigDecimal number, @Nullable String format) {
        sheet().value(rows, column, number);
        if (format != null) {
            sheet().style(rows, column).format(format).set();
        }
        characters += number.precision();
    }

    /** In the sheet itself: a table of shared strings would grow with the file. */
    private void addText(int column, String text) {
        if (keepsBlanks(text)) {
            sheet().inlineString(
                            rows, column, RichText.builder().run(text).end().build());
        } else {
            sheet().inlineString(rows, column, text);
        }
        characters += text.length();
    }

    /** Whether a spreadsheet would trim the text: only in rich text does the library ask it not to. */
    private static boolean keepsBlanks(String text) {
        return Character.isWhitespace(text.charAt(0))
                || Character.isWhitespace(text.charAt(text.length() - 1))
                || text.indexOf('\n') >= 0;
    }

    /** Completes the file; the stream stays open. */
    void finish() throws IOException {
        workbook.finish();
    }
}
