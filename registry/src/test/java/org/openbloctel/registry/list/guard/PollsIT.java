package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.scrub.engine.Seed;

/** A poll that was approved dials digits by chance, within its budget, in its own files; nothing else of its company is let off. */
final class PollsIT {
    private static final Population PEOPLE =
            new Population(new SplittableRandom(1), Population.Spread.USUAL, 0.01, 0.01);

    private final SplittableRandom random = Seed.random(PollsIT.class);
    private final Crowd crowd = new Crowd(PEOPLE);
    private final Arena arena = new Arena(PEOPLE, random);
    private final UUID company = arena.company(RedTeam.MEDIUM);

    @Test
    void digitsByChanceLeaveInTheFilesOfAnApprovedCampaignAlone() {
        UUID campaign = arena.poll(company, new Budget(100_000, 20_000));
        long[] digits = crowd.pollster(random, 10_000);
        assertThat(arena.file(company, digits, campaign)).isEmpty();
        arena.exchange();
        assertThat(arena.lookUp(company, digits, 5_000)).as("they are known").isEmpty();
        assertThat(arena.file(company, crowd.national(random, 5_000)))
                .as("no sign against others")
                .isEmpty();
        assertThat(arena.file(company, crowd.pollster(random, 10_000), new UUID(1, 1)))
                .as("another campaign")
                .containsInstanceOf(Held.Signs.class);
        assertThat(arena.file(company, crowd.pollster(random, 10_000), campaign))
                .as("stopped at all doors")
                .contains(new Held.Stopped());
    }

    @Test
    void lookUpsOfFreshDigitsStopThePollsterToo() {
        arena.poll(company, new Budget(100_000, 20_000));
        Arena.Loot loot = arena.attack(company, Attacks.digits(random), new Arena.Way(Arena.Door.LOOKUPS, 100, 1));
        assertThat(loot.heldBy()).startsWith("UNASSIGNED");
        assertThat(loot.asked()).isLessThan(5_000);
    }

    @Test
    void budgetOfThePollHoldsItsFilesAndIsNotTheCompanys() {
        UUID campaign = arena.poll(company, new Budget(25_000, 20_000));
        assertThat(arena.file(company, crowd.pollster(random, 12_000), campaign))
                .isEmpty();
        assertThat(arena.file(company, crowd.pollster(random, 12_000), campaign))
                .containsInstanceOf(Held.DayBudget.class);
        assertThat(arena.desk().standing(company).today()).isZero();
        arena.days(1);
        assertThat(arena.file(company, crowd.pollster(random, 12_000), campaign))
                .isEmpty();
        assertThat(arena.file(company, crowd.pollster(random, 2_000), campaign))
                .containsInstanceOf(Held.YearBudget.class);
    }

    @Test
    void approvalThatIsEndedOverOrOfAnotherPrincipalHelpsNothing() {
        UUID ended = arena.poll(company, new Budget(100_000, 20_000));
        arena.polls().end(ended, "staff:1");
        assertThat(arena.file(company, crowd.pollster(random, 10_000), ended)).containsInstanceOf(Held.Signs.class);
        UUID other = arena.company(RedTeam.MEDIUM);
        UUID poll = arena.poll(arena.company(RedTeam.MEDIUM), new Budget(100_000, 20_000));
        assertThat(arena.file(other, crowd.pollster(random, 10_000), poll)).containsInstanceOf(Held.Signs.class);
        UUID late = arena.company(RedTeam.MEDIUM);
        UUID over = arena.poll(late, new Budget(100_000, 20_000));
        arena.days(25_000);
        assertThat(arena.file(late, crowd.pollster(random, 400), over))
                .as("only a free budget is left")
                .isEmpty();
        assertThat(arena.lookUp(late, crowd.national(random, 700), 700))
                .containsInstanceOf(ListRefusal.DayBudgetUsedUp.class);
    }

    /** A stolen list, or a walk from number to number, is no poll. */
    @Test
    void approvedPollIsHeldForTheOtherSigns() {
        UUID campaign = arena.poll(company, new Budget(100_000, 20_000));
        long[] walk = new long[5_000];
        Attacks.Walk sequence = Attacks.sequence(random);
        Arrays.setAll(walk, i -> sequence.next());
        assertThat(arena.file(company, walk, campaign))
                .hasValueSatisfying(held -> assertThat(Arena.words(held)).isEqualTo("NEIGHBOURS"));
    }
}
