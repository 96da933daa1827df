package org.openbloctel.registry.platform.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;

/** The counts of a day that is over stay as they were when the rows are erased. */
final class FigureBookIT {
    private static final LocalDate DAY = LocalDate.of(2026, 10, 24);

    private final Database database = TestDatabase.create().database();
    private final Instant[] now = {at(DAY, 10)};
    private final Rows rows = new Rows();
    private final FigureBook book = new FigureBook(database, () -> now[0], List.of(rows));
    private final PublishedFigures published = new PublishedFigures(database);

    /** A feature with a row for each registration and withdrawal. */
    private final class Rows implements CountedByDay {
        private final Map<LocalDate, Long> registered = new HashMap<>();
        private final Map<LocalDate, Long> withdrawn = new HashMap<>();
        private Duration cost = Duration.ZERO;
        private int asked;

        @Override
        public List<Count> on(LocalDate day) {
            asked++;
            now[0] = now[0].plus(cost);
            return List.of(
                    new Count(Figure.REGISTRATIONS, registered.getOrDefault(day, 0L)),
                    new Count(Figure.ENDINGS, "withdrawn", withdrawn.getOrDefault(day, 0L)),
                    new Count(Figure.ENDINGS, "lapsed", 20),
                    new Count(Figure.ENDINGS, "erased", 10));
        }

        @Override
        public List<Count> now() {
            return List.of(new Count(
                    Figure.PEOPLE,
                    registered.values().stream().mapToLong(one -> one).sum()));
        }

        @Override
        public Optional<LocalDate> first() {
            return registered.keySet().stream().min(LocalDate::compareTo);
        }
    }

    private static Instant at(LocalDate day, int hour) {
        return LegalCalendar.startOf(day).plus(Duration.ofHours(hour));
    }

    private Map<LocalDate, Long> shown(Figure figure, Step step) {
        Map<LocalDate, Long> shown = new HashMap<>();
        published.wholes(step, DAY.minusYears(1), DAY.plusYears(1)).stream()
                .filter(value -> value.figure() == figure)
                .forEach(value -> shown.put(value.period(), value.value()));
        return shown;
    }

    @Test
    void todayMovesAndADayThatIsOverStays() {
        rows.registered.put(DAY, 7L);
        book.count();
        rows.registered.put(DAY, 9L);
        rows.withdrawn.put(DAY, 3L);
        book.count();
        assertThat(shown(Figure.REGISTRATIONS, Step.DAY)).containsExactly(Map.entry(DAY, 9L));
        assertThat(shown(Figure.ENDINGS, Step.DAY)).containsExactly(Map.entry(DAY, 33L));
        assertThat(published.wholes(Step.DAY, DAY, DAY)).noneMatch(PublishedFigures.Value::closed);

        rows.registered.put(DAY, 11L); // in the last hour
        now[0] = at(DAY.plusDays(1), 0).plus(FigureBook.AFTER_MIDNIGHT).minusSeconds(1);
        book.count();
        assertThat(shown(Figure.REGISTRATIONS, Step.DAY)).containsEntry(DAY, 9L);
        now[0] = now[0].plusSeconds(1);
        book.count();
        assertThat(published.wholes(Step.DAY, DAY, DAY)).allMatch(PublishedFigures.Value::closed);
        rows.registered.clear(); // erased
        now[0] = at(DAY.plusDays(1), 5);
        book.count();
        assertThat(shown(Figure.REGISTRATIONS, Step.DAY))
                .containsEntry(DAY, 11L)
                .containsEntry(DAY.plusDays(1), 0L);
        assertThat(shown(Figure.REGISTRATIONS, Step.YEAR)).containsExactly(Map.entry(LocalDate.of(2026, 1, 1), 11L));
    }

    @Test
    void whatStoodAtADaysEndIsWhatWasCountedLastOnIt() {
        rows.registered.put(DAY, 7L);
        book.count();
        rows.registered.put(DAY.plusDays(1), 5L);
        now[0] = at(DAY.plusDays(1), 5);
        book.count();
        assertThat(shown(Figure.PEOPLE, Step.DAY)).containsEntry(DAY, 7L).containsEntry(DAY.plusDays(1), 12L);
        assertThat(shown(Figure.PEOPLE, Step.MONTH)).containsExactly(Map.entry(LocalDate.of(2026, 10, 1), 12L));
    }

