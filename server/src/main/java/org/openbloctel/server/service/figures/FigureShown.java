package org.openbloctel.server.service.figures;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.figures.Breakdown;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.registry.platform.figures.PublishedFigures.Value;
import org.openbloctel.registry.platform.figures.Step;
import org.openbloctel.server.platform.charts.ColumnChart;
import org.springframework.stereotype.Component;

/** Turns a table of figures into what the page shows: charts with their tables, and the parts of months. Thread-safe. */
@Component
public final class FigureShown {
    /** Figures whose course is drawn where they are not all 0; the tables have all. */
    private static final Set<Figure> DRAWN = Set.of(
            Figure.NUMBERS,
            Figure.REGISTRATIONS,
            Figure.SUBSCRIBERS,
            Figure.FEES,
            Figure.FILES,
            Figure.LINES,
            Figure.LINES_OPPOSED,
            Figure.LOOKUPS,
            Figure.COMPLAINTS,
            Figure.SANCTIONS,
            Figure.FINES,
            Figure.RETURN_P50,
            Figure.RETURN_P99);

    private static final long PERCENT = 100;
    private static final String NOTHING = "–";

    private final FigureWords words;

    FigureShown(FigureWords words) {
        this.words = words;
    }

    /**
     * Figures about one thing.
     *
     * @param key of its name in the bundle
     * @param rows the latest period first
     */
    public record Group(String key, List<ColumnChart> charts, List<String> columns, List<Row> rows) {
        /** Copies. */
        public Group {
            charts = List.copyOf(charts);
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** The figures of a period. */
    public record Row(String period, List<Cell> cells) {
        /** Copies. */
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** A figure of a period. */
    public record Cell(String column, String text) {}

    /** The months of a figure by its parts. */
    record Parts(String figure, List<Month> months) {
        /** Copies. */
        Parts {
            months = List.copyOf(months);
        }
    }

    /** The parts of a month. */
    record Month(String month, List<Cell> parts) {
        /** Copies. */
        Month {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A column of a table.
     *
     * @param by what the figure is divided by, as the hit rate, the availability and the mean time to an outcome are; null for one alone
     */
    private record Column(
            String label, Figure figure, @Nullable Figure by) {
        boolean isDrawn() {
            return by == null ? DRAWN.contains(figure) : isShare();
        }

        /** Whether it is a part of a whole. */
        boolean isShare() {
            return by == Figure.MINUTES || by == Figure.LINES;
        }
    }

    List<Group> groups(FigureTables.Table table, Set<Figure.Group> wanted) {
        Map<LocalDate, Map<Figure, Long>> periods = table.byPeriod();
        return Arrays.stream(Figure.Group.values())
                .filter(wanted::contains)
                .map(group -> group(group, table.step(), periods))
                .toList();
    }

    private Group group(Figure.Group group, Step step, Map<LocalDate, Map<Figure, Long>> periods) {
        List<Column> columns = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            boolean apart = figure.unit() == Figure.Unit.MINUTES || figure.unit() == Figure.Unit.DAYS;
            if (figure.group() == group && !apart) {
                columns.add(new Column(words.name(figure), figure, null));
            }
        }
        if (group == Figure.Group.FILES) {
            columns.add(new Column(words.text("figures.rate"), Figure.LINES_OPPOSED, Figure.LINES));
        }
        if (group == Figure.Group.SERVICE) {
            columns.add(new Column(words.text("figures.availability"), Figure.MINUTES_UP, Figure.MINUTES));
        }
        if (group == Figure.Group.COMPLAINTS) {
            columns.add(new Column(words.text("figures.outcome"), Figure.COMPLAINT_DAYS, Figure.COMPLAINTS_CLOSED));
        }
        List<ColumnChart> charts = columns.stream()
                .filter(Column::isDrawn)
                .map(column -> chart(column, step, periods))
                .filter(chart -> !chart.columns().isEmpty())
                .toList();
        List<Row> rows = new ArrayList<>();
        periods.forEach((period, values) -> rows.addFirst(new Row(
                words.period(step, period),
                columns.stream()
                        .map(column -> new Cell(column.label(), cell(column, values)))
                        .toList())));
        return new Group(
                group.name().toLowerCase(Locale.ROOT),
                charts,
                columns.stream().map(Column::label).toList(),
                rows);
    }

    private ColumnChart chart(Column column, Step step, Map<LocalDate, Map<Figure, Long>> periods) {
        List<ColumnChart.Point> points = new ArrayList<>();
        periods.forEach((period, values) -> points.add(
                new ColumnChart.Point(words.period(step, period), size(column, values), cell(column, values))));
        ColumnChart.Point last = points.getLast();
        String spoken = words.text("figures.spoken", column.label(), points.size(), last.period(), last.shown());
        return ColumnChart.of(column.label(), spoken, "accent", points);
    }

    private static @Nullable Long size(Column column, Map<Figure, Long> values) {
        Figure by = column.by();
        if (by == null) {
            return values.get(column.figure());
        }
        long divisor = values.getOrDefault(by, 0L);
        return divisor == 0 ? null : PERCENT * PERCENT * values.getOrDefault(column.figure(), 0L) / divisor;
    }

    private String cell(Column column, Map<Figure, Long> values) {
        Figure by = column.by();
        if (by == null) {
            Long value = values.get(column.figure());
            return value == null ? NOTHING : words.value(column.figure(), value);
        }
        long divisor = values.getOrDefault(by, 0L);
        if (divisor == 0) {
            return NOTHING;
        }
        long value = values.getOrDefault(column.figure(), 0L);
        return column.isShare() ? words.share(value, divisor) : words.meanDays(value, divisor);
    }

    /** The breakdowns of a table, the latest month first. */
    List<Parts> parts(FigureTables.Table table) {
        List<Parts> all = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            List<Month> months = table.breakdowns().reversed().stream()
                    .filter(one -> one.figure() == figure)
                    .map(this::month)
                    .toList();
            if (!months.isEmpty()) {
                all.add(new Parts(words.name(figure), months));
            }
        }
        return all;
    }

    private Month month(Breakdown breakdown) {
        List<Cell> cells = new ArrayList<>();
        breakdown
                .shown()
                .forEach(part -> cells.add(new Cell(
                        words.part(breakdown.figure(), part.code()), words.value(breakdown.figure(), part.value()))));
        Breakdown.Rest rest = breakdown.rest();
        if (rest != null) {
            String names = String.join(
                    ", ",
                    rest.parts().stream()
                            .map(part -> words.part(breakdown.figure(), part))
                            .toList());
            cells.add(new Cell(words.text("figures.rest", names), words.value(breakdown.figure(), rest.value())));
        }
        return new Month(words.period(Step.MONTH, breakdown.month()), cells);
    }

    /** The figures at the top of the page, each with its last value or its total in the table. */
    List<Cell> headline(FigureTables.Table table) {
        List<Cell> cells = new ArrayList<>();
        for (Figure figure : List.of(Figure.NUMBERS, Figure.PEOPLE, Figure.PROFESSIONALS)) {
            table.values().reversed().stream()
                    .filter(value -> value.figure() == figure)
                    .findFirst()
                    .ifPresent(value -> cells.add(new Cell(words.name(figure), words.value(figure, value.value()))));
        }
        for (Figure figure : List.of(Figure.LINES, Figure.LINES_OPPOSED)) {
            cells.add(new Cell(words.name(figure), words.value(figure, sum(table, figure))));
        }
        long minutes = sum(table, Figure.MINUTES);
        if (minutes > 0) {
            cells.add(
                    new Cell(words.text("figures.availability"), words.share(sum(table, Figure.MINUTES_UP), minutes)));
        }
        return cells;
    }

    private static long sum(FigureTables.Table table, Figure figure) {
        return table.values().stream()
                .filter(value -> value.figure() == figure)
                .mapToLong(Value::value)
                .sum();
    }
}
