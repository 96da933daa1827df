package org.openbloctel.server.platform.pages;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.charts.ColumnChart;
import org.openbloctel.server.platform.pages.Agendas.Agenda.End;
import org.openbloctel.server.platform.pages.Agendas.Agenda.Task;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Makes agendas of today and the next {@value #DAYS} days in the reader's language. Thread-safe. */
@Component
public final class Agendas {
    private static final int DAYS = 30;

    private final MessageSource texts;
    private final Formats formats;
    private final InstantSource clock;

    Agendas(MessageSource texts, Formats formats, InstantSource clock) {
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
    }

    /** The agenda of these tasks and ends; an end outside its days is left out. */
    public Agenda of(List<Task> tasks, List<End> ends) {
        LocalDate today = LegalCalendar.today(clock);
        LocalDate last = today.plusDays(DAYS);
        List<End> shown = ends.stream()
                .filter(end -> !end.day().isBefore(today) && !end.day().isAfter(last))
                .sorted(Comparator.comparing(End::day))
                .toList();
        List<Task> sorted = new ArrayList<>(tasks);
        sorted.sort(Comparator.comparing(Task::late).reversed());
        return new Agenda(sorted, shown, shown.isEmpty() ? null : chart(shown, today, last));
    }

    /** A text of the bundles. */
    public String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    private ColumnChart chart(List<End> ends, LocalDate today, LocalDate last) {
        List<ColumnChart.Point> points = new ArrayList<>();
        for (LocalDate at = today; !at.isAfter(last); at = at.plusDays(1)) {
            LocalDate day = at;
            long count = ends.stream()
                    .filter(end -> end.day().equals(day))
                    .mapToLong(End::count)
                    .sum();
            points.add(new ColumnChart.Point(formats.day(day), count, formats.count(count)));
        }
        long all = ends.stream().mapToLong(End::count).sum();
        String title = text("portal.agenda.chart");
        String spoken = text(
                "portal.agenda.spoken",
                title,
                formats.count(all),
                formats.day(ends.getFirst().day()));
        return ColumnChart.of(title, spoken, "accent", points);
    }

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
}
