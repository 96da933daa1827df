package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** Every question is metered before it is answered; fresh numbers are limited, repeats are free; a walk through the list is stopped. */
final class GuardIT {
    private static final UUID COMPANY = new UUID(3, 1);
    private static final UUID OTHER = new UUID(3, 2);
    /** Mobile numbers: all have subscribers. */
    private static final long FIRST = 33_610_000_000L;

    private static final OppositionList LIST = list();

    private final SplittableRandom random = Seed.random(GuardIT.class);
    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final Database database = TestDatabase.create().database();
    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), () -> now);
    private final MasterKeys master = MasterKeys.generate();
    private final Guard guard = guard();
    private final GuardDesk desk = new GuardDesk(database, audit, () -> now, guard);

    private Guard guard() {
        return TestGuards.usual(database, audit, () -> now, master);
    }

    private static OppositionList list() {
        ListBuilder list = new ListBuilder(NumberingPlan.FRANCE);
        for (long i = 0; i < 1_000_000; i += 25) {
            list.add(FIRST + i);
        }
        return list.build(1, Instant.EPOCH);
    }

    private static Asker asker(UUID company) {
        return new Asker(company, company, "key:1", Asker.Door.LOOKUP);
    }

    private Budgets.Usage usage(UUID principal) {
        return Objects.requireNonNull(guard.usage(List.of(principal)).get(principal));
    }

    private ListRefusal dayUsedUp(long used) {
        return new ListRefusal.DayBudgetUsedUp(
                1_000, used, 1_000 - used, LegalCalendar.dayOf(now).plusDays(1));
    }

    private static void ask(Guard guard, UUID company, long... numbers) {
        guard.answer(asker(company), LIST, numbers, numbers.length, true);
    }

    /** Numbers as a call file has them: many in a few blocks, hardly two side by side. */
    private long[] people(int n) {
        Set<Long> people = new HashSet<>();
        while (people.size() < n) {
            people.add(
                    FIRST + random.nextInt(1 << 8) * 10_000L * (1 + random.nextInt(4)) + random.nextInt(1_000) * 10L);
        }
        return people.stream().mapToLong(Long::longValue).toArray();
    }

    private static long[] part(long[] all, int from, int to) {
        return Arrays.copyOfRange(all, from, to);
    }

    @Test
    void freshNumbersAreLimitedADayAndRepeatsAreFree() {
        long[] people = people(2_400);
        ask(guard, COMPANY, part(people, 0, 990));
        for (int again = 0; again < 5; again++) {
            ask(guard, COMPANY, part(people, 0, 990));
        }
        assertRefused(() -> ask(guard, COMPANY, part(people, 990, 1_001)), dayUsedUp(990));
        ask(guard, COMPANY, part(people, 500, 1_000));
        now = now.plus(Duration.ofDays(1));
        ask(guard, COMPANY, part(people, 0, 2_000));
        now = now.plus(Duration.ofDays(1));
        assertRefused(
                () -> ask(guard, COMPANY, part(people, 1_500, 2_010)),
                new ListRefusal.YearBudgetUsedUp(
                        2_000, 2_000, 0, LegalCalendar.dayOf(now).plusDays(363)));
        ask(guard, OTHER, part(people, 2_000, 2_100));
        now = now.plus(Duration.ofDays(365));
        ask(guard, COMPANY, part(people, 2_000, 2_100));
    }

    @Test
    void usageOfManyPrincipalsCountsWhatWasAnsweredAndNotWhatWasDrawnInAdvance() {
        assertThat(guard.usage(List.of(COMPANY, OTHER)))
                .containsOnlyKeys(COMPANY, OTHER)
                .allSatisfy((principal, unused) -> {
                    assertThat(unused.yearLeft()).isEqualTo(2_000);
                    assertThat(unused.standing().nextBack()).isNull();
                });
        LocalDate first = LegalCalendar.dayOf(now);
        long[] people = people(1_900);
        ask(guard, COMPANY, part(people, 0, 7));
        ask(guard, OTHER, part(people, 0, 900));
        assertThat(usage(COMPANY).standing().today()).isEqualTo(7);
        assertThat(usage(COMPANY).dayLeft()).isEqualTo(993);
        assertThat(usage(COMPANY).standing().nextDay()).isEqualTo(first.plusDays(1));
        assertThat(usage(COMPANY).standing().nextBack()).isEqualTo(first.plusDays(365));
        assertThat(usage(OTHER).low()).isFalse();
        now = now.plus(Duration.ofDays(1));
        ask(guard, OTHER, part(people, 900, 1_800));
        Budgets.Usage other = usage(OTHER);
        assertThat(other.yearLeft()).isEqualTo(200);
        assertThat(other.dayLeft()).isEqualTo(100);
        assertThat(other.low()).isTrue();
        desk.raise(OTHER, new Budget(5_000, 5_000), first.plusDays(9), "contract", "staff:1");
        assertThat(usage(OTHER).yearLeft()).isEqualTo(3_200);
    }

    /** What was refused was not answered: asked again, it is as fresh as before. */
    @Test
    void refusedNumbersDoNotBecomeKnown() {
        long[] people = people(1_200);
        ask(guard, COMPANY, part(people, 0, 900));
        assertRefused(() -> ask(guard, COMPANY, part(people, 900, 1_100)), dayUsedUp(900));
        assertRefused(() -> ask(guard, COMPANY, part(people, 900, 1_100)), dayUsedUp(900));
        ask(guard, COMPANY, part(people, 900, 1_000));
    }

    @Test
    void aNumberIsFreshAgainAfterFourHundredDays() {
        long[] people = people(600);
        ask(guard, COMPANY, people);
        now = now.plus(Duration.ofDays(400));
        ask(guard, COMPANY, people);
        assertThat(desk.standing(COMPANY).today()).isZero();
        now = now.plus(Duration.ofDays(401));
        ask(guard, COMPANY, people);
        assertThat(desk.standing(COMPANY).today()).isEqualTo(600);
    }

    @Test
    void allServersDrawOnOneBudgetAndARestartForgetsNothing() {
        Guard second = guard();
        long[] people = people(1_100);
        ask(guard, COMPANY, part(people, 0, 500));
        ask(second, COMPANY, part(people, 500, 1_000));
        assertRefused(() -> ask(second, COMPANY, part(people, 1_000, 1_100)), dayUsedUp(1_000));
        assertRefused(() -> ask(guard, COMPANY, part(people, 1_000, 1_100)), dayUsedUp(1_000));
        guard.exchange();
        second.close();
        guard.exchange();
        ask(guard, COMPANY, part(people, 500, 1_000));
        Guard restarted = guard();
        ask(restarted, COMPANY, part(people, 0, 1_000));
        assertRefused(() -> ask(restarted, COMPANY, part(people, 1_000, 1_100)), dayUsedUp(1_000));
    }

    @Test
    void aWalkInAnyOrderIsStoppedBeforeItIsAnsweredAndOnEveryServer() {
        long[] range =
                LongStream.range(0, 1_000).map(i -> FIRST + i * 7_919 % 1_000).toArray();
        Guard second = guard();
        assertRefused(() -> ask(guard, COMPANY, range), new ListRefusal.LookupsStopped());
        assertRefused(() -> ask(guard, COMPANY, FIRST), new ListRefusal.LookupsStopped());
        guard.exchange();
        assertRefused(() -> ask(guard(), COMPANY, FIRST), new ListRefusal.LookupsStopped());
        second.exchange();
        assertRefused(() -> ask(second, COMPANY, FIRST), new ListRefusal.LookupsStopped());
        ask(second, OTHER, FIRST);
        Stop stop = desk.stops().getFirst();
        assertThat(stop.company()).isEqualTo(COMPANY);
        assertThat(stop.step()).isEqualTo(Stop.Step.SUSPEND);
        assertThat(stop.signs()).startsWith("NEIGHBOURS ");
        assertThat(TestGuards.lift(guard, desk, COMPANY, "staff:1", "a switchboard"))
                .isTrue();
        assertThat(TestGuards.lift(guard, desk, COMPANY, "staff:1", "a switchboard"))
                .isFalse();
        second.exchange();
        ask(second, COMPANY, FIRST);
        ask(guard, COMPANY, FIRST + 1);
        assertThat(desk.stops(COMPANY).getFirst().lifted()).contains(new Stop.Lifted(now, "staff:1", "a switchboard"));
        assertThat(audit.about("company:" + COMPANY, 10))
                .extracting(recorded -> recorded.entry().action())
                .containsExactly("guard.lifted", "guard.stopped");
    }

    /** Of a whole block all are neighbours by chance, too: no file of people has more than a third of one. */
    @Test
    void aWholeBlockIsAWalk() {
        desk.raise(COMPANY, new Budget(100_000, 100_000), LocalDate.parse("2027-01-01"), "contract", "staff:1");
        long[] block =
                LongStream.range(0, 10_000).map(i -> FIRST + i * 7_919 % 10_000).toArray();
        assertRefused(() -> ask(guard, COMPANY, block), new ListRefusal.LookupsStopped());
    }

    @Test
    void numbersThatNobodyHasStopACompanyEvenAmongRepeats() {
        long[] people = people(900);
        ask(guard, COMPANY, people);
        desk.raise(COMPANY, new Budget(100_000, 100_000), LocalDate.parse("2027-01-01"), "contract", "staff:1");
        long[] diluted = new long[1_000];
        for (int i = 0; i < diluted.length; i++) {
            // 33 8 70 …: no subscriber's
            diluted[i] = i % 10 == 0 ? unassigned() : people[i * 7 % people.length];
        }
        assertRefused(
                () -> {
                    for (int i = 0; i < 20; i++) {
                        for (int k = 0; k < diluted.length; k += 10) {
                            diluted[k] = unassigned();
                        }
                        ask(guard, COMPANY, diluted);
                    }
                },
                new ListRefusal.LookupsStopped());
        guard.exchange();
        assertThat(desk.stops().getFirst().signs()).startsWith("UNASSIGNED ");
    }

    private long unassigned() {
        NumberingPlan plan = NumberingPlan.FRANCE;
        while (true) {
            long national = random.nextLong(100_000_000, 999_999_999);
            if (plan.objection(national) == org.openbloctel.scrub.number.Reason.UNASSIGNED_RANGE) {
                return plan.international(national);
            }
        }
    }

    @Test
    void whoTriesAStolenListIsStopped() {
        long[] listed =
                LongStream.range(0, 1_000).map(i -> FIRST + 25 * (i * 37)).toArray();
        assertRefused(() -> ask(guard, COMPANY, listed), new ListRefusal.LookupsStopped());
        guard.exchange();
        assertThat(desk.stops().getFirst().signs()).isEqualTo("OPPOSED 100 %");
    }

    /** One thread answers for many: if it waited for the database, all would. */
    @Test
    void aThreadThatMayNotWaitIsToldSoAndNeverWaits() {
        long[] people = people(300);
        desk.raise(COMPANY, new Budget(5_000, 5_000), LocalDate.parse("2027-01-01"), "contract", "staff:1");
        assertThatThrownBy(() -> guard.answer(asker(COMPANY), LIST, people, 10, false))
                .isInstanceOf(Guard.WouldWaitException.class);
        ask(guard, COMPANY, part(people, 0, 10));
        database.inAccounts(() -> {
            // A writer of the trail, and one of this account, has to wait for this.
            audit.record(new AuditEntry("system", "test.held", "test:1", java.util.Map.of()));
            new GuardRows(database).lock(COMPANY);
            return CompletableFuture.runAsync(() -> {
                        guard.answer(asker(COMPANY), LIST, part(people, 0, 90), 90, false);
                        assertThatThrownBy(() -> guard.answer(asker(COMPANY), LIST, people, 300, false))
                                .isInstanceOf(Guard.WouldWaitException.class);
                        assertThatThrownBy(() -> guard.answer(asker(OTHER), LIST, people, 300, false))
                                .isInstanceOf(Guard.WouldWaitException.class);
                    })
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        });
    }

    @Test
    void fileThatLooksLikeAWalkIsHeldAndStopsAllDoors() {
        Reading walk = new Reading(guard.key());
        for (long i = 0; i < 3_000; i++) {
            walk.add(FIRST + i);
        }
        Asker file = new Asker(COMPANY, COMPANY, "member:1", Asker.Door.FILE);
        assertThat(file(file, walk, false)).containsInstanceOf(Held.Signs.class);
        guard.exchange();
        assertRefused(() -> ask(guard, COMPANY, FIRST), new ListRefusal.LookupsStopped());
        assertThat(file(file, reading(people(10)), false)).contains(new Held.Stopped());
        TestGuards.lift(guard, desk, COMPANY, "staff:1", "seen");
        assertThat(file(file, reading(people(10)), false)).isEmpty();
    }

    /** A person has looked at it: the next file is judged by itself. */
    @Test
    void releasedFileIsNoSignForTheNext() {
        desk.raise(COMPANY, new Budget(100_000, 100_000), LocalDate.parse("2027-01-01"), "contract", "staff:1");
        Asker file = new Asker(COMPANY, COMPANY, "submission:1", Asker.Door.FILE);
        Reading walk = reading(LongStream.range(0, 3_000).map(i -> FIRST + i).toArray());
        assertThat(file(file, walk, false)).containsInstanceOf(Held.Signs.class);
        TestGuards.lift(guard, desk, COMPANY, "staff:1", "a switchboard");
        assertThat(file(file, walk, true)).isEmpty();
        assertThat(file(file, reading(people(500)), false)).isEmpty();
        guard.exchange();
        ask(guard, COMPANY, people(100));
        guard.exchange();
        assertThat(desk.stops()).isEmpty();
    }

    @Test
    void fileBeyondTheBudgetIsHeldAndWhatItAskedIsKnownToTheDialerOnceItLeft() {
        long[] people = people(1_500);
        Asker file = new Asker(COMPANY, COMPANY, "member:1", Asker.Door.FILE);
        assertThat(file(file, reading(people), false)).contains(new Held.DayBudget(1_500, 1_000, 1_000));
        assertThat(file(file, reading(part(people, 0, 1_000)), false)).isEmpty();
        ask(guard, COMPANY, part(people, 0, 1_000));
        assertRefused(() -> ask(guard, COMPANY, part(people, 1_000, 1_001)), dayUsedUp(1_000));
        desk.raise(COMPANY, new Budget(5_000, 5_000), LocalDate.parse("2026-11-25"), "contract", "staff:1");
        assertThat(file(file, reading(people), false)).isEmpty();
    }

    private Reading reading(long... numbers) {
        Reading reading = new Reading(guard.key());
        for (long number : numbers) {
            reading.add(number);
        }
        return reading;
    }

    private Optional<Held> file(Asker asker, Reading reading, boolean released) {
        return database.inAccounts(() -> guard.file(asker, reading, Optional.empty(), released, LIST));
    }

    @Test
    void threeStopsWithinAMonthLeadUpTheLadder() {
        for (Stop.Step step : Stop.Step.values()) {
            assertRefused(() -> ask(guard, COMPANY, halfNeighbours()), new ListRefusal.LookupsStopped());
            guard.exchange();
            assertThat(desk.stops().getFirst().step()).isEqualTo(step);
            TestGuards.lift(guard, desk, COMPANY, "staff:1", "seen");
            desk.raise(COMPANY, new Budget(100_000, 100_000), LocalDate.parse("2027-01-01"), "contract", "staff:1");
            now = now.plus(Duration.ofHours(1));
        }
    }

    private long[] halfNeighbours() {
        long start = FIRST + 4L * random.nextInt(1 << 20);
        return LongStream.range(0, 1_000)
                .map(i -> start + (i % 10 < 4 ? i : 4_000 * i))
                .toArray();
    }

    @Test
    void signThatANewerVersionNotedIsLeftOut() {
        for (String sign : new String[] {"RISEN", "SIGN_OF_TOMORROW"}) {
            database.accounts()
                    .sql(
                            "insert into accounts.guard_note (company, sign, day, figure) values (:company, :sign, :day, 20)")
                    .param("company", COMPANY)
                    .param("sign", sign)
                    .param("day", LocalDate.parse("2026-11-25"))
                    .update();
        }
        assertThat(desk.notes(10)).extracting(GuardDesk.Note::sign).containsExactly("RISEN 20 %");
        assertThat(desk.notes(COMPANY, 10)).extracting(GuardDesk.Note::sign).containsExactly("RISEN 20 %");
    }

    @Test
    void whatIsTooOldIsForgottenAndAStopOfACompanyThatIsThereIsNot() {
        ask(guard, COMPANY, people(10));
        guard.exchange();
        assertThat(desk.watched(10)).extracting(Watched::asked).containsExactly(10L);
        now = now.plus(Duration.ofDays(402));
        desk.forget();
        assertThat(database.accounts()
                        .sql("select count(*) from accounts.guard_use where day < :day")
                        .param("day", LocalDate.parse("2026-12-01"))
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
