package org.openbloctel.xlsx;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written in cells, as {@link org.openbloctel.scrub.number.NumberReader} is to read it. Stateless. */
final class CellText {
    /** A spreadsheet keeps fifteen digits of a number. */
    private static final int EXACT_DIGITS = 15;

    /** 31 December 9999, the last day of a spreadsheet. */
    private static final long LAST_DAY = 2_958_465;

    /** Day 0 for the days behind 29 February 1900, which spreadsheets believe in; those before it have another. */
    private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);

    private static final long FALSE_LEAP_DAY = 60;

    /** Reads as no number, and as no placeholder either. */
    private static final String NO_NUMBER = "+";

    private CellText() {}

    /** The text of every cell up to the row's last. */
    static List<String> of(BookRow row) {
        return row.cells().stream().map(CellText::of).toList();
    }

    /**
     * The text of a cell: a text as it is; a whole number of fifteen digits at most without exponent or fraction; any
     * other number in a form that is read as no phone number; a date as {@code 2026-08-11}; nothing as an empty text.
     */
    static String of(@Nullable BookCell cell) {
        if (cell == null) {
            return "";
        }
        return switch (cell.value()) {
            case BigDecimal number -> cell.format().kind() == CellFormat.Kind.NUMBER ? number(number) : date(number);
            case Boolean truth -> truth ? "TRUE" : "FALSE";
            default -> cell.value().toString();
        };
    }

    /** The text of a phone cell: the same, but that a date or a time is never a number, even if its digits could be one. */
    static String phone(@Nullable BookCell cell) {
        boolean date = cell != null && cell.format().kind() != CellFormat.Kind.NUMBER && isMoment(cell.value());
        return date ? NO_NUMBER : of(cell);
    }

    /** A text under the format of a date was typed; a date that could not be read is {@link IsoDate}'s. */
    private static boolean isMoment(Object value) {
        return value instanceof BigDecimal || value instanceof IsoDate.Unread;
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

    private static String date(BigDecimal number) {
        long wholeDigits = (long) number.precision() - number.scale();
        if (number.signum() < 0 || wholeDigits > EXACT_DIGITS) {
            return NO_NUMBER;
        }
        long day = wholeDigits <= 0 ? 0 : number.longValue();
        return day > LAST_DAY
                ? NO_NUMBER
                : DAY_0.plusDays(day < FALSE_LEAP_DAY ? day + 1 : day).toString();
    }
}