    @Test
    void sizeOfTheListIsShownRoundedOnceItsDayIsClosed() {
        long[] listed = {1_499};
        FigureBook sizes = new FigureBook(database, () -> now[0], List.of(new CountedByDay() {
            @Override
            public List<Count> on(LocalDate day) {
                return List.of();
            }

            @Override
            public List<Count> now() {
                return List.of(new Count(Figure.NUMBERS, listed[0]));
            }
        }));
        PublishedSize size = new PublishedSize(database, () -> now[0]);
        sizes.count();
        assertThat(shown(Figure.NUMBERS, Step.DAY)).isEmpty();
        assertThat(shown(Figure.NUMBERS, Step.YEAR)).isEmpty();
        assertThat(size.get()).isEmpty();
        now[0] = at(DAY.plusDays(1), 5);
        listed[0] = 7_500;
        sizes.count();
        assertThat(shown(Figure.NUMBERS, Step.DAY)).containsExactly(Map.entry(DAY, 1_000L));
        assertThat(shown(Figure.NUMBERS, Step.MONTH)).containsExactly(Map.entry(LocalDate.of(2026, 10, 1), 1_000L));
        assertThat(published.wholes(Step.MONTH, DAY, DAY.plusDays(1)))
                .as("the month goes on")
                .noneMatch(PublishedFigures.Value::closed);
        assertThat(size.get()).hasValue(1_000);
        now[0] = at(DAY.plusDays(2), 5);
        sizes.count();
        assertThat(size.get()).hasValue(8_000);
    }

    @Test
    void daysWithoutAServerAreCountedAfterwards() {
        rows.registered.put(DAY.minusDays(100), 1L);
        rows.registered.put(DAY.minusDays(1), 2L);
        book.count();
        assertThat(shown(Figure.REGISTRATIONS, Step.DAY)).hasSize(FigureBook.MAX_CLOSED + 1); // and today
        book.count();
        assertThat(shown(Figure.REGISTRATIONS, Step.DAY)).hasSize(101).containsEntry(DAY.minusDays(1), 2L);
        assertThat(shown(Figure.PEOPLE, Step.DAY)).containsOnlyKeys(DAY);
        rows.registered.put(DAY.minusDays(2_000), 1L);
        FigureBook other = new FigureBook(TestDatabase.create().database(), () -> now[0], List.of(rows));
        other.count();
        assertThat(rows.asked).isLessThan(200);
    }

    @Test
    void serversThatCountAtOnceCountOnce() {
        rows.registered.put(DAY.minusDays(30), 4L);
        FigureBook[] books = new FigureBook[4];
        for (int i = 0; i < books.length; i++) {
            books[i] = new FigureBook(database, () -> at(DAY, 10), List.of(new Fixed()));
        }
        CompletableFuture<?>[] all = new CompletableFuture<?>[books.length];
        for (int i = 0; i < books.length; i++) {
            all[i] = CompletableFuture.runAsync(books[i]::count);
        }
        CompletableFuture.allOf(all).join();
        assertThat(shown(Figure.REGISTRATIONS, Step.DAY))
                .hasSize(31)
                .allSatisfy((day, value) -> assertThat(value).isEqualTo(3));
    }

    /** A feature that stays the same. */
    private static final class Fixed implements CountedByDay {
        @Override
        public List<Count> on(LocalDate day) {
            return List.of(new Count(Figure.REGISTRATIONS, 3));
        }

        @Override
        public Optional<LocalDate> first() {
            return Optional.of(DAY.minusDays(30));
        }
    }

    @Test
    void countingTakesAHundredthOfTheTime() {
        rows.cost = Duration.ofSeconds(3);
        book.count();
        int asked = rows.asked;
        now[0] = now[0].plus(Duration.ofSeconds(296));
        book.count();
        assertThat(rows.asked).isEqualTo(asked);
        now[0] = now[0].plus(Duration.ofSeconds(4));
        book.count();
        assertThat(rows.asked).isGreaterThan(asked);
    }

    /** Sums over other periods than closed months would show what a month hides. */
    @Test
    void partsAreThoseOfMonthsThatAreOver() {
        LocalDate october = LocalDate.of(2026, 10, 1);
        rows.registered.put(october, 1L);
        rows.withdrawn.put(DAY, 4L);
        now[0] = at(LocalDate.of(2026, 10, 31), 10);
        book.count();
        assertThat(published.breakdowns(DAY.minusYears(1), DAY.plusYears(1))).isEmpty();
        now[0] = at(LocalDate.of(2026, 11, 2), 10);
        book.count();
        assertThat(published.breakdowns(october, DAY.plusYears(1)))
                .containsExactly(new Breakdown(
                        october, Figure.ENDINGS, List.of(), new Breakdown.Rest(Figure.ENDINGS.parts(), 31 * 30 + 4)));
        assertThat(published.breakdowns(october.plusDays(1), DAY.plusYears(1))).isEmpty();
        assertThat(published.breakdowns(october, DAY)).isEmpty();
    }

    /** A column of a newer version's figure does not stop this one. */
    @Test
    void figureOfAnotherVersionIsLeftOut() {
        database.accounts()
                .sql("insert into accounts.figure_day (day, figure, value) values (:day, 'of-tomorrow', 1)")
                .param("day", DAY)
                .update();
        book.count();
        assertThat(published.wholes(Step.DAY, DAY, DAY))
                .extracting(PublishedFigures.Value::figure)
                .containsExactly(Figure.PEOPLE, Figure.REGISTRATIONS, Figure.ENDINGS);
    }
}
