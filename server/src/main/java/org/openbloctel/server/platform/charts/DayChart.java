package org.openbloctel.server.platform.charts;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Days side by side, one row of columns for each kind of thing, all at one scale, for the fragment {@code days}. A row says by its
 * label what it is of, so that no colour has to. A table with the same figures stands beside it; this says the sums aloud.
 */
public final class DayChart {
    private static final int WIDTH = 600;
    private static final int STEP = 84;
    private static final int TEXT = 20;
    private static final int TOP = 28;
    private static final int HEIGHT = 40;
    private static final int AXIS = 30;
    private static final int MIN_SEEN = 2;

    private final String title;
    private final List<Row> rows;
    private final String first;
    private final String last;

    private DayChart(String title, List<Row> rows, String first, String last) {
        this.title = title;
        this.rows = rows;
        this.first = first;
        this.last = last;
    }

    /**
     * A chart of these kinds of things.
     *
     * @param from the first day
     * @param to the last day
     * @param written a day as text
     */
    public static DayChart of(
            String title, LocalDate from, LocalDate to, Function<LocalDate, String> written, List<Kind> kinds) {
        int days = Math.toIntExact(ChronoUnit.DAYS.between(from, to)) + 1;
        long most = kinds.stream()
                .flatMap(kind -> kind.sizes().values().stream())
                .mapToLong(size -> size)
                .max()
                .orElse(1);
        List<Row> rows = new ArrayList<>();
        for (Kind kind : kinds) {
            int top = rows.size() * STEP;
            List<Column> columns = new ArrayList<>();
            kind.sizes().forEach((day, size) -> {
                long at = ChronoUnit.DAYS.between(from, day);
                if (size > 0 && at >= 0 && at < days) {
                    columns.add(column(at, days, size, most, top));
                }
            });
            rows.add(new Row(kind.label(), kind.shown(), kind.colour(), columns, top));
        }
        return new DayChart(title, List.copyOf(rows), written.apply(from), written.apply(to));
    }

    private static Column column(long at, int days, long size, long most, int top) {
        long height = Math.max(MIN_SEEN, Math.round((double) HEIGHT * size / most));
        long left = WIDTH * at / days;
        long right = WIDTH * (at + 1) / days;
        return new Column(left, top + TOP + HEIGHT - height, right - left - 3, height);
    }

    /** What the chart is of. */
    public String title() {
        return title;
    }

    /** The rows, from the top. */
    public List<Row> rows() {
        return rows;
    }

    /** The first day. */
    public String first() {
        return first;
    }

    /** The last day. */
    public String last() {
        return last;
    }

    /** How high the drawing is. */
    public int height() {
        return rows.size() * STEP + AXIS;
    }

    /** Where the days are written. */
    public int axisY() {
        return height() - 8;
    }

    /** The sums in words. */
    public String spoken() {
        return rows.stream().map(row -> row.label() + " " + row.value()).collect(Collectors.joining(", "));
    }

    /**
     * A kind of thing.
     *
     * @param label its name
     * @param shown its sum as text
     * @param colour success, warning, error, accent or neutral
     * @param sizes how many on which day
     */
    public record Kind(String label, String shown, String colour, Map<LocalDate, Long> sizes) {
        /** Copies. */
        public Kind {
            sizes = Map.copyOf(sizes);
        }
    }

    /**
     * A kind in the drawing.
     *
     * @param top where its part of the drawing begins
     */
    public record Row(String label, String value, String colour, List<Column> columns, int top) {
        /** Copies. */
        public Row {
            columns = List.copyOf(columns);
        }

        /** The base line of its text. */
        public int textY() {
            return top + TEXT;
        }

        /** The line that its columns stand on. */
        public int baseY() {
            return top + TOP + HEIGHT;
        }
    }

    /** A day of a kind. */
    public record Column(long x, long y, long width, long height) {}
}
