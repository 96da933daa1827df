package org.openbloctel.server.service.figures;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.openbloctel.registry.platform.figures.Step;

/** How far back the page looks, and in which steps. */
enum Period {
    DAYS("30-jours", Step.DAY),
    MONTHS("12-mois", Step.MONTH),
    ALL("tout", Step.YEAR);

    private static final int LAST_DAYS = 30;
    private static final int LAST_MONTHS = 12;

    private final String code;
    private final Step step;

    Period(String code, Step step) {
        this.code = code;
        this.step = step;
    }

    static Optional<Period> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
    }

    /** As it stands in addresses. */
    public String code() {
        return code;
    }

    Step step() {
        return step;
    }

    /** Its first day; the first counted day is that of all. */
    LocalDate from(LocalDate today, LocalDate first) {
        return switch (this) {
            case DAYS -> today.minusDays(LAST_DAYS - 1L);
            case MONTHS -> today.withDayOfMonth(1).minusMonths(LAST_MONTHS - 1L);
            case ALL -> first;
        };
    }
}
