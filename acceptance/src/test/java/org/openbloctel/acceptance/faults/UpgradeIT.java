package org.openbloctel.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.acceptance.shipped.Shipment;
import org.openbloctel.scrub.engine.Seed;

/**
 * The update to this version and the way back, under traffic: a server of the version before, one of this version beside it on the same
 * database and folders, this one alone, both again, and the one before alone, on the schema of this version. {@code make upgrade-check}
 * builds the version before and runs it.
 */
@EnabledIfSystemProperty(named = "upgrade.before", matches = ".+")
final class UpgradeIT {
    private static final Path TABLE = Path.of("target/upgrade.md");
    private static final int TERMINATED = 143;

    /** Kept when something is found: the logs of the servers are in it. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder = Path.of(".");

    private final SplittableRandom random = Seed.random(UpgradeIT.class);
    private final Journal journal = new Journal();
    private final Facts facts = new Facts();
    private final List<String> findings = new ArrayList<>();
    private final List<String> table = new ArrayList<>();

    @Test
    void versionBeforeAndThisOneWorkSideBySideAndMeanTheSame() throws Exception {
        Shipment before = Shipment.builtIn(Path.of(System.getProperty("upgrade.before", "")));
        System.out.println("UpgradeIT in " + folder);
        long begin = System.nanoTime();
        try (Site site = Site.start(folder, before, random)) {
            Node older = site.nodes().getFirst();
            BothWays acts = new BothWays(site, journal, facts, older);
            JournalInspection inspection = new JournalInspection(site, journal);
            inspection.learn();

            Traffic traffic = Traffic.light(site, journal);
            List<Node> newer = new ArrayList<>();
            phase(site, inspection, "the newer one starts, and migrates", () -> {
                traffic.start(random.split());
                pause(2_000);
                newer.add(site.add(
                        Site.shipped(folder),
                        List.of("openbloctel.consents.evidence-folder=" + folder.resolve("node-0/data/evidence"))));
                newer.getFirst().awaitReady();
                pause(1_000);
                traffic.stop();
            });
            Node newest = newer.getFirst();
            phase(site, inspection, "both, under traffic", () -> {
                traffic.start(random.split());
                findings.addAll(acts.doAll(older, newest));
                findings.addAll(acts.doAll(newest, older));
                traffic.stop();
            });
            phase(site, inspection, "the older one stops", () -> replaced(site, traffic, older));
            phase(site, inspection, "the way back: the older one starts again", () -> {
                traffic.start(random.split());
                pause(500);
                older.start();
                site.enter(older);
                older.awaitReady();
                findings.addAll(acts.doAll(older, newest));
                traffic.stop();
            });
            findings.addAll(acts.signOut(older, newest));
            phase(site, inspection, "the newer one stops", () -> replaced(site, traffic, newest));
            findings.addAll(inspection.webhooks());
            String said = newest.examine();
            if (!said.isEmpty()) {
                findings.add("the doctor says: " + said);
            }
        } finally {
            report((System.nanoTime() - begin) / 1_000_000_000);
        }
        assertThat(findings).isEmpty();
    }

    /** A part of the update. */
    private interface Part {
        void run() throws Exception;
    }

    private void replaced(Site site, Traffic traffic, Node node) throws InterruptedException {
        traffic.start(random.split());
        pause(500);
        int code = site.leave(node);
        if (code != TERMINATED) {
            findings.add("a server that is stopped ends with " + code);
        }
        pause(2_000);
        traffic.stop();
    }

    private void phase(Site site, Inspection inspection, String name, Part part) throws Exception {
        long acknowledged = journal.acknowledgedSoFar();
        long refused = journal.refusedSoFar();
        int before = findings.size();
        long begin = System.nanoTime();
        part.run();
        long millis = (System.nanoTime() - begin) / 1_000_000;
        findings.addAll(inspection.findings());
        findings.addAll(facts.untrue("", site.nodes()));
        for (String finding : findings.subList(before, findings.size())) {
            System.out.println(name + ": " + finding);
        }
        table.add(String.format(
                Locale.ROOT,
                "| %s | %.1f s | %d | %d | %d |",
                name,
                millis / 1e3,
                journal.acknowledgedSoFar() - acknowledged,
                journal.refusedSoFar() - refused,
                findings.size() - before));
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void report(long seconds) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(
                LocalDate.now(ZoneOffset.UTC) + ", " + Runtime.getRuntime().availableProcessors() + " cores, " + seconds
                        + " s: " + journal.registrations().size() + " registrations, " + journal.submissions()
                        + " submissions, " + journal.calls() + " calls, " + facts.count() + " facts");
        lines.add("");
        lines.add("| | took | acknowledged | refused or cut off | findings |");
        lines.add("| --- | --- | --- | --- | --- |");
        lines.addAll(table);
        Files.write(TABLE, lines);
        lines.forEach(System.out::println);
    }
}
