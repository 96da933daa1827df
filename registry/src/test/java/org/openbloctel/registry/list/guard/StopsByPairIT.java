package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** A call centre whose numbers for one client look like a walk goes on for its other clients, until there are three such clients. */
final class StopsByPairIT {
    private static final UUID CENTRE = new UUID(8, 0);
    private static final UUID BAD = new UUID(8, 1);
    private static final UUID GOOD = new UUID(8, 2);
    private static final UUID THIRD = new UUID(8, 3);
    private static final long FIRST = 33_610_000_000L;
    private static final OppositionList LIST = new ListBuilder(NumberingPlan.FRANCE).build(1, Instant.EPOCH);

    private final SplittableRandom random = Seed.random(StopsByPairIT.class);
    private Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final Database database = TestDatabase.create().database();
    private final AuditTrail audit = new AuditTrail(database, MasterKeys.generate(), () -> now);
    private final MasterKeys master = MasterKeys.generate();
    private final List<Stop> alarms = new ArrayList<>();
    private final Guard guard = guard();
    private final Guard second = guard();
    private final GuardDesk desk = new GuardDesk(database, audit, () -> now, guard);
    private final Stops stops = new Stops(database);

    private Guard guard() {
        return new Guard(
                database, audit, () -> now, master, GuardRules.USUAL, 3, (stop, asked, learnt) -> alarms.add(stop));
    }

    @BeforeEach
    void budgets() {
        for (UUID principal : List.of(CENTRE, BAD, GOOD, THIRD)) {
            desk.raise(principal, new Budget(1_000_000, 500_000), LocalDate.parse("2027-12-01"), "contract", "staff:1");
        }
    }

    private static void ask(Guard server, UUID company, UUID principal, long... numbers) {
        server.answer(new Asker(company, principal, "key:1", Asker.Door.LOOKUP), LIST, numbers, numbers.length, true);
    }

    private Optional<Held> file(UUID company, UUID principal, long... numbers) {
        Reading reading = guard.reading();
        for (long number : numbers) {
            reading.add(number);
        }
        Asker asker = new Asker(company, principal, "submission:1", Asker.Door.FILE);
        return database.inAccounts(() -> guard.file(asker, reading, Optional.empty(), false, LIST));
    }

    private static long[] range(int from, int n) {
        return LongStream.range(0, n).map(i -> FIRST + 10_000L * from + i).toArray();
    }

    private long[] people(int n) {
        return LongStream.range(0, n)
                .map(i ->
                        FIRST + random.nextInt(1 << 8) * 10_000L * (1 + random.nextInt(4)) + 7L * random.nextInt(1_400))
                .toArray();
    }

    private void exchange() {
        guard.exchange();
        second.exchange();
    }

    @Test
    void badFileOfOneClientClosesNoOtherByAnyDoor() {
        assertThat(file(CENTRE, BAD, range(0, 3_000))).containsInstanceOf(Held.Signs.class);
        assertThat(file(CENTRE, GOOD, people(400))).isEmpty();
        ask(second, CENTRE, THIRD, people(300));
        exchange();
        for (Guard server : List.of(guard, second)) {
            assertRefused(() -> ask(server, CENTRE, BAD, FIRST), new ListRefusal.LookupsStopped());
            ask(server, CENTRE, GOOD, people(300));
            ask(server, CENTRE, THIRD, people(300));
        }
        assertRefused(() -> ask(guard(), CENTRE, BAD, FIRST), new ListRefusal.LookupsStopped());
        assertThat(file(CENTRE, BAD, people(10))).contains(new Held.Stopped());
        assertThat(file(CENTRE, THIRD, people(400))).isEmpty();
        assertThat(stops.of(CENTRE)).singleElement().satisfies(stop -> {
            assertThat(stop.principal()).isEqualTo(BAD);
            assertThat(stop.whole()).isFalse();
        });
        assertThat(stops.companies()).isEmpty();
    }

