package org.openbloctel.xlsx;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import org.dhatim.fastexcel.RichText;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.Row;

/**
 * A workbook that a scrub gives back, written as rows come. Values only: a text that begins with {@code =} stays a text,
 * a formula becomes its last result. Not thread-safe.
 */
final class ReturnedWorkbook {
    /** What is kept until it is written. */
    private static final int BUFFERED_CELLS = 4096;

    private static final int BUFFERED_CHARACTERS = 1 << 18;

    /** Days between the two beginnings of time that spreadsheets know. */
    private static final BigDecimal FROM_1904_TO_1900 = BigDecimal.valueOf(1462);

    private static final int SANE_DIGITS = 400;

    private final Workbook workbook;
    private final Worksheet sheet;
    private final CellFormats formats;
    private final boolean countsFrom1904;
    private int rows;
    private int cells;
    private int characters;

    ReturnedWorkbook(OutputStream out, String sheetName, CellFormats formats, boolean countsFrom1904) {
        this.workbook = new Workbook(out, "OpenBloctel", null);
        this.sheet = workbook.newWorksheet(sheetName);
        this.formats = formats;
        this.countsFrom1904 = countsFrom1904;
    }

    void add(Row row) throws IOException {
        for (int column = 0; column < row.getCellCount(); column++) {
            Cell cell = row.getCell(column);
            Object value = cell == null ? null : CellText.value(cell);
            if (cell == null || value == null) {
                continue;
            }
            if (value instanceof BigDecimal number) {
                addNumber(column, cell, number);
            } else if (value instanceof Boolean truth) {
                sheet.value(rows, column, truth);
            } else {
                addText(column, value.toString());
            }
            cells++;
        }
        rows++;
        if (cells > BUFFERED_CELLS || characters > BUFFERED_CHARACTERS) {
            sheet.flush();
            cells = 0;
            characters = 0;
        }
    }

    private void addNumber(int column, Cell cell, BigDecimal number) {
        String format = formats.of(cell);
        boolean shifted = countsFrom1904
                && formats.kind(cell) == CellFormats.Kind.DATE
                && Math.abs((long) number.scale()) < SANE_DIGITS
                && number.precision() < SANE_DIGITS;
        sheet.value(rows, column, shifted ? number.add(FROM_1904_TO_1900) : number);
        if (format != null) {
            sheet.style(rows, column).format(format).set();
        }
        characters += number.precision();
    }

    /** In the sheet itself: a table of shared strings would grow with the file. */
    private void addText(int column, String text) {
        if (keepsBlanks(text)) {
            sheet.inlineString(rows, column, RichText.builder().run(text).end().build());
        } else {
            sheet.inlineString(rows, column, text);
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
