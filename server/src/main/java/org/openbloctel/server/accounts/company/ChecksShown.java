package org.openbloctel.server.accounts.company;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.submission.CheckedDays;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.charts.ColumnChart;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What a company had checked in the last 30 days, as its home shows it. Thread-safe. */
@Component
record ChecksShown(CheckedDays checked, MessageSource texts, Formats formats, InstantSource clock) {
    private static final int DAYS = 30;
    private static final long PER_MILLE = 1_000;

    /**
     * Checks of some days.
     *
     * @param rate how many of the lines were on the list, in percent
     * @param days those with files, the latest first
     */
    record Checks(ColumnChart lines, ColumnChart rates, String rate, List<CheckedDays.Day> days) {
        Checks {
            days = List.copyOf(days);
        }
    }

    /** The checks of a company; null when no file came back in these days. */
    @Nullable
    Checks of(UUID company) {
        LocalDate today = LegalCalendar.today(clock);
        LocalDate from = today.minusDays(DAYS - 1L);
        List<CheckedDays.Day> days = checked.of(company, from);
        if (days.isEmpty()) {
            return null;
        }
        Map<LocalDate, CheckedDays.Day> byDay = new HashMap<>();
        days.forEach(day -> byDay.put(day.day(), day));
        List<ColumnChart.Point> lines = new ArrayList<>();
        List<ColumnChart.Point> rates = new ArrayList<>();
        for (LocalDate at = from; !at.isAfter(today); at = at.plusDays(1)) {
            CheckedDays.Day day = byDay.getOrDefault(at, new CheckedDays.Day(at, 0, 0, 0));
            lines.add(new ColumnChart.Point(formats.day(at), day.lines(), formats.count(day.lines())));
            Long rate = day.lines() == 0 ? null : PER_MILLE * day.opposed() / day.lines();
            rates.add(new ColumnChart.Point(formats.day(at), rate, formats.percent(day.opposed(), day.lines())));
        }
        long all = days.stream().mapToLong(CheckedDays.Day::lines).sum();
        long opposed = days.stream().mapToLong(CheckedDays.Day::opposed).sum();
        String rate = formats.percent(opposed, all);
        return new Checks(
                chart("submission.overview.lines", formats.count(all), lines),
                chart("submission.overview.rate", rate, rates),
                rate,
                days.reversed());
    }

    private ColumnChart chart(String key, String sum, List<ColumnChart.Point> points) {
        String title = text(key);
        return ColumnChart.of(title, text("submission.overview.spoken", title, sum), "accent", points);
    }

    private String text(String key, Object... arguments) {
        return texts.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }
}
