package org.openbloctel.registry.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.doctor.Defects;
import org.openbloctel.registry.simulation.SteppedConnections;
import org.openbloctel.registry.submission.FileExamination;
import org.openbloctel.registry.trace.Traces;
import org.openbloctel.scrub.engine.Seed;

/**
 * Files are received and scrubbed by three servers that stop anywhere for longer than their lease, are killed, lose connections and
 * answers, and come back, on a simulated clock and disk; their statements, on a real PostgreSQL, take turns in an order that a seed decides.
 * {@code -Dsimulation.seeds=10000} for many, {@code -Dsimulation.seed=N} for the one that a failure names.
 */
final class ScrubSimulationIT {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 20);
    private static final int VACUUMED = 100;

    @TempDir
    private Path folder;

    private final ScrubLedger ledger;
    private final SteppedConnections.Pool pool;

    ScrubSimulationIT() throws SQLException {
        ledger = new ScrubLedger();
        pool = new SteppedConnections.Pool(ledger.test().accounts());
    }

    @Test
    void everyAcknowledgedFileIsScrubbedOnceWhateverHappensToTheServers() throws Exception {
        Long given = Long.getLong("simulation.seed");
        if (given != null) {
            run(given);
            return;
        }
        SplittableRandom seeds = Seed.random(ScrubSimulationIT.class);
        long began = System.nanoTime();
        for (int i = 1; i <= SEEDS; i++) {
            run(seeds.nextLong());
            if (i % VACUUMED == 0) {
                ledger.vacuum();
                System.out.println(i + " seeds after " + Duration.ofNanos(System.nanoTime() - began));
            }
        }
    }

    private void run(long seed) throws IOException, SQLException {
        ScrubSettings settings = ScrubSettings.in(folder);
        ScrubWorld world = new ScrubWorld(seed, new ScrubWorld.Parts(ledger, pool, settings));
        try {
            ScrubWorld.Server last = world.run();
            check(world);
            checkFiles(world, last);
            ledger.empty();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "-Dsimulation.seed=" + seed + "\n" + String.join("\n", world.told) + "\n" + e.getMessage(), e);
        } finally {
            world.close();
        }
    }

    private void check(ScrubWorld world) {
        List<ScrubLedger.Row> rows = ledger.rows();
        Map<UUID, Long> certificates = ledger.count("certificate");
        Map<UUID, Long> ready = ledger.count("submission.ready");
        Map<UUID, Long> refused = ledger.count("submission.refused");
        Map<UUID, Long> charges = ledger.count("charge");
        Set<Long> paid = new HashSet<>();
        for (ScrubLedger.Row row : rows) {
            UUID id = row.id();
            String name = row.fileName() + " " + id;
            boolean done = row.state().equals("READY");
            ScrubWorld.Request request = world.requests.stream()
                    .filter(one -> one.name.equals(row.fileName()))
                    .findFirst()
                    .orElseThrow();
            if (done) {
                paid.addAll(request.numbers);
                long lines = request.content.lines().count() - 1;
                assertThat(row.callable() + row.opposed()).as(name).isEqualTo(lines);
                assertThat(ledger.stored(id))
                        .as("files of the attempt that was taken last: %s", name)
                        .hasSize(5)
                        .allMatch(stored -> stored.endsWith("-" + row.attempt()));
            } else {
                assertThat(row.state()).as(name).isEqualTo("REFUSED");
                assertThat(row.refusable() || row.fileName().startsWith(ScrubLedger.HELD))
                        .as("refused: %s", name)
                        .isTrue();
            }
            Long once = 1L;
            assertThat(certificates.get(id)).as("certificates of %s", name).isEqualTo(done ? once : null);
            assertThat(ready.get(id)).as("events of %s", name).isEqualTo(done ? once : null);
            assertThat(charges.get(id)).as("charges of %s", name).isEqualTo(done ? once : null);
            assertThat(refused.get(id)).as("refusals of %s", name).isEqualTo(done ? null : once);
            assertThat(ledger.trail(id))
                    .as("trail of %s", name)
                    .containsOnlyOnce("submission.received", done ? "submission.scrubbed" : "submission.refused");
        }
        assertThat(ledger.charged()).as("each number is paid for once").isEqualTo(paid.size());
        Set<UUID> known = new HashSet<>(rows.stream().map(ScrubLedger.Row::id).toList());
        for (ScrubWorld.Request request : world.requests) {
            assertThat(known).as("acknowledged: %s", request.name).containsAll(request.acknowledged);
            if (request.key.isPresent()) {
                assertThat(request.acknowledged)
                        .as("one key, one answer: %s", request.name)
                        .hasSizeLessThanOrEqualTo(1);
                assertThat(rows.stream().filter(row -> row.fileName().equals(request.name)))
                        .as("one key, one submission: %s", request.name)
                        .hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    /** The doctor finds nothing, and once all times are over no file is left. */
    private void checkFiles(ScrubWorld world, ScrubWorld.Server last) throws IOException {
        Defects defects = new Defects();
        FileExamination.Others others = new FileExamination.Others(
                List.of(Traces.files(last.database)), List.of(Traces.index(last.database)), id -> true);
        new FileExamination(last.database, () -> world.now, ledger.keys(), last.files(), others, true).run(defects);
        assertThat(defects.found()).isEmpty();
        world.now = world.now.plus(Duration.ofDays(40));
        last.erasure.results();
        last.erasure.inputs();
        last.erasure.fingerprints();
        last.erasure.sweep();
        assertThat(world.files.folders()).as("files that are left").isEmpty();
    }
}
