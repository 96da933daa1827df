package org.openbloctel.server.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.figures.Figure;
import org.openbloctel.registry.platform.figures.FigureBook;

/**
 * The demo's public figures: invented ones of the year before, so that charts have a course, and today's, counted once the other sample data
 * are there.
 */
final class DemoFigures {
    private static final int DAYS = 400;
    private static final long SEED = 20_261_128;
    private static final int FRIDAY = 5;
    private static final int MINUTES_A_DAY = 1_440;
    private static final long LARGE_PLAN_CENTS = 1_200_000;

    private final Database database;
    private final FigureBook book;
    private final Random random = new Random(SEED);
    private final List<Row> rows = new ArrayList<>();

    DemoFigures(Database database, FigureBook book) {
        this.database = database;
        this.book = book;
    }

    private record Row(LocalDate day, Figure figure, String part, long value) {}

    /** Invents the days before this one, as closed. */
    void invent(LocalDate today) {
        for (int ago = DAYS; ago > 0; ago--) {
            invent(today.minusDays(ago), DAYS - ago);
        }
        database.accounts()
                .sql("""
                        insert into accounts.figure_day (day, figure, part, value, closed)
                        select day, figure, part, value, true
                        from unnest(cast(:days as date[]), cast(:figures as text[]), cast(:parts as text[]), cast(:values as bigint[]))
                            as invented (day, figure, part, value)
                        on conflict do nothing
                        """)
                .param("days", rows.stream().map(row -> row.day().toString()).toArray(String[]::new))
                .param("figures", rows.stream().map(row -> row.figure().code()).toArray(String[]::new))
                .param("parts", rows.stream().map(Row::part).toArray(String[]::new))
                .param("values", rows.stream().map(Row::value).toArray(Long[]::new))
                .update();
    }

    /** Counts today, files that were checked a moment ago among it. */
    void count() {
        book.countNow();
    }

    /** Invents a day, the n-th one. */
    private void invent(LocalDate day, int n) {
        boolean works = day.getDayOfWeek().getValue() <= FRIDAY;
        put(day, Figure.NUMBERS, 1_200_000 + 3_100L * n);
        put(day, Figure.PEOPLE, 1);
        put(day, Figure.REGISTRATIONS, 3 + any(9));
        parts(day, Figure.ENDINGS, 3);
        put(day, Figure.PROFESSIONALS, 3);
        put(day, Figure.SUBSCRIBERS, 3);
        put(day, Figure.FEES, n % 90 == 0 ? LARGE_PLAN_CENTS : 0);
        long files = parts(day, Figure.FILES, works ? 12 : 0);
        long lines = files * (2_000 + any(3_000));
        put(day, Figure.FILES_RETURNED, files);
        put(day, Figure.LINES, lines);
        put(day, Figure.LINES_OPPOSED, lines * (30 + any(15)) / 1_000);
        put(day, Figure.LINES_FORBIDDEN, lines / 200);
        put(day, Figure.LINES_UNCHECKED, lines / 90);
        put(day, Figure.CERTIFICATES, files);
        long lookups = works ? 200 + any(600) : 0;
        put(day, Figure.LOOKUPS, lookups);
        put(day, Figure.LOOKUPS_OPPOSED, lookups / 26);
        parts(day, Figure.COMPLAINTS, 4);
        put(day, Figure.COMPLAINT_DAYS, parts(day, Figure.COMPLAINTS_CLOSED, 2) * (20 + any(30)));
        for (Figure figure : Figure.values()) {
            if (figure.group() == Figure.Group.SANCTIONS) {
                put(day, figure, 0);
            }
        }
        if (files > 0) {
            put(day, Figure.RETURN_P50, 700 + any(900));
            put(day, Figure.RETURN_P99, 4_000 + any(9_000));
        }
        put(day, Figure.MINUTES, MINUTES_A_DAY);
        put(day, Figure.MINUTES_UP, n % 60 == 30 ? MINUTES_A_DAY - any(20) : MINUTES_A_DAY);
    }

    private int any(int bound) {
        return random.nextInt(bound);
    }

    /** Each part has fewer than the one before; returns their sum. */
    private long parts(LocalDate day, Figure figure, int most) {
        long sum = 0;
        int bound = most;
        for (String part : figure.parts()) {
            long value = bound == 0 ? 0 : any(bound + 1);
            rows.add(new Row(day, figure, part, value));
            sum += value;
            bound = bound * 3 / 4;
        }
        put(day, figure, sum);
        return sum;
    }

    private void put(LocalDate day, Figure figure, long value) {
        rows.add(new Row(day, figure, "", value));
    }
}
