package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.scrub.engine.Seed;

/** The guard where a company asked for so much that its numbers are sampled. */
@Tag("check-long")
final class GuardSamplingIT {
    private static final Population PEOPLE =
            new Population(new SplittableRandom(1), Population.Spread.USUAL, 0.02, 0.01);

    private final SplittableRandom random = Seed.random(GuardSamplingIT.class);
    private final Crowd crowd = new Crowd(PEOPLE);
    private final Arena arena = new Arena(PEOPLE, random);

    /** Of a sample of one in eight, seven in eight numbers cannot be told from repeats: they were answered without end. */
    @Test
    void budgetEndsForOneWhoAsksNumberByNumber() {
        Arena.Loot loot =
                arena.oneByOne(arena.company(new Budget(2_000_000, 100_000)), Attacks.people(random, PEOPLE), 90_000);
        assertThat(loot.heldBy()).isEqualTo("budget of the day");
        assertThat(loot.asked()).isLessThan(108_000);
    }

    /** Files so small that none of their numbers is sampled were free, before and after the end of the budget. */
    @Test
    void budgetEndsForOneWhoSendsSmallFiles() {
        UUID company = arena.company(new Budget(2_000_000, 100_000));
        assertThat(arena.file(company, crowd.national(random, 70_000))).isEmpty();
        Arena.Way small = new Arena.Way(Arena.Door.FILES, 20, 1);
        Arena.Loot loot = arena.attack(company, Attacks.people(random, PEOPLE), small);
        assertThat(loot.heldBy()).isEqualTo("budget of the day");
        assertThat(loot.asked()).isBetween(25_000L, 35_000L);
    }

    /** An account that is closed for its budget answers again on the next day, and once a person raises the budget. */
    @Test
    void closedAccountIsOpenedByARaiseAndByTheNextDay() {
        UUID company = arena.company(new Budget(2_000_000, 50_000));
        long[] known = crowd.national(random, 48_000);
        assertThat(arena.file(company, known)).isEmpty();
        arena.exchange();
        // A server that has some of its draw left does not know that another is closed.
        for (int asked = 0, refused = 0; asked < 20_000 && refused < 20; asked++) {
            arena.lookUp(company, new long[] {PEOPLE.subscriber(random)}, 1);
            refused = arena.lookUp(company, known, 100).isEmpty() ? 0 : refused + 1;
        }
        arena.exchange();
        assertThat(arena.lookUp(company, known, 100)).containsInstanceOf(ListRefusal.DayBudgetUsedUp.class);
        arena.desk().raise(company, new Budget(2_000_000, 80_000), Arena.END, "contract", "staff:1");
        arena.exchange();
        assertThat(arena.lookUp(company, known, 100)).isEmpty();
    }

    /** The estimate of a file's fresh numbers may exceed the file: half of those as large as a day's budget were held. */
    @Test
    void fileOfADaysBudgetFitsInIt() {
        UUID company = arena.company(new Budget(2_000_000, 30_000));
        for (int day = 0; day < 12; day++) {
            assertThat(arena.file(company, crowd.national(random, 30_000))).isEmpty();
            arena.days(1);
        }
    }

    /** What a person released is no sign against the next file. */
    @Test
    void releasedFileDoesNotStopTheNext() {
        UUID company = arena.company(RedTeam.LARGE);
        long[] digits = crowd.pollster(random, 10_000);
        assertThat(arena.file(company, digits)).containsInstanceOf(Held.Signs.class);
        arena.lift(company, "staff:1", "a poll");
        assertThat(arena.release(company, digits)).isEmpty();
        arena.exchange();
        assertThat(arena.file(company, crowd.national(random, 2_000))).isEmpty();
        assertThat(arena.lookUp(company, crowd.national(random, 100), 100)).isEmpty();
    }

    /** 3,999 numbers are too few to tell whether they are spread evenly; many such files are not. */
    @Test
    void smallFilesOfADayAreJudgedAsOne() {
        Arena.Way small = new Arena.Way(Arena.Door.FILES, 1_500, 1);
        Arena.Loot loot = arena.attack(arena.company(RedTeam.LARGE), Attacks.assigned(random), small);
        assertThat(loot.heldBy()).startsWith("EVEN");
        assertThat(loot.asked()).isLessThan(15_000);
    }

