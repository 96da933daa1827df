package org.openbloctel.server.platform.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One figure over time, a column for each period, with a scale, for the fragment {@code columns}. A period without a value has a gap. A
 * table with the same figures stands beside it; a sentence says its course aloud.
 */
public final class ColumnChart {
    private static final int WIDTH = 600;
    private static final int TOP = 30;
    private static final int HEIGHT = 110;
    private static final int AXIS = 34;
    private static final int MIN_SEEN = 2;
    private static final int MAX_WIDTH = 80;

    private final String title;
    private final String spoken;
    private final String colour;
    private final String highest;
    private final String first;
    private final String last;
    private final List<Column> columns;

    private ColumnChart(String title, String spoken, String colour, List<Point> points, List<Column> columns) {
        this.title = title;
        this.spoken = spoken;
        this.colour = colour;
        this.columns = columns;
        this.highest = points.stream()
                .filter(point -> point.size() != null)
                .max((a, b) -> Long.compare(size(a), size(b)))
                .map(Point::shown)
                .orElse("");
        this.first = points.isEmpty() ? "" : points.getFirst().period();
        this.last = points.isEmpty() ? "" : points.getLast().period();
    }

    /**
     * A chart of these points.
     *
     * @param title what it is of
     * @param spoken its course in a sentence, for a reader who does not see it
     * @param colour success, warning, error, accent or neutral
     */
    public static ColumnChart of(String title, String spoken, String colour, List<Point> points) {
        long most = points.stream()
                .filter(point -> point.size() != null)
                .mapToLong(ColumnChart::size)
                .max()
                .orElse(0);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).size() != null && size(points.get(i)) > 0) {
                columns.add(column(i, points.size(), size(points.get(i)), most));
            }
        }
        return new ColumnChart(title, spoken, colour, points, List.copyOf(columns));
    }

    private static long size(Point point) {
        return Objects.requireNonNull(point.size());
    }

    private static Column column(int at, int count, long size, long most) {
        long height = Math.max(MIN_SEEN, Math.round((double) HEIGHT * size / most));
        long left = (long) WIDTH * at / count;
        long right = (long) WIDTH * (at + 1) / count;
        return new Column(left, TOP + HEIGHT - height, Math.clamp(right - left - 3, 1, MAX_WIDTH), height);
    }

    /** What the chart is of. */
    public String title() {
        return title;
    }

    /** Its course in a sentence. */
    public String spoken() {
        return spoken;
    }

    /** The colour of its columns. */
    public String colour() {
        return colour;
    }

    /** The highest value, which the line at the top stands for. */
    public String highest() {
        return highest;
    }

    /** The first period. */
    public String first() {
        return first;
    }

    /** The last period. */
    public String last() {
        return last;
    }

    /** The columns, from the left. */
    public List<Column> columns() {
        return columns;
    }

    /** How high the drawing is. */
    public int height() {
        return TOP + HEIGHT + AXIS;
    }

    /** The line of the highest value. */
    public int topY() {
        return TOP;
    }

    /** Where the highest value is written. */
    public int topTextY() {
        return TOP - 8;
    }

    /** The line of 0. */
    public int baseY() {
        return TOP + HEIGHT;
    }

    /** Where the periods are written. */
    public int axisY() {
        return height() - 8;
    }

    /**
     * A value.
     *
     * @param period its period as text
     * @param size null where nothing was counted
     * @param shown its size as text
     */
    public record Point(String period, @Nullable Long size, String shown) {}

    /** A period in the drawing. */
    public record Column(long x, long y, long width, long height) {}
}
