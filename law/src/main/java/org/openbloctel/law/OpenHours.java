package org.openbloctel.law;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;

/**
 * The days and hours in which a rule lets people be called, in the consumer's own zone.
 *
 * @param rule the id of the rule
 * @param days the open days of a week, Monday first
 * @param spans the open hours of such a day
 * @param holidaysClosed whether public holidays are closed
 */
public record OpenHours(String rule, List<DayOfWeek> days, List<Span> spans, boolean holidaysClosed) {
    /** Copies the lists. */
    public OpenHours {
        days = List.copyOf(days);
        spans = List.copyOf(spans);
    }

    /** Hours from a time on, to a time that is outside. */
    public record Span(LocalTime from, LocalTime to) {}

    /** Each span with its days, as reports have them: {@code monday-friday 10:00-13:00}. */
    public List<String> texts() {
        String on = isRun()
                ? name(days.getFirst()) + "-" + name(days.getLast())
                : String.join(",", days.stream().map(OpenHours::name).toList());
        return spans.stream()
                .map(span -> on + " " + span.from() + "-" + span.to())
                .toList();
    }

    private boolean isRun() {
        return days.size() > 1 && days.getLast().getValue() - days.getFirst().getValue() == days.size() - 1;
    }

    private static String name(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }
}
