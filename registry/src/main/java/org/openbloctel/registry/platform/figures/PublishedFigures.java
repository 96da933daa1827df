package org.openbloctel.registry.platform.figures;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openbloctel.registry.platform.database.Database;

/**
 * The counted days as they may be shown: wholes by the day, month or year, parts by the month. The size of the list is shown as
 * {@link PublishedSize} states it: rounded, and of closed days alone. Thread-safe.
 */
public final class PublishedFigures {
    private final FigureRows rows;

    /** Figures of this database. */
    public PublishedFigures(Database database) {
        this.rows = database.rows(FigureRows.class);
    }

    /**
     * A figure of a period.
     *
     * @param period its first day
     * @param closed whether it is final as far as it was counted: its days are over
     */
    public record Value(LocalDate period, Figure figure, long value, boolean closed) {}

    /** The first day that was counted. */
    public Optional<LocalDate> first() {
        return rows.first();
    }

    /** The figures of the periods between two days, both included, in their order. A figure of a day without a count is missing. */
    public List<Value> wholes(Step step, LocalDate from, LocalDate to) {
        return rows.wholes(step, from, to).stream()
                .map(PublishedFigures::value)
                .flatMap(Optional::stream)
                .sorted((a, b) -> a.period().equals(b.period())
                        ? a.figure().compareTo(b.figure())
                        : a.period().compareTo(b.period()))
                .toList();
    }

    /** The parts of each month that lies between two days and is over. */
    public List<Breakdown> breakdowns(LocalDate from, LocalDate to) {
        LocalDate first =
                from.getDayOfMonth() == 1 ? from : from.withDayOfMonth(1).plusMonths(1);
        LocalDate closed = rows.lastClosed().filter(last -> last.isBefore(to)).orElse(to);
        LocalDate end = closed.plusDays(1).withDayOfMonth(1).minusDays(1);
        if (rows.lastClosed().isEmpty() || end.isBefore(first)) {
            return List.of();
        }
        Map<LocalDate, Map<Figure, Map<String, Long>>> months = new LinkedHashMap<>();
        for (FigureRows.Part one : rows.parts(first, end)) {
            Figure.of(one.figure())
                    .filter(figure -> figure.parts().contains(one.part()))
                    .ifPresent(figure -> months.computeIfAbsent(one.month(), any -> new HashMap<>())
                            .computeIfAbsent(figure, any -> new HashMap<>())
                            .put(one.part(), one.total()));
        }
        List<Breakdown> breakdowns = new ArrayList<>();
        months.forEach((month, figures) -> {
            for (Figure figure : Figure.values()) {
                Map<String, Long> values = figures.get(figure);
                if (values != null) {
                    breakdowns.add(Breakdown.of(month, figure, values));
                }
            }
        });
        return breakdowns;
    }

    private static Optional<Value> value(FigureRows.Whole whole) {
        return Figure.of(whole.figure()).map(figure -> {
            long value = switch (figure.kind()) {
                case FLOW -> whole.total();
                case STATE -> whole.latest();
                case HIGHEST -> whole.highest();
            };
            long shown = figure == Figure.NUMBERS ? PublishedSize.rounded(value) : value;
            return new Value(whole.period(), figure, shown, whole.closed());
        });
    }
}
