package org.openbloctel.xlsx;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** Cells of type {@code d}, which hold a date as ISO 8601 writes it and not as a number of days. Stateless. */
final class IsoDate {
    private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);
    private static final LocalDate FIRST = LocalDate.of(1900, 3, 1);
    private static final BigDecimal NANOS_OF_DAY = BigDecimal.valueOf(86_400_000_000_000L);
    private static final int TIME_DIGITS = 12;
    private static final int DATE_LENGTH = 10;

    private IsoDate() {}

    /** A date that cannot be read: it comes back as it was, and is no phone number either. */
    record Unread(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * The cell with its day as a number, as other dates are.
     *
     * @param text the cell's value
     * @param format the cell's own format, which it keeps when it is one of dates
     */
    static BookCell cell(String text, CellFormat format) {
        String local = text.strip();
        local = local.endsWith("Z") ? local.substring(0, local.length() - 1) : local;
        try {
            if (local.indexOf('T') < 0 && local.indexOf(':') > 0) {
                return new BookCell(dayPart(LocalTime.parse(local)), or(format, CellFormat.TIME_OF_DAY));
            }
            boolean dayAlone = local.length() <= DATE_LENGTH;
            LocalDateTime moment = dayAlone ? LocalDate.parse(local).atStartOfDay() : LocalDateTime.parse(local);
            if (!moment.toLocalDate().isBefore(FIRST)) {
                BigDecimal days = BigDecimal.valueOf(ChronoUnit.DAYS.between(DAY_0, moment.toLocalDate()));
                return dayAlone
                        ? new BookCell(days, or(format, CellFormat.ISO_DATE))
                        : new BookCell(days.add(dayPart(moment.toLocalTime())), or(format, CellFormat.ISO_TIME));
            }
        } catch (DateTimeException e) {
            // stays what it is
        }
        return new BookCell(new Unread(text), CellFormat.ISO_DATE);
    }

    private static CellFormat or(CellFormat own, CellFormat other) {
        return own.kind() == CellFormat.Kind.NUMBER ? other : own;
    }

    private static BigDecimal dayPart(LocalTime time) {
        BigDecimal part = BigDecimal.valueOf(time.toNanoOfDay())
                .divide(NANOS_OF_DAY, TIME_DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return part.signum() == 0 ? BigDecimal.ZERO : part;
    }
}
