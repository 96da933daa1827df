package org.openbloctel.xlsx;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** What is written in cells, as {@link org.openbloctel.scrub.number.NumberReader} is to read it. Not thread-safe. */
final class CellText {
    /** A spreadsheet keeps fifteen digits of a number. */
    private static final int EXACT_DIGITS = 15;

    /** The last year of a spreadsheet. */
    private static final int LAST_YEAR = 9999;

    /** Reads as no number. */
    private static final String NO_NUMBER = "#";

    private final CellFormats formats = new CellFormats();

    CellFormats formats() {
        return formats;
    }

    /** Whether nothing is in the cell. */
    static boolean isEmpty(@Nullable Cell cell) {
        return cell == null || value(cell) == null;
    }

    /**
     * What is in the cell, a formula's last result too: a BigDecimal, a Boolean, a text (also of an error, such as {@code
     * #N/A}, and of what should be a number and is none), or null.
     */
    static @Nullable Object value(Cell cell) {
        Object value = cell.getValue() == null ? cell.getRawValue() : cell.getValue();
        return "".equals(value) ? null : value;
    }

    /** The text of every cell up to the row's last. */
    List<String> of(Row row) {
        List<String> texts = new ArrayList<>(row.getCellCount());
        for (Cell cell : row) {
            texts.add(of(cell));
        }
        return texts;
    }

    /**
     * The text of a cell: a text as it is; a whole number of fifteen digits at most without exponent or fraction; any
     * other number in a form that is read as no phone number; a date as {@code 2026-08-11}; nothing as an empty text.
     */
    String of(@Nullable Cell cell) {
        Object value = cell == null ? null : value(cell);
        if (cell == null || value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return formats.kind(cell) == CellFormats.Kind.NUMBER ? number(number) : date(cell);
        }
        return value instanceof Boolean truth ? (truth ? "TRUE" : "FALSE") : value.toString();
    }

    /** The text of a phone cell: the same, but that a date or a time is never a number, whatever its digits. */
    String phone(@Nullable Cell cell) {
        boolean date =
                cell != null && value(cell) instanceof BigDecimal && formats.kind(cell) != CellFormats.Kind.NUMBER;
        return date ? NO_NUMBER : of(cell);
    }

    private static String number(BigDecimal number) {
        long wholeDigits = (long) number.precision() - number.scale();
        if (number.signum() == 0) {
            return "0";
        }
        if (wholeDigits >= 1 && wholeDigits <= EXACT_DIGITS) {
            BigDecimal shortest = number.scale() == 0 ? number : number.stripTrailingZeros();
            if (shortest.scale() <= 0) {
                return Long.toString(shortest.longValueExact());
            }
        }
        return scientific(number, wholeDigits - 1);
    }

    /** One digit, the others, the exponent: a fraction written plainly would be read as groups of digits. */
    private static String scientific(BigDecimal number, long exponent) {
        if (number.signum() < 0 || number.precision() > 4 * EXACT_DIGITS) {
            return NO_NUMBER;
        }
        String digits = number.unscaledValue().toString();
        return digits.charAt(0) + "." + digits.substring(1) + "0E" + exponent;
    }

    private static String date(Cell cell) {
        try {
            LocalDate date = cell.asDate().toLocalDate();
            return date.getYear() < 1 || date.getYear() > LAST_YEAR ? NO_NUMBER : date.toString();
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return NO_NUMBER;
        }
    }
}
