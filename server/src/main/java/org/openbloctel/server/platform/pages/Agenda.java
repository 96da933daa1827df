package org.openbloctel.server.platform.pages;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.charts.ColumnChart;

/**
 * What a home page says of the days to come, for the fragment {@code agenda}: what is to be done today, and what ends when. Immutable.
 *
 * @param today what is to be done now, the most urgent first
 * @param ends what ends from today on, the first to end first
 * @param chart how much ends on which day; null when nothing does
 */
public record Agenda(
        List<Task> today, List<End> ends, @Nullable ColumnChart chart) {
    /** Copies the lists. */
    public Agenda {
        today = List.copyOf(today);
        ends = List.copyOf(ends);
    }

    /**
     * Something to do.
     *
     * @param path the page on which it is done
     * @param late whether its day is over
     */
    public record Task(String text, String path, boolean late) {}

    /**
     * Something that ends.
     *
     * @param day its last day
     * @param count how many things of the same kind end on it
     * @param path the page on which it is shown
     */
    public record End(LocalDate day, long count, String text, String path) {}
}