    /** The budget is the principal's, and so is the account: what one of its providers does closes neither. */
    @Test
    void principalAndItsOtherProvidersGoOn() {
        UUID other = new UUID(8, 9);
        assertThat(file(CENTRE, BAD, range(0, 3_000))).containsInstanceOf(Held.Signs.class);
        exchange();
        ask(guard, BAD, BAD, people(300));
        ask(guard, other, BAD, people(300));
        assertThat(file(other, BAD, people(400))).isEmpty();
    }

    /** What was looked up for the client that is stopped stops no other, in the sums of the week, of the day, or in the spread. */
    @Test
    void walkByLookUpsForOneClientStopsNoOtherAfterwards() {
        ask(guard, CENTRE, GOOD, people(300));
        assertRefused(
                () -> {
                    for (int i = 0; i < 30; i++) {
                        ask(guard, CENTRE, BAD, range(i, 100));
                    }
                },
                new ListRefusal.LookupsStopped());
        exchange();
        for (int day = 0; day < 3; day++) {
            ask(guard, CENTRE, GOOD, people(300));
            ask(second, CENTRE, THIRD, people(300));
            exchange();
            now = now.plus(Duration.ofDays(1));
        }
        assertThat(stops.of(CENTRE)).extracting(Stop::principal).containsExactly(BAD);
        assertThat(TestGuards.lift(guard, desk, CENTRE, "staff:1", "a switchboard"))
                .isTrue();
        exchange();
        ask(second, CENTRE, BAD, people(300));
    }

    @Test
    void thirdBadClientClosesTheCompanyAndALiftOfItOpensAll() {
        int from = 0;
        for (UUID principal : List.of(BAD, GOOD, THIRD)) {
            assertThat(file(CENTRE, principal, range(from++, 3_000))).containsInstanceOf(Held.Signs.class);
            exchange();
        }
        assertThat(alarms).extracting(Stop::whole).containsExactly(false, false, true);
        assertThat(alarms).extracting(Stop::principal).containsExactly(BAD, GOOD, THIRD);
        assertThat(alarms.getLast().step()).isEqualTo(Stop.Step.SUSPEND);
        UUID fourth = new UUID(8, 4);
        assertRefused(() -> ask(guard, CENTRE, fourth, FIRST), new ListRefusal.LookupsStopped());
        assertRefused(() -> ask(second, CENTRE, CENTRE, FIRST), new ListRefusal.LookupsStopped());
        assertThat(file(CENTRE, fourth, people(10))).contains(new Held.Stopped());
        assertThat(stops.companies()).containsExactly(CENTRE);
        assertThat(guard.stopped()).isEqualTo(3);
        TestGuards.lift(guard, desk, CENTRE, "staff:1", "all three seen");
        exchange();
        assertThat(stops.of(CENTRE)).isEmpty();
        for (UUID principal : List.of(BAD, GOOD, THIRD, fourth)) {
            ask(second, CENTRE, principal, people(100));
        }
    }

    @Test
    void twoStopsOfOneClientLeadUpItsLadderAndCloseNoOther() {
        for (Stop.Step step : List.of(Stop.Step.HOLD, Stop.Step.PROVENANCE)) {
            assertThat(file(CENTRE, BAD, mixed())).containsInstanceOf(Held.Signs.class);
            assertThat(stops.step(CENTRE, BAD)).contains(step);
            assertThat(stops.step(CENTRE, GOOD)).isEmpty();
            TestGuards.lift(guard, desk, CENTRE, "staff:1", "seen");
            now = now.plus(Duration.ofHours(1));
        }
    }

    /** A walk, diluted: held, and not suspended at once. */
    private long[] mixed() {
        return LongStream.concat(LongStream.of(range(random.nextInt(200), 450)), LongStream.of(people(650)))
                .toArray();
    }

