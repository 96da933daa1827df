package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.number.NumberingPlan;

/** How evenly numbers are spread is judged over a week and all servers, within a bounded size. */
final class SpreadIT {
    private static final Population PEOPLE =
            new Population(new SplittableRandom(1), Population.Spread.USUAL, 0.01, 0.01);
    private static final NumberingPlan PLAN = NumberingPlan.FRANCE;

    private final SplittableRandom random = Seed.random(SpreadIT.class);
    private final Crowd crowd = new Crowd(PEOPLE);

    /** 1,500 a day are too few for a day: they passed for ever. */
    @Test
    void evenFilesOfAWeekAreJudgedAsOne() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            Arena.Way daily = new Arena.Way(Arena.Door.FILES, 1_500, 1).dayAfterDay();
            Arena.Loot loot = arena.attack(arena.company(RedTeam.LARGE), Attacks.assigned(random), daily);
            assertThat(loot.heldBy()).startsWith("EVEN");
            assertThat(loot.asked()).isLessThan(9_000);
        }
    }

    /** Each of two servers saw half of them. */
    @Test
    void evenLookUpsOfAllServersAreJudgedAsOne() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            UUID company = arena.company(RedTeam.LARGE);
            long[] even = even(7_000);
            int asked = 0;
            while (asked < even.length
                    && arena.lookUp(company, Arrays.copyOfRange(even, asked, asked + 100), 100)
                            .isEmpty()) {
                asked += 100;
                if (asked % 500 == 0) {
                    arena.exchange();
                }
            }
            arena.exchange();
            assertThat(arena.desk().stops(company))
                    .singleElement()
                    .satisfies(stop -> assertThat(stop.signs()).startsWith("EVEN"));
            assertThat(asked).isLessThan(6_500);
        }
    }

    @Test
    void whatWasSeenBeforeALiftIsNoSignAfterIt() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            UUID company = arena.company(RedTeam.LARGE);
            assertThat(arena.file(company, even(10_000))).isPresent();
            arena.lift(company, "staff:1", "seen");
            arena.exchange();
            assertThat(arena.file(company, even(2_000))).isEmpty();
            assertThat(arena.lookUp(company, even(1_500), 1_500)).isEmpty();
            arena.exchange();
            assertThat(arena.desk().stops(company)).hasSize(1);
        }
    }

    /** People who are many in some blocks stay so in the sample of a week, and what a server adds does not grow its row. */
    @Test
    void manyNumbersAreASampleOfBoundedSize() {
        PrintKey key = new PrintKey(new byte[PrintKey.BYTES]);
        Spread people = new Spread(PLAN);
        Spread even = new Spread(PLAN);
        for (long national : crowd.national(random, 100_000)) {
            people.add(key.print(PLAN.international(national)), PLAN.international(national), 0, 100);
        }
        for (long national : even(100_000)) {
            even.add(key.print(PLAN.international(national)), PLAN.international(national), 0, 100);
        }
        assertThat(people.even(GuardRules.USUAL)).isEmpty();
        assertThat(even.even(GuardRules.USUAL)).isNotEmpty();
        byte[] written = even.written(100);
        assertThat(written.length).isBetween(8 * Asked.MAX / 4, 8 * Asked.MAX + 1);
        Spread read = Spread.read(PLAN, written, Spread.Thinnest.NONE, 106);
        assertThat(read.even(GuardRules.USUAL)).as("six days later").isNotEmpty();
        assertThat(Spread.read(PLAN, written, Spread.Thinnest.NONE, 107).written(107))
                .as("a week later")
                .hasSize(1);
    }

    private long[] even(int n) {
        Attacks.Walk walk = Attacks.assigned(random);
        long[] even = new long[n];
        Arrays.setAll(even, i -> walk.next());
        return even;
    }
}
