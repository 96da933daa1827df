package org.openbloctel.registry.platform.figures;

import java.time.LocalDate;

/** Whether figures are shown by the day, month or year. */
public enum Step {
    DAY,
    MONTH,
    YEAR;

    /** The first day of the period that a day is in. */
    public LocalDate beginning(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case MONTH -> day.withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    /** The first day of the period after the one that begins on a day. */
    public LocalDate following(LocalDate beginning) {
        return switch (this) {
            case DAY -> beginning.plusDays(1);
            case MONTH -> beginning.plusMonths(1);
            case YEAR -> beginning.plusYears(1);
        };
    }
}