    /** Its own account walks: the thief may ask for any client next. */
    @Test
    void walkOfTheCompanyItselfClosesItForAllClients() {
        assertThat(file(CENTRE, CENTRE, range(0, 3_000))).containsInstanceOf(Held.Signs.class);
        exchange();
        assertRefused(() -> ask(second, CENTRE, GOOD, FIRST), new ListRefusal.LookupsStopped());
    }

    /** No client alone shows a sign: 40 of them ask for 30 neighbours each. */
    @Test
    void attackCutInFortyPiecesStopsThreePairsAndThenTheCompany() {
        List<UUID> asked = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            for (int client = 0; client < 40; client++) {
                UUID principal = new UUID(9, client);
                try {
                    ask(guard, CENTRE, principal, range(40 * round + client, 30));
                    asked.add(principal);
                } catch (org.openbloctel.registry.platform.refusal.RefusedException e) {
                    exchange();
                }
            }
            exchange();
        }
        assertThat(stops.companies()).containsExactly(CENTRE);
        assertThat(alarms).extracting(Stop::whole).containsExactly(false, false, true);
        assertThat(asked.size() * 30).isLessThan(4_000);
    }

    /** What the company knows of the list, it knows for all its clients. */
    @Test
    void canariesCloseTheCompany() {
        Watch watch = TestGuards.watch(database, audit, () -> now, (stop, asked, learnt) -> alarms.add(stop));
        database.runInAccounts(() ->
                watch.stop(new Pair(CENTRE, BAD), "system", List.of(new Sign.Found(Sign.CANARIES, 3, true)), now, 0));
        exchange();
        assertRefused(() -> ask(second, CENTRE, GOOD, FIRST), new ListRefusal.LookupsStopped());
    }

    @Test
    void stopThatAServerOfTheReleaseBeforeWroteHoldsTheCompany() {
        database.accounts()
                .sql(
                        "insert into accounts.guard_stop (id, company, step, at, actor, signs) values (:id, :company, 'HOLD', now(), 'key:1', 'NEIGHBOURS 60 %') on conflict do nothing")
                .param("id", UUID.randomUUID())
                .param("company", CENTRE)
                .update();
        exchange();
        assertRefused(() -> ask(second, CENTRE, GOOD, FIRST), new ListRefusal.LookupsStopped());
        assertThat(file(CENTRE, BAD, people(10))).contains(new Held.Stopped());
        assertThat(TestGuards.lift(guard, desk, CENTRE, "staff:1", "seen")).isTrue();
        ask(guard, CENTRE, GOOD, FIRST);
    }

    /** 1,200 listed numbers of a large file weigh more than the 600 neighbours of a small walk, and are no neighbours. */
    @Test
    void pairThatShowsTheSignMostIsTheOneThatIsStopped() {
        GuardRows rows = new GuardRows(database);
        LocalDate today = LocalDate.parse("2026-11-25");
        record Asked(UUID principal, int numbers, int neighbours, int opposed) {}
        for (Asked one : List.of(
                new Asked(GOOD, 30_000, 1_500, 1_200), new Asked(BAD, 1_000, 600, 40), new Asked(THIRD, 2, 1, 0))) {
            FreshCounts counts = new FreshCounts(
                    one.numbers(), one.numbers(), one.numbers(), one.numbers(), 0, one.neighbours(), one.opposed());
            rows.add(
                    new Uses.By(CENTRE, one.principal(), "files", Asker.Door.FILE),
                    today,
                    new Uses.Sums(one.numbers(), 0, counts),
                    null);
        }
        assertThat(rows.asking(CENTRE, today, new Sign.Found(Sign.NEIGHBOURS, 7, false)))
                .contains(new Pair(CENTRE, BAD));
        assertThat(rows.asking(CENTRE, today, new Sign.Found(Sign.EVEN, 101, false)))
                .contains(new Pair(CENTRE, GOOD));
    }
}
