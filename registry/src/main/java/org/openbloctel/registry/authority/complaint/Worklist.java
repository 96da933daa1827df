package org.openbloctel.registry.authority.complaint;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

/**
 * The worklist of inspectors, with reasons: callers and companies with many complaints, with more than usual or with the signs of a
 * flood, and complaints that wait. Reads, and decides nothing. Thread-safe.
 */
public final class Worklist {
    /** The days in which many complaints count. */
    public static final int MANY_DAYS = 30;

    /** How many days of France a week has, with today. */
    static final int WEEK = 7;

    /** With the mean of how many weeks before it a week is compared. */
    static final int WEEKS = 8;

    private static final UUID NONE = new UUID(0, 0);

    private final Database database;
    private final SumRows rows;
    private final DeskRows desk;
    private final Limits limits;

    /** Over this database. */
    public Worklist(Database database, Limits limits) {
        this.database = database;
        this.rows = new SumRows(database);
        this.desk = DeskRows.in(database);
        this.limits = limits;
    }

    /**
     * The thresholds of the worklist.
     *
     * @param many complaints about one caller or company within {@link #MANY_DAYS} days, and the least of a surge or flood in a week
     * @param surge how many times the mean of the eight weeks before a week has to be
     * @param patience how long a complaint may wait for its attribution
     */
    public record Limits(int many, int surge, Duration patience) {}

    /** The reason for an entry of the list. */
    public sealed interface Why {
        /** Many complaints in {@value Worklist#MANY_DAYS} days. */
        record Many(long complaints) implements Why {}

        /** More in the last seven days than usual; the mean is of the eight weeks before, in tenths. */
        record Surge(long complaints, long meanTenths) implements Why {}

        /** Half of the week's complaints from one network or in the same words. */
        record Flooded(long complaints, long sameNetwork, long sameWords) implements Why {}

        /** It waits for its attribution since then. */
        record Waits(Instant since) implements Why {}

        /** Its attribution was removed then. */
        record Reopened(Instant at) implements Why {}
    }

    /** A caller or a company, with all reasons. */
    public record Target(
            @Nullable CallingNumber caller, @Nullable UUID company, long complaints, List<Why> why) {
        /** Copies the list. */
        public Target {
            why = List.copyOf(why);
        }
    }

    /** A complaint, with its reason. */
    public record Item(ComplaintQuery.Row complaint, Why why) {}

    /** The callers and companies, those with the most complaints first. */
    public List<Target> targets(Inspector inspector, Instant now, int limit) {
        LocalDate today = LegalCalendar.dayOf(now);
        List<SumRows.Course> courses = new ArrayList<>(rows.courses(SumGroup.CALLER, today, limits.many(), limit));
        courses.addAll(rows.courses(SumGroup.COMPANY, today, limits.many(), limit));
        Map<Key, Found> found = new LinkedHashMap<>();
        for (SumRows.Course course : courses) {
            Found one = found.computeIfAbsent(new Key(course.caller(), course.company()), key -> new Found());
            one.complaints = course.month();
            one.why.add(new Why.Many(course.month()));
            if (course.week() >= limits.many() && course.week() * WEEKS > limits.surge() * course.before()) {
                one.why.add(new Why.Surge(course.week(), 10 * course.before() / WEEKS));
            }
        }
        // A flood has no more complaints than its caller, or its company: where these are not among the first, neither
        // is the flood.
        for (DeskRows.Flood flood : floods(LegalCalendar.startOf(today.minusDays(WEEK - 1)), courses)) {
            Found one = found.computeIfAbsent(new Key(flood.caller(), flood.company()), key -> new Found());
            one.complaints = Math.max(one.complaints, flood.complaints());
            one.why.add(new Why.Flooded(flood.complaints(), flood.sameNetwork(), flood.sameWords()));
        }
        return found.entrySet().stream()
                .map(one -> new Target(
                        one.getKey().caller(), one.getKey().company(), one.getValue().complaints, one.getValue().why))
                .sorted(Comparator.comparingLong(Target::complaints).reversed())
                .limit(limit)
                .toList();
    }

    private List<DeskRows.Flood> floods(Instant from, List<SumRows.Course> courses) {
        List<UUID> callers = courses.stream()
                .map(SumRows.Course::caller)
                .filter(Objects::nonNull)
                .map(caller -> caller.sealed(database))
                .toList();
        List<UUID> companies = courses.stream()
                .map(SumRows.Course::company)
                .filter(Objects::nonNull)
                .toList();
        return desk.floods(from, limits.many(), callers, companies, NONE);
    }

    /** Complaints whose attribution was removed, the latest first, then those that wait, the longest first. */
    public List<Item> items(Inspector inspector, Instant now, int limit) {
        List<Item> items = new ArrayList<>();
        desk.reopened(limit).forEach(one -> items.add(new Item(one.complaint(), new Why.Reopened(one.changedAt()))));
        desk.waiting(now.minus(limits.patience()), limit)
                .forEach(one -> items.add(new Item(one, new Why.Waits(one.receivedAt()))));
        return items;
    }

    /** The thresholds of the list. */
    public Limits limits() {
        return limits;
    }

    private record Key(
            @Nullable CallingNumber caller, @Nullable UUID company) {}

    private static final class Found {
        private final List<Why> why = new ArrayList<>();
        private long complaints;
    }
}
