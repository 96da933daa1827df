package org.openbloctel.server.platform.pages;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.charts.ColumnChart;
import org.openbloctel.server.platform.pages.Agenda.End;
import org.openbloctel.server.platform.pages.Agenda.Task;
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
}
