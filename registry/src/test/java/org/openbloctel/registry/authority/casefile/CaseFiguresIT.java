package org.openbloctel.registry.authority.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.figures.CountedByDay.Count;
import org.openbloctel.registry.platform.figures.Figure;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures of sanctions are what a plain count of random decisions gives, on the days around the change of the clocks too. */
final class CaseFiguresIT {
    private static final LocalDate TODAY = LocalDate.of(2026, 10, 25);
    private static final List<LocalDate> DAYS =
            Stream.iterate(TODAY.minusDays(2), day -> day.plusDays(1)).limit(5).toList();
    private static final int CASES = 300;

    private final TestDatabase test = TestDatabase.create();
    private final JdbcClient owner = JdbcClient.create(test.owner());
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    /**
     * A case that was decided.
     *
     * @param annulled null while the sanction stands
     */
    private record Decided(
            Instant at,
            long cents,
            LocalDate until,
            @Nullable Instant annulled) {}

    @Test
    void sanctionsAreCountedOnTheirDayAndAnnulmentsOnTheirs() {
        List<Decided> all = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Instant at = instant();
            Instant later = instant();
            boolean annulled = random.nextBoolean() && later.isAfter(at);
            LocalDate until = TODAY.plusDays(random.nextInt(4) - 1);
            Decided one = new Decided(at, 1 + random.nextInt(1_000_000), until, annulled ? later : null);
            all.add(one);
            insert(one, i);
        }
        CaseFigures figures = new CaseFigures(test.database(), () -> LegalCalendar.startOf(TODAY));
        for (LocalDate day : DAYS) {
            List<Decided> decided =
                    all.stream().filter(one -> isOn(one.at(), day)).toList();
            List<Decided> annulled =
                    all.stream().filter(one -> isOn(one.annulled(), day)).toList();
            assertThat(figures.on(day))
                    .as("%s, seed %s", day, seed)
                    .containsExactly(
                            new Count(Figure.SANCTIONS, decided.size()),
                            new Count(Figure.FINES, cents(decided)),
                            new Count(Figure.SANCTIONS_ANNULLED, annulled.size()),
                            new Count(Figure.FINES_ANNULLED, cents(annulled)));
        }
        long published = all.stream()
                .filter(one -> one.annulled() == null && !one.until().isBefore(TODAY))
                .count();
        assertThat(figures.now()).as("seed %s", seed).containsExactly(new Count(Figure.SANCTIONS_PUBLISHED, published));
        Instant first = all.stream().map(Decided::at).min(Instant::compareTo).orElseThrow();
        assertThat(figures.first()).hasValue(LegalCalendar.dayOf(first));
    }

    private static long cents(List<Decided> some) {
        return some.stream().mapToLong(Decided::cents).sum();
    }

    /** Often one close to midnight in France or to that of UTC. */
    private Instant instant() {
        LocalDate day = DAYS.get(random.nextInt(DAYS.size()));
        Instant midnight = random.nextBoolean()
                ? LegalCalendar.startOf(day)
                : day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return random.nextInt(3) == 0
                ? midnight.plusMillis(random.nextInt(2_000) - 1_000)
                : midnight.plusSeconds(random.nextInt(100_000));
    }

    private static boolean isOn(@Nullable Instant instant, LocalDate day) {
        return instant != null
                && instant.atZone(LegalCalendar.ZONE).toLocalDate().equals(day);
    }

    /** With an annulment that is proposed alone where there is none: it counts nowhere. */
    private void insert(Decided one, int n) {
        UUID id = UUID.randomUUID();
        owner.sql(
                        "insert into accounts.case_file (id, siren, name, state, person, cents_per_call, opened_by, opened_at, changed_at)"
                                + " values (:id, :siren, 'n', :state, 'LEGAL', 1, gen_random_uuid(), now(), now())")
                .param("id", id)
                .param("siren", "%09d".formatted(n))
                .param("state", one.annulled() == null ? "SANCTIONED" : "ANNULLED")
                .update();
        decision(id, CaseDecision.Outcome.SANCTIONED, one, one.at());
        decision(id, CaseDecision.Outcome.ANNULLED, one, one.annulled());
    }

    private void decision(UUID caseFile, CaseDecision.Outcome outcome, Decided one, @Nullable Instant confirmed) {
        boolean fine = outcome == CaseDecision.Outcome.SANCTIONED;
        owner.sql(
                        "insert into accounts.case_decision (id, case_file, outcome, cents, published_until, articles, grounds, proposed_by,"
                                + " proposed_at, confirmed_by, confirmed_at) values (gen_random_uuid(), :case, :outcome, cast(:cents as bigint),"
                                + " cast(:until as date), '{}', '', gen_random_uuid(), now(), cast(:by as uuid), cast(:at as timestamptz))")
                .param("case", caseFile)
                .param("outcome", outcome.name())
                .param("cents", fine ? one.cents() : null)
                .param("until", fine ? one.until() : null)
                .param("by", confirmed == null ? null : UUID.randomUUID())
                .param("at", confirmed == null ? null : confirmed.atOffset(ZoneOffset.UTC))
                .update();
    }
}