    /** At level 6 a file of 10,000 has 150 sampled numbers that are fresh: too few for their spread. */
    @Test
    void evenFileOfACompanyWithAMillionIsHeld() {
        UUID company = arena.company(new Budget(100_000_000, 1_000_000));
        assertThat(arena.file(company, crowd.national(random, 600_000))).isEmpty();
        long[] even = new long[10_000];
        Attacks.Walk walk = Attacks.assigned(random);
        Arrays.setAll(even, i -> walk.next());
        assertThat(arena.file(company, even))
                .hasValueSatisfying(held -> assertThat(Arena.words(held)).isEqualTo("EVEN"));
    }

    /** Fewer than a thousand numbers were judged by no sign. */
    @Test
    void fewNumbersThatShowASignClearlyAreEnough() {
        Arena.Way little = new Arena.Way(Arena.Door.LOOKUPS, 20, 1);
        Arena.Loot digits = arena.attack(arena.company(RedTeam.FREE), Attacks.digits(random), little);
        assertThat(digits.heldBy()).startsWith("UNASSIGNED");
        assertThat(digits.asked()).isLessThan(900);
        Arena.Loot walk = arena.attack(arena.company(RedTeam.FREE), Attacks.sequence(random), little);
        assertThat(walk.heldBy()).startsWith("NEIGHBOURS");
        assertThat(walk.asked()).isLessThan(900);
        Arena.Loot stolen = arena.attack(arena.company(RedTeam.FREE), Attacks.stolen(random, PEOPLE, 95), little);
        assertThat(stolen.heldBy()).startsWith("OPPOSED");
        assertThat(stolen.asked()).isLessThan(900);
    }

    /** A small shop's file with a few mistakes, its refusals, its suppliers. */
    @Test
    void smallHonestFilesLeave() {
        for (int i = 0; i < 20; i++) {
            assertThat(arena.file(arena.company(RedTeam.FREE), crowd.dirty(random, 300, 5)))
                    .isEmpty();
            assertThat(arena.file(arena.company(RedTeam.FREE), crowd.refusals(random, 500, 50)))
                    .isEmpty();
            assertThat(arena.file(arena.company(RedTeam.FREE), crowd.business(random, 300, 15, 3)))
                    .isEmpty();
        }
    }

    /** In a city of which a broker has a third, a third of the numbers have a neighbour: at no level is that a walk. */
    @Test
    void denseFileOfACityLeavesAtEachLevel() {
        UUID company = arena.company(new Budget(100_000_000, 1_000_000));
        for (int blocks : new int[] {3, 10, 30, 100}) {
            assertThat(arena.file(company, crowd.city(crowd.cityBlocks(random, blocks), 0)))
                    .as("%s blocks", blocks)
                    .isEmpty();
        }
    }

    /** A broker that has a city checked again asks for what it bought since, of which no more is listed than of all subscribers. */
    @Test
    void cityThatABrokerChecksAgainLeaves() {
        UUID company = arena.company(new Budget(100_000_000, 1_000_000));
        int[] blocks = crowd.cityBlocks(random, 80);
        for (int day = 0; day < 60; day += 20) {
            assertThat(arena.file(company, crowd.city(blocks, day)))
                    .as("day %s", day)
                    .isEmpty();
            arena.days(20);
        }
    }

    /** What a company never asked for because it was listed elsewhere is all that is fresh: a person has to look. */
    @Test
    void listedNumbersThatWereLeftOutBeforeAreHeld() {
        UUID company = arena.company(RedTeam.LARGE);
        long[] all = crowd.refusals(random, 60_000, 4);
        long[] cleaned = Arrays.stream(all)
                .filter(number -> !PEOPLE.list().holds(number))
                .toArray();
        assertThat(arena.file(company, cleaned)).isEmpty();
        arena.days(20);
        assertThat(arena.file(company, all))
                .hasValueSatisfying(held -> assertThat(Arena.words(held)).isEqualTo("OPPOSED"));
    }
}
