package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.callfiles.submission.FileExamination;
import org.openbloctel.registry.list.trace.Traces;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.simulation.Seeds;
import org.openbloctel.registry.platform.simulation.SteppedConnections;

/** A database in which one simulated world after the other scrubs, and what must hold after each. For one thread. */
final class ScrubPlace implements Seeds.Place {
    private final ScrubSettings settings;
    private final ScrubLedger ledger = new ScrubLedger();
    private final SteppedConnections.Pool pool =
            new SteppedConnections.Pool(ledger.test().accounts());

    ScrubPlace(ScrubSettings settings) throws SQLException {
        this.settings = settings;
    }

    @Override
    public void run(long seed) throws IOException, SQLException {
        story(seed);
    }

    @Override
    public void clean() {
        ledger.vacuum();
    }

    /** What happened, step by step. */
    List<String> story(long seed) throws IOException, SQLException {
        ScrubWorld world = new ScrubWorld(seed, new ScrubWorld.Parts(ledger, pool, settings));
        try {
            ScrubWorld.Server last = world.run();
            check(world);
            checkFiles(world, last);
            ledger.empty();
            return world.told;
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
