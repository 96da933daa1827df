package org.openbloctel.law;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Public holidays: fixed days, and days counted from Easter. Thread-safe. */
final class Holidays {
    private static final String EASTER = "easter+";

    /** A day of each year. */
    private sealed interface Feast {
        LocalDate in(int year);
    }

    private record Fixed(MonthDay day) implements Feast {
        @Override
        public LocalDate in(int year) {
            return day.atYear(year);
        }
    }

    private record AfterEaster(int days) implements Feast {
        @Override
        public LocalDate in(int year) {
            return easter(year).plusDays(days);
        }
    }

    private final List<Feast> feasts;
    private final ConcurrentHashMap<Integer, Set<LocalDate>> years = new ConcurrentHashMap<>();

    private Holidays(List<Feast> feasts) {
        this.feasts = feasts;
    }

    /** From {@code 05-01} (a month and a day) and {@code easter+1} (days after Easter Sunday). */
    static Holidays of(List<String> written) {
        return new Holidays(written.stream().map(Holidays::feast).toList());
    }

    private static Feast feast(String written) {
        return written.startsWith(EASTER)
                ? new AfterEaster(Integer.parseInt(written.substring(EASTER.length())))
                : new Fixed(MonthDay.parse("--" + written));
    }

    /** Whether this is one. */
    static boolean canRead(String written) {
        try {
            feast(written);
            return true;
        } catch (DateTimeException | NumberFormatException e) {
            return false;
        }
    }

    boolean contains(LocalDate day) {
        return in(day.getYear()).contains(day);
    }

    Set<LocalDate> in(int year) {
        return years.computeIfAbsent(
                year, y -> feasts.stream().map(feast -> feast.in(y)).collect(Collectors.toUnmodifiableSet()));
    }

    /** The last of so many working days (Monday to Saturday, holidays aside) behind a day, which itself does not count. */
    LocalDate workingDaysAfter(LocalDate day, int count) {
        LocalDate last = day;
        for (int left = count; left > 0; ) {
            last = last.plusDays(1);
            if (last.getDayOfWeek() != java.time.DayOfWeek.SUNDAY && !contains(last)) {
                left--;
            }
        }
        return last;
    }

    /** Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876). */
    static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }
}
