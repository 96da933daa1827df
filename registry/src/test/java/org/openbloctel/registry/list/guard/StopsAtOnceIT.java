package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.AtOnce;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/** Stops, lifts, files and exchanges of one company at the same moment, on several servers. */
final class StopsAtOnceIT {
    private static final OppositionList LIST = new ListBuilder(NumberingPlan.FRANCE).build(1, Instant.EPOCH);
    private static final long FIRST = 33_610_000_000L;
    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
    private static final List<Sign.Found> SIGNS = List.of(new Sign.Found(Sign.NEIGHBOURS, 60, false));

    private final Database database = TestDatabase.create().database();
    private final MasterKeys master = MasterKeys.generate();
    private final AuditTrail audit = new AuditTrail(database, master, () -> NOW);
    private final Stops stops = new Stops(database);

    private Guard guard() {
        return TestGuards.usual(database, audit, () -> NOW, master);
    }

    @Test
    void ofThreePairsStoppedAtOnceOneClosesTheCompany() throws Exception {
        Watch watch = TestGuards.watch(database, audit, () -> NOW, (stop, asked, learnt) -> {});
        for (int round = 0; round < 10; round++) {
            UUID company = new UUID(8, round);
            List<Callable<Stop>> works = IntStream.rangeClosed(1, 3)
                    .mapToObj(client -> new Pair(company, new UUID(9, client)))
                    .<Callable<Stop>>map(
                            pair -> () -> database.inAccounts(() -> watch.stop(pair, "system", SIGNS, NOW, 0)))
                    .toList();
            assertThat(AtOnce.all(works)).extracting(Stop::whole).containsOnlyOnce(true);
            assertThat(stops.of(company)).extracting(Stop::whole).containsOnlyOnce(true);
        }
    }

    /** Each takes its locks in the same order: none is ended by the database to save another. */
    @Test
    void filesStopsLiftsAndExchangesWaitForOneAnother() throws Exception {
        UUID company = new UUID(8, 1);
        Guard first = guard();
        Guard second = guard();
        GuardDesk desk = new GuardDesk(database, audit, () -> NOW, first);
        Watch watch = TestGuards.watch(database, audit, () -> NOW, (stop, asked, learnt) -> {});
        for (int round = 0; round < 15; round++) {
            long from = FIRST + 20_000L * round;
            Pair pair = new Pair(company, new UUID(9, round));
            second.answer(
                    new Asker(company, pair.principal(), "key:1", Asker.Door.LOOKUP), LIST, new long[] {from}, 1, true);
            List<Callable<Object>> works = new ArrayList<>();
            works.add(() -> database.inAccounts(() -> watch.stop(pair, "system", SIGNS, NOW, 0)));
            works.add(() -> file(first, pair, LongStream.range(from, from + 3_000)));
            works.add(() -> file(first, pair, LongStream.of(from + 9_000)));
            works.add(() -> desk.lift(stops.of(company), "staff:1", "seen"));
            works.add(() -> {
                second.exchange();
                return true;
            });
            AtOnce.all(works);
            desk.lift(stops.of(company), "staff:1", "seen");
            first.exchange();
            second.exchange();
            assertThat(stops.of(company)).isEmpty();
        }
    }

    private Optional<Held> file(Guard guard, Pair pair, LongStream numbers) {
        Reading reading = guard.reading();
        numbers.forEach(reading::add);
        Asker asker = new Asker(pair.company(), pair.principal(), "submission:1", Asker.Door.FILE);
        return database.inAccounts(() -> guard.file(asker, reading, Optional.empty(), false, LIST));
    }
}
