package org.openbloctel.server.service.figures;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.figures.Breakdown;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.registry.platform.figures.PublishedFigures;
import org.openbloctel.registry.platform.figures.PublishedFigures.Value;
import org.openbloctel.registry.platform.figures.Step;
import org.openbloctel.server.platform.pages.SharedAnswers;
import org.springframework.stereotype.Component;

/** Tables of figures as pages and data show them, read once a minute at most. Thread-safe. */
@Component
final class FigureTables {
    /** How long a table is remembered, and may be kept by browsers. */
    static final Duration KEPT = Duration.ofMinutes(1);

    private static final int MAX_KEPT = 50;

    /** How many days the API and the JSON give; the CSV gives all. */
    static final int LAST_DAYS = 366;

    private final PublishedFigures figures;
    private final InstantSource clock;
    private final SharedAnswers shared;
    private final SharedAnswers.Kept<Wanted, Table> tables;
    private final SharedAnswers.Kept<LocalDate, LocalDate> firsts;

    FigureTables(PublishedFigures figures, InstantSource clock, SharedAnswers shared) {
        this.figures = figures;
        this.clock = clock;
        this.shared = shared;
        this.tables = kept();
        this.firsts = kept();
    }

    /** Answers that are kept as long as tables. */
    <K, V> SharedAnswers.Kept<K, V> kept() {
        return shared.keep(KEPT, MAX_KEPT);
    }

    private record Wanted(Step step, LocalDate from, LocalDate to) {}

    /**
     * Figures of the periods between two days.
     *
     * @param first the first day that was ever counted; today when none was
     * @param values in the order of periods and figures
     * @param breakdowns of the months among them that are over
     */
    record Table(
            Step step, LocalDate from, LocalDate to, LocalDate first, List<Value> values, List<Breakdown> breakdowns) {
        /** Copies. */
        Table {
            values = List.copyOf(values);
            breakdowns = List.copyOf(breakdowns);
        }

        /** The values of each period, in their order, also of those without any. */
        Map<LocalDate, Map<Figure, Long>> byPeriod() {
            Map<LocalDate, Map<Figure, Long>> periods = new TreeMap<>();
            LocalDate begun = from.isBefore(first) ? first : from;
            for (LocalDate at = step.beginning(begun); !at.isAfter(to); at = step.following(at)) {
                periods.put(at, new EnumMap<>(Figure.class));
            }
            values.forEach(value -> periods.computeIfAbsent(value.period(), any -> new EnumMap<>(Figure.class))
                    .put(value.figure(), value.value()));
            return periods;
        }
    }

    /** The table of the page. */
    Table of(Period period) {
        LocalDate today = LegalCalendar.today(clock);
        return table(period.step(), period.from(today, first(today)), today);
    }

    /** The months of a year, up to today. */
    Table ofYear(int year) {
        LocalDate today = LegalCalendar.today(clock);
        LocalDate end = LocalDate.of(year, 12, 31);
        return table(Step.MONTH, LocalDate.of(year, 1, 1), end.isAfter(today) ? today : end);
    }

    /** The years of which something was counted, the latest first. */
    List<Integer> years() {
        LocalDate today = LegalCalendar.today(clock);
        return IntStream.rangeClosed(first(today).getYear(), today.getYear())
                .boxed()
                .toList()
                .reversed();
    }

    /** All periods of a step. */
    Table all(Step step) {
        LocalDate today = LegalCalendar.today(clock);
        return table(step, first(today), today);
    }

    /** The same, of days the last 366 alone. */
    Table latest(Step step) {
        LocalDate today = LegalCalendar.today(clock);
        LocalDate first = first(today);
        LocalDate from = today.minusDays(LAST_DAYS - 1L);
        return table(step, step == Step.DAY && first.isBefore(from) ? from : first, today);
    }

    private LocalDate first(LocalDate today) {
        return firsts.get(today, day -> figures.first().orElse(day));
    }

    private Table table(Step step, LocalDate from, LocalDate to) {
        return tables.get(
                new Wanted(step, from, to),
                wanted -> new Table(
                        step, from, to, first(to), figures.wholes(step, from, to), figures.breakdowns(from, to)));
    }
}
