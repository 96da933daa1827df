package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.scrub.engine.Seed;

/** A large part of a block holds a file or a look-up, and stops no company. */
final class CoverageIT {
    private static final Population PEOPLE =
            new Population(new SplittableRandom(1), Population.Spread.USUAL, 0.02, 0.01);

    private final SplittableRandom random = Seed.random(CoverageIT.class);
    private final Crowd crowd = new Crowd(PEOPLE);
    private final int[] region = PEOPLE.mobileBlocks(random, 4, 0.7);

    /** So many numbers of the region, which stand in it as those of a random order. */
    private long[] ofRegion(int n) {
        return crowd.of(random, n, region);
    }

    @Test
    void fileOfLargePartsOfBlocksIsHeldAndOthersLeave() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            UUID company = arena.company(RedTeam.MEDIUM);
            assertThat(arena.file(company, ofRegion(10_000)))
                    .get()
                    .isInstanceOfSatisfying(Held.Coverage.class, held -> {
                        assertThat(held.percent()).isBetween(25, 27);
                        assertThat(held.limit() / 100.0).isEqualTo(GuardRules.USUAL.coverage(RedTeam.MEDIUM.year()));
                    });
            assertThat(arena.desk().stops(company)).isEmpty();
            assertThat(arena.file(company, crowd.national(random, 10_000))).isEmpty();
            assertThat(arena.lookUp(company, ofRegion(100), 100)).isEmpty();
        }
    }

    @Test
    void smallFilesOfAWeekAreOne() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            UUID company = arena.company(RedTeam.MEDIUM);
            int left = 0;
            while (arena.file(company, ofRegion(200)).isEmpty()) {
                left++;
                arena.later(Duration.ofHours(2));
            }
            double limit = GuardRules.USUAL.coverage(RedTeam.MEDIUM.year());
            assertThat(200.0 * left / (4 * BlockSpread.SIZE)).isCloseTo(limit, within(0.02));
            arena.days(7);
            assertThat(arena.file(company, ofRegion(200))).isEmpty();
        }
    }

    /** A person looks at the file: what it covers is nothing that holds the next one. */
    @Test
    void releasedFileLeavesAndCountsNoMore() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            UUID company = arena.company(RedTeam.MEDIUM);
            long[] file = ofRegion(10_000);
            assertThat(arena.file(company, file)).containsInstanceOf(Held.Coverage.class);
            assertThat(arena.release(company, file)).isEmpty();
            arena.exchange();
            assertThat(arena.file(company, ofRegion(500))).isEmpty();
            assertThat(arena.lookUp(company, file, 1_000)).isEmpty();
        }
    }

    @Test
    void lookUpInACoveredBlockIsRefusedAndOthersAreAnswered() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            UUID company = arena.company(RedTeam.MEDIUM);
            int asked = lookUpUntilRefused(arena, company, ofRegion(16_000));
            assertThat((double) asked / (4 * BlockSpread.SIZE))
                    .isCloseTo(GuardRules.USUAL.coverage(RedTeam.MEDIUM.year()), within(0.02));
            assertThat(arena.lookUp(company, crowd.national(random, 100), 100)).isEmpty();
            assertThat(arena.desk().stops(company)).isEmpty();
            arena.days(7);
            assertThat(arena.lookUp(company, ofRegion(100), 100)).isEmpty();
        }
    }

    /** 45 of 100 numbers of twelve blocks, as many at once as one request may have. */
    @Test
    void questionsOfThousandsAreCountedWithTheWeek() {
        for (int size : new int[] {4_500, 10_000}) {
            try (Arena arena = new Arena(PEOPLE, random)) {
                arena.oneServer();
                UUID company = arena.company(RedTeam.MEDIUM);
                int answered = 0;
                for (int three = 0; three < 4; three++) {
                    Attacks.Walk walk = Attacks.partOfBlocks(random, 3, 45, false);
                    answered += answered(arena, company, walk, size);
                }
                assertThat((double) answered / (12 * BlockSpread.SIZE))
                        .isLessThan(GuardRules.USUAL.coverage(RedTeam.MEDIUM.year()));
                assertThat(arena.desk().stops(company)).isEmpty();
            }
        }
    }

    /** Of an account whose numbers are sampled, a block has too few to say so alone; all numbers of the question say it together. */
    @Test
    void questionOfASampledAccountIsCountedWithTheWeek() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            UUID company = arena.company(RedTeam.UNLIMITED);
            arena.oneServer();
            assertThat(arena.file(company, crowd.national(random, 490_000))).isEmpty();
            Attacks.Walk walk = Attacks.partOfBlocks(random, 4, 90, false);
            arena.days(1);
            int answered = answered(arena, company, walk, 10_000);
            assertThat((double) answered / (4 * BlockSpread.SIZE))
                    .isLessThanOrEqualTo(GuardRules.USUAL.coverage(RedTeam.UNLIMITED.year()));
        }
    }

    /** A file teaches as much as look-ups do: what it covers counts at once on the server that it left from. */
    @Test
    void lookUpsRightAfterAFileAreCountedWithIt() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            UUID company = arena.company(RedTeam.MEDIUM);
            arena.oneServer();
            long[] numbers = ofRegion(16_000);
            assertThat(arena.lookUp(company, numbers, 1)).isEmpty();
            int limit = (int) (4 * BlockSpread.SIZE * GuardRules.USUAL.coverage(RedTeam.MEDIUM.year()));
            assertThat(arena.file(company, Arrays.copyOfRange(numbers, 1, limit * 8 / 10)))
                    .isEmpty();
            assertThat(arena.lookUp(company, Arrays.copyOfRange(numbers, limit, limit * 14 / 10), limit * 4 / 10))
                    .contains(new ListRefusal.BlocksCovered());
        }
    }

    /** The server knows the client's numbers already, and not yet the week of the company that asks for it. */
    @Test
    void weekIsReadBeforeTheFirstAnswerForAKnownClient() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            UUID agent = arena.company(RedTeam.MEDIUM);
            UUID client = arena.company(RedTeam.MEDIUM);
            int asked = lookUpUntilRefused(arena, agent, ofRegion(16_000));
            arena.restart();
            arena.oneServer();
            assertThat(arena.lookUp(client, crowd.national(random, 10), 10)).isEmpty();
            assertThat(arena.lookUp(agent, client, ofRegion(asked / 2), asked / 2))
                    .contains(new ListRefusal.BlocksCovered());
        }
    }

    private static int answered(Arena arena, UUID company, Attacks.Walk walk, int size) {
        int answered = 0;
        while (!walk.isOver()) {
            long[] numbers = new long[size];
            int n = 0;
            while (n < size && !walk.isOver()) {
                numbers[n++] = walk.next();
            }
            answered += arena.lookUp(company, numbers, n).isEmpty() ? n : 0;
        }
        return answered;
    }

    /** What is known teaches nothing. */
    @Test
    void repeatsInACoveredBlockAreAnswered() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            UUID company = arena.company(RedTeam.MEDIUM);
            long[] numbers = ofRegion(16_000);
            int asked = lookUpUntilRefused(arena, company, numbers);
            arena.exchange();
            arena.exchange(); // the first server reads what the second one wrote down after it
            assertThat(arena.lookUp(company, numbers, asked)).isEmpty();
            lookUpUntilRefused(arena, company, Arrays.copyOfRange(numbers, asked, numbers.length));
        }
    }

    /** A server that has just started, or has not seen the company today, reads its week before it answers. */
    @Test
    void weekIsReadBeforeTheFirstAnswer() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            UUID company = arena.company(RedTeam.MEDIUM);
            int asked = lookUpUntilRefused(arena, company, ofRegion(16_000));
            arena.restart();
            assertThat(lookUpUntilRefused(arena, company, ofRegion(16_000))).isLessThan(asked / 10);
        }
    }

    @Test
    void raisedBudgetLetsMoreOfABlockPass() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            UUID company = arena.company(RedTeam.MEDIUM);
            lookUpUntilRefused(arena, company, ofRegion(16_000));
            arena.desk().raise(company, RedTeam.UNLIMITED, Arena.END, "a region", "staff:1");
            assertLimitIsLearnt(arena, company);
        }
    }

    /** A call centre asks for as much of a region as its clients may together. */
    @Test
    void limitIsThatOfAllClientsTogether() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            UUID agent = arena.company(RedTeam.SMALL);
            long[] numbers = ofRegion(8_000);
            int asked = lookUpUntilRefused(arena, agent, numbers);
            arena.exchange();
            for (int client = 0; client < 40; client++) {
                UUID principal = arena.company(RedTeam.SMALL);
                arena.lookUp(agent, principal, crowd.national(random, 10), 10);
            }
            arena.exchange();
            // Some of the blocks are still below the limit of the agent alone.
            lookUpUntilRefused(arena, agent, Arrays.copyOfRange(numbers, asked, numbers.length));
            assertLimitIsLearnt(arena, agent);
        }
    }

    /** The first file for a client, and the first look-ups: nothing was answered for it yet within the week. */
    @Test
    void limitCountsTheClientThatIsAskedForNow() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            UUID agent = arena.company(RedTeam.LARGE);
            assertThat(arena.file(agent, crowd.national(random, 1_000))).isEmpty();
            assertThat(arena.file(agent, arena.company(RedTeam.SMALL), ofRegion(6_000)))
                    .isEmpty();
        }
        try (Arena arena = new Arena(PEOPLE, random)) {
            arena.oneServer();
            UUID agent = arena.company(RedTeam.LARGE);
            UUID client = arena.company(RedTeam.SMALL);
            assertThat(arena.lookUp(agent, crowd.national(random, 1_000), 1_000))
                    .isEmpty();
            assertThat(arena.lookUp(agent, client, ofRegion(6_000), 6_000)).contains(new ListRefusal.BlocksCovered());
            arena.exchange();
            assertThat(arena.lookUp(agent, client, ofRegion(6_000), 6_000)).isEmpty();
        }
    }

    @Test
    void limitIsThatOfTheBudgetsOfToday() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            arena.oneServer();
            UUID agent = arena.company(new Budget(2_990_000, 450_000));
            UUID client = arena.company(RedTeam.FREE);
            arena.desk().raise(client, RedTeam.SMALL, arena.today(), "a campaign that ends", "staff:1");
            assertThat(arena.lookUp(agent, ofRegion(6_000), 6_000)).contains(new ListRefusal.BlocksCovered());
            assertThat(arena.lookUp(agent, client, crowd.national(random, 10), 10))
                    .isEmpty();
            arena.exchange();
            assertThat(arena.lookUp(agent, ofRegion(6_000), 6_000)).isEmpty();
            arena.days(1);
            assertThat(arena.lookUp(agent, ofRegion(500), 500)).contains(new ListRefusal.BlocksCovered());
        }
    }

    /** Each of the two servers looks at the limit anew at the exchange after it has refused. */
    private void assertLimitIsLearnt(Arena arena, UUID company) {
        for (int asked = 0; asked < 20; asked++) {
            arena.lookUp(company, ofRegion(10), 10);
            arena.exchange();
        }
        for (int asked = 0; asked < 5; asked++) {
            assertThat(arena.lookUp(company, ofRegion(200), 200)).isEmpty();
        }
    }

    /** Of an account whose numbers are sampled one in 64, the covered blocks are refused whole: most fresh numbers look like repeats. */
    @Test
    void sampledAccountIsHeldAlike() {
        try (Arena arena = new Arena(PEOPLE, random)) {
            UUID company = arena.company(RedTeam.LARGE);
            for (int day = 0; day < 3; day++) {
                assertThat(arena.file(company, crowd.national(random, 300_000))).isEmpty();
                arena.days(1);
            }
            arena.days(7);
            int[] blocks = PEOPLE.mobileBlocks(random, 40, 0.7);
            long[] numbers = crowd.of(random, 80_000, blocks);
            int asked = lookUpUntilRefused(arena, company, numbers);
            assertThat((double) asked / (40 * BlockSpread.SIZE))
                    .isCloseTo(GuardRules.USUAL.coverage(RedTeam.LARGE.year()), within(0.03));
            int answered = 0;
            for (int i = asked; i + 100 <= numbers.length; i += 100) {
                answered += arena.lookUp(company, Arrays.copyOfRange(numbers, i, i + 100), 100)
                                .isEmpty()
                        ? 100
                        : 0;
            }
            assertThat(answered).isLessThan(numbers.length / 50);
            assertThat(arena.file(company, crowd.national(random, 10_000))).isEmpty();
        }
    }

    private static int lookUpUntilRefused(Arena arena, UUID company, long[] numbers) {
        int asked = 0;
        while (asked + 100 <= numbers.length
                && arena.lookUp(company, Arrays.copyOfRange(numbers, asked, asked + 100), 100)
                        .isEmpty()) {
            asked += 100;
            if (asked % 1_000 == 0) {
                arena.exchange();
            }
        }
        assertThat(asked).isLessThan(numbers.length - 100);
        assertThat(arena.desk().stops(company)).isEmpty();
        return asked;
    }
}
