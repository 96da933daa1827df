package org.openbloctel.server.platform.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Bars, one below the other, for the fragment {@code bars}. A table with the same figures stands beside it; this says them
 * aloud as well.
 */
public final class BarChart {
    private static final int WIDTH = 600;
    private static final int STEP = 48;
    private static final int TEXT = 18;
    private static final int TOP = 26;
    private static final int MIN_SEEN = 3;

    private final String title;
    private final List<Bar> bars;

    private BarChart(String title, List<Bar> bars) {
        this.title = title;
        this.bars = bars;
    }

    /** A chart of these parts of a whole: a bar as long as its track would be all of it. */
    public static BarChart of(String title, List<Part> parts) {
        long whole = Math.max(1, parts.stream().mapToLong(Part::size).sum());
        List<Bar> bars = new ArrayList<>();
        for (Part part : parts) {
            long width = part.size() == 0 ? 0 : Math.max(MIN_SEEN, Math.round((double) WIDTH * part.size() / whole));
            int top = bars.size() * STEP;
            bars.add(new Bar(part.label(), part.shown(), part.kind(), width, top));
        }
        return new BarChart(title, List.copyOf(bars));
    }

    /** What the chart is of. */
    public String title() {
        return title;
    }

    /** The bars, from the top. */
    public List<Bar> bars() {
        return bars;
    }

    /** How high the drawing is. */
    public int height() {
        return bars.size() * STEP;
    }

    /** All of it in words. */
    public String spoken() {
        return bars.stream().map(bar -> bar.label() + " " + bar.value()).collect(Collectors.joining(", "));
    }

    /**
     * What a bar stands for.
     *
     * @param label its name
     * @param size its length
     * @param shown its length as text
     * @param kind its colour: success, warning, error, accent or neutral
     */
    public record Part(String label, long size, String shown, String kind) {}

    /**
     * A bar in the drawing.
     *
     * @param top where its part of the drawing begins
     */
    public record Bar(String label, String value, String kind, long width, int top) {
        /** The base line of its text. */
        public int textY() {
            return top + TEXT;
        }

        /** Where the bar itself begins. */
        public int barY() {
            return top + TOP;
        }
    }
}
