package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.engine.Seed;

/** What a company asks for beside what it asked for before: shown and noted, and no stop. */
final class OwnPastIT {
    private static final Population PEOPLE =
            new Population(new SplittableRandom(2), Population.Spread.USUAL, 0.02, 0.01);

    private final SplittableRandom random = Seed.random(OwnPastIT.class);
    private final Crowd crowd = new Crowd(PEOPLE);
    private final Arena arena = new Arena(PEOPLE, random);
    private final UUID company = arena.company(RedTeam.LARGE);

    @AfterEach
    void close() {
        arena.close();
    }

    /** Four months, a twentieth of the numbers exchanged each time; returns the next month's file. */
    private long[] fourMonths() {
        long[] file = crowd.national(random, 6_000);
        for (int month = 0; month < 4; month++) {
            assertThat(arena.file(company, file)).isEmpty();
            file = crowd.aMonthLater(random, file, 5);
            arena.days(30);
        }
        return file;
    }

    private OwnPast past() {
        return Objects.requireNonNull(arena.desk().pasts(Set.of(company)).get(company));
    }

    private String notes() {
        return String.join(
                ", ",
                arena.desk().notes(company, 10).stream()
                        .map(GuardDesk.Note::sign)
                        .toList());
    }

    @Test
    void fileLikeTheEarlierOnesIsNotNoted() {
        assertThat(arena.file(company, fourMonths())).isEmpty();
        assertThat(notes()).isEmpty();
        assertThat(past().overlap().orElseThrow()).isBetween(0.93, 0.97);
        assertThat(past().overlapBefore().orElseThrow()).isBetween(0.68, 0.74);
    }

    @Test
    void fileOfOtherPeopleThanBeforeIsNotedAndLeaves() {
        fourMonths();
        assertThat(arena.file(company, crowd.national(random, 10_000))).isEmpty();
        assertThat(notes()).isEqualTo("RENEWED 100 %");
        assertThat(arena.desk().stops(company)).isEmpty();
    }

    @Test
    void fileWithFarMoreListedNumbersThanBeforeIsNotedAndLeaves() {
        long[] file = fourMonths();
        long[] more = crowd.refusals(random, 4_000, 20);
        assertThat(arena.file(company, file)).isEmpty();
        assertThat(arena.file(company, more)).isEmpty();
        assertThat(notes()).matches("RISEN (1[6-9]|2[01]) %");
        assertThat(past().opposedShareBefore().orElseThrow()).isBetween(0.0, 0.02);
        assertThat(arena.desk().stops(company)).isEmpty();
    }

    @Test
    void companyWithoutAPastIsComparedWithNothing() {
        assertThat(arena.file(company, crowd.refusals(random, 4_000, 18))).isEmpty();
        assertThat(notes()).isEmpty();
        assertThat(past().overlapBefore()).isEmpty();
        assertThat(arena.desk().pasts(Set.of(new UUID(1, 1)))).isEqualTo(Map.of());
    }

    /** What was asked before a lift is no past: a person has looked at it. */
    @Test
    void pastBeginsAnewAfterALift() {
        fourMonths();
        assertThat(arena.file(company, crowd.pollster(random, 10_000))).isPresent();
        arena.lift(company, "staff:1", "a poll");
        assertThat(arena.file(company, crowd.national(random, 10_000))).isEmpty();
        assertThat(notes()).isEmpty();
        assertThat(past().overlapBefore()).isEmpty();
    }
}
