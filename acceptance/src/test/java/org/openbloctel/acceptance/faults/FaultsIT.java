package org.openbloctel.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.engine.Seed;

/**
 * Faults at random moments under mixed traffic: nothing that was acknowledged is lost, nothing is done twice. The short one is part of
 * {@code make check-long}; {@code make faults} runs the long one and writes its table.
 */
@Tag("check-long")
final class FaultsIT {
    private static final Path TABLE = Path.of("target/faults.md");

    /** Kept when something is found: the logs of the servers are in it. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder = Path.of(".");

    private final SplittableRandom random = Seed.random(FaultsIT.class);
    private final Map<Blow, Row> table = new EnumMap<>(Blow.class);

    /** What faults of one kind came to. */
    private static final class Row {
        private int points;
        private long acknowledged;
        private long refused;
        private final List<Long> millis = new ArrayList<>();
        private int findings;
    }

    @Test
    void nothingAcknowledgedIsLostNorDoneTwice() throws Exception {
        List<Blow> blows = List.of(
                Blow.CUT_SERVER, Blow.KILL_SERVER, Blow.END_TRANSACTIONS, Blow.KILL_POSTGRES, Blow.FREEZE_POSTGRES);
        assertThat(run(2, blows)).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "faults", matches = "[0-9]+")
    void atManyPoints() throws Exception {
        assertThat(run(3, List.of())).isEmpty();
    }

    /** With these faults, or as many of all kinds as the property says. */
    private List<String> run(int servers, List<Blow> given) throws Exception {
        List<String> findings = new ArrayList<>();
        long begin = System.nanoTime();
        System.out.println("FaultsIT in " + folder);
        try (Site site = Site.start(folder, servers, random)) {
            List<Blow> blows = given.isEmpty() ? plan(site) : given;
            Journal journal = new Journal();
            JournalInspection inspection = new JournalInspection(site, journal);
            inspection.learn();
            findings.addAll(inspection.findings());
            for (int i = 0; i < blows.size(); i++) {
                String where = "point " + (i + 1) + ", " + blows.get(i).label() + ": ";
                List<String> found = point(site, journal, inspection, blows.get(i));
                if (given.isEmpty() || i + 1 == blows.size()) {
                    found.addAll(examined(site));
                }
                found.forEach(finding -> findings.add(where + finding));
                found.forEach(finding -> System.out.println(where + finding));
                // A run that is ended early leaves its table, too.
                write(journal, servers, Duration.ofNanos(System.nanoTime() - begin));
            }
            findings.addAll(inspection.webhooks());
            Files.readAllLines(TABLE).forEach(System.out::println);
        }
        return findings;
    }

    /** What the doctor finds: after each fault of the long run, after the last one of the short. */
    private static List<String> examined(Site site) throws Exception {
        String said = site.nodes().getFirst().examine();
        return said.isEmpty() ? List.of() : List.of("the doctor says: " + said);
    }

    private List<Blow> plan(Site site) {
        List<Blow> possible = Blow.possible(site);
        List<Blow> plan = new ArrayList<>();
        int points = Integer.getInteger("faults", 0);
        for (int i = 0; i < points; i++) {
            plan.add(possible.get(i % possible.size()));
        }
        for (int i = plan.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            Blow one = plan.get(i);
            plan.set(i, plan.get(other));
            plan.set(other, one);
        }
        return plan;
    }

    private List<String> point(Site site, Journal journal, Inspection inspection, Blow blow) throws Exception {
        long acknowledged = journal.acknowledgedSoFar();
        long refused = journal.refusedSoFar();
        Traffic traffic = new Traffic(site, journal);
        traffic.start(random.split());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300, 1_500)));
        boolean struck = blow.strike(site, random);
        long mended = System.nanoTime();
        CompletableFuture<Long> ready = CompletableFuture.supplyAsync(() -> {
            site.awaitReady();
            return (System.nanoTime() - mended) / 1_000_000;
        });
        // A server takes seconds to start: as many files as come meanwhile would only be more to compare.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(500, 1_500)));
        traffic.stop();
        long millis = ready.join();
        List<String> findings = new ArrayList<>(inspection.findings());
        if (!struck) {
            findings.add("there was nothing to break");
        }
        Row row = table.computeIfAbsent(blow, one -> new Row());
        row.points++;
        row.acknowledged += journal.acknowledgedSoFar() - acknowledged;
        row.refused += journal.refusedSoFar() - refused;
        row.millis.add(millis);
        row.findings += findings.size();
        return findings;
    }

    private void write(Journal journal, int servers, Duration took) throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add(
                LocalDate.now(ZoneOffset.UTC) + ", " + Runtime.getRuntime().availableProcessors() + " cores, " + servers
                        + " servers, " + took.toSeconds() + " s: "
                        + journal.registrations().size() + " registrations, "
                        + journal.submissions() + " submissions, " + journal.calls() + " calls");
        lines.add("");
        lines.add(
                "| fault | points | acknowledged | refused or cut off | ready again, median | longest | lost or twice |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- |");
        table.forEach((blow, row) -> lines.add(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.1f s | %.1f s | %d |",
                blow.label(),
                row.points,
                row.acknowledged,
                row.refused,
                row.millis.stream().sorted().toList().get(row.millis.size() / 2) / 1e3,
                row.millis.stream().mapToLong(one -> one).max().orElse(0) / 1e3,
                row.findings)));
        Files.write(TABLE, lines);
    }
}
