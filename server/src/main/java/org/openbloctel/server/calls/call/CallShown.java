package org.openbloctel.server.calls.call;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.call.CallFigures;
import org.openbloctel.registry.calls.call.CallLog;
import org.openbloctel.registry.calls.call.CallReport;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.charts.DayChart;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Makes of counts of calls what pages show: a chart, sums and days. Thread-safe. */
@Component
public final class CallShown {
    private static final int WEEK = 7;

    private final MessageSource texts;
    private final Formats formats;
    private final InstantSource clock;
    private final int days;
    private final CallFigures figures;

    CallShown(MessageSource texts, Formats formats, InstantSource clock, CallLog log, CallFigures figures) {
        this.texts = texts;
        this.formats = formats;
        this.clock = clock;
        this.days = log.keptDays();
        this.figures = figures;
    }

    /** For how many days calls are kept. */
    int keptDays() {
        return days;
    }

    /** The calls of a company; null when there are none. */
    @Nullable
    Calls of(UUID company) {
        return of(figures.of(company));
    }

    /** The calls of a company in a campaign; null when there are none. */
    public @Nullable Calls of(UUID company, Campaign campaign) {
        return of(figures.of(company, campaign));
    }

    private @Nullable Calls of(List<CallFigures.Count> counts) {
        if (counts.isEmpty()) {
            return null;
        }
        LocalDate today = LegalCalendar.today(clock);
        LocalDate from = counts.stream()
                .map(CallFigures.Count::day)
                .min(Comparator.naturalOrder())
                .filter(day -> day.isBefore(today.minusDays(days)))
                .orElse(today.minusDays(days));
        List<Sum> sums = new ArrayList<>();
        List<DayChart.Kind> kinds = new ArrayList<>();
        for (CallReport.@Nullable Outcome outcome : outcomes()) {
            Map<LocalDate, Long> sizes = new HashMap<>();
            counts.stream().filter(one -> one.outcome() == outcome).forEach(one -> sizes.put(one.day(), one.calls()));
            long all = sum(sizes, from);
            sums.add(new Sum(key(outcome), sum(sizes, today), sum(sizes, today.minusDays(WEEK - 1)), all));
            if (all > 0) {
                String label = texts.getMessage(key(outcome), null, LocaleContextHolder.getLocale());
                kinds.add(new DayChart.Kind(label, formats.count(all), colour(outcome), sizes));
            }
        }
        String title = texts.getMessage("call.chart", null, LocaleContextHolder.getLocale());
        DayChart chart = DayChart.of(title, from, today, formats::day, kinds);
        return new Calls(
                chart, sums, days(counts), sums.stream().mapToLong(Sum::all).sum());
    }

    private static List<CallReport.@Nullable Outcome> outcomes() {
        List<CallReport.@Nullable Outcome> outcomes = new ArrayList<>(List.of(CallReport.Outcome.values()));
        outcomes.add(null);
        return outcomes;
    }

    private static long sum(Map<LocalDate, Long> sizes, LocalDate from) {
        return sizes.entrySet().stream()
                .filter(entry -> !entry.getKey().isBefore(from))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The days on which there were calls, the latest first. */
    private static List<Day> days(List<CallFigures.Count> counts) {
        List<CallReport.@Nullable Outcome> outcomes = outcomes();
        Map<LocalDate, long[]> days = new TreeMap<>(Comparator.reverseOrder());
        for (CallFigures.Count count : counts) {
            days.computeIfAbsent(count.day(), day -> new long[outcomes.size()])[outcomes.indexOf(count.outcome())] =
                    count.calls();
        }
        List<Day> list = new ArrayList<>();
        days.forEach((day, calls) -> {
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < calls.length; i++) {
                cells.add(new Cell(key(outcomes.get(i)), calls[i]));
            }
            list.add(new Day(day, cells, java.util.Arrays.stream(calls).sum()));
        });
        return list;
    }

    static String key(CallReport.@Nullable Outcome outcome) {
        return "call.outcome." + (outcome == null ? "unsaid" : outcome.code());
    }

    private static String colour(CallReport.@Nullable Outcome outcome) {
        return switch (outcome) {
            case null -> "neutral";
            case NO_ANSWER, HUNG_UP -> "neutral";
            case ANSWERED -> "success";
            case REFUSED -> "error";
            case CALLBACK_AGREED -> "accent";
        };
    }

    /**
     * Calls as a page shows them.
     *
     * @param sums by what came of them
     * @param days the latest first
     * @param all how many
     */
    public record Calls(DayChart chart, List<Sum> sums, List<Day> days, long all) {}

    /**
     * Calls that came to the same.
     *
     * @param key of its words
     * @param week in seven days, today among them
     */
    public record Sum(String key, long today, long week, long all) {}

    /** The calls of a day. */
    public record Day(LocalDate day, List<Cell> cells, long all) {}

    /** The calls of a day that came to the same. */
    public record Cell(String key, long calls) {}
}
