package org.openbloctel.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.engine.Seed;

/**
 * Three packaged servers as the package sets them up, each restarted in turn, or killed at its work. {@code make restarts} runs both and
 * writes the tables of docs/reliability.md. With HAProxy in front where it is installed, under its shipped settings.
 */
final class RestartsIT {
    private static final Path TABLE = Path.of("target/restarts.md");
    private static final int SERVERS = 3;
    private static final int TERMINATED = 143;
    private static final int MIN_ROUNDS = 2;

    /** Kept when something is found: the logs of the servers are in it. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder = Path.of(".");

    private final SplittableRandom random = Seed.random(RestartsIT.class);
    private final List<String> findings = new ArrayList<>();
    private final List<Long> stops = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();

    @Test
    @EnabledIfSystemProperty(named = "restarts", matches = "[0-9]+")
    void noRequestFailsWhileServersAreRestartedInTurn() throws Exception {
        Ports ports = new Ports();
        Journal journal = new Journal();
        System.out.println("RestartsIT in " + folder);
        try (Site site = Site.startAsShipped(folder, SERVERS, random);
                Balancer lookups = Balancer.start(
                        ports.next(),
                        site.nodes().stream().map(Node::checksPort).toList());
                HealthChecks _ = HealthChecks.start(site.nodes(), lookups, Node::checksPort)) {
            Optional<Path> haproxy = Haproxy.program();
            if (haproxy.isPresent()) {
                try (Haproxy front = Haproxy.start(haproxy.get(), folder, ports.next(), site.nodes())) {
                    site.balancer().add(front.port());
                    site.nodes().forEach(node -> site.balancer().remove(node.port()));
                    restart(site, lookups.address(), journal, "HAProxy");
                }
            } else {
                try (HealthChecks _ = HealthChecks.start(site.nodes(), site.balancer(), Node::port)) {
                    restart(site, lookups.address(), journal, "the balancer of the test");
                }
            }
        }
        assertThat(findings).isEmpty();
    }

    private void restart(Site site, URI lookups, Journal journal, String front) throws Exception {
        // HAProxy asks each server before it sends it anything.
        pause(3_000);
        JournalInspection inspection = new JournalInspection(site, journal);
        inspection.learn();
        SteadyTraffic traffic = new SteadyTraffic(site, lookups, journal, Clock.systemUTC());
        long begin = System.nanoTime();
        traffic.start(random.split());
        int rounds = 0;
        while (traffic.requests() < Integer.getInteger("restarts", 0) || rounds < MIN_ROUNDS) {
            for (Node node : site.nodes()) {
                // A balancer that checks each second has found the one before by now.
                pause(2_000);
                restart(node);
            }
            rounds++;
        }
        traffic.stop();
        long seconds = (System.nanoTime() - begin) / 1_000_000_000;
        findings.addAll(traffic.failures());
        findings.addAll(inspection.findings());
        findings.addAll(inspection.webhooks());
        String said = site.nodes().getFirst().examine();
        if (!said.isEmpty()) {
            findings.add("the doctor says: " + said);
        }
        findings.forEach(System.out::println);
        write(traffic, front, rounds, seconds);
    }

    private void restart(Node node) throws Exception {
        long begin = System.nanoTime();
        int code = node.stop();
        stops.add(millisSince(begin));
        if (code != TERMINATED) {
            findings.add("a server that is stopped ends with " + code);
        }
        begin = System.nanoTime();
        node.start();
        node.awaitReady();
        starts.add(millisSince(begin));
    }

    private void write(SteadyTraffic traffic, String front, int rounds, long seconds) throws Exception {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s, %d cores, %d servers behind %s, each restarted %d times in %d s, %d requests",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                SERVERS,
                front,
                rounds,
                seconds,
                traffic.requests()));
        lines.add("From SIGTERM to the end: " + spread(stops) + "; from the start until ready: " + spread(starts));
        lines.add("");
        lines.add("| | answered | failed | median | 99th percentile | longest |");
        lines.add("| --- | --- | --- | --- | --- | --- |");
        for (SteadyTraffic.Tally tally : traffic.tallies()) {
            List<Long> micros = tally.sortedMicros();
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %.1f ms | %.0f ms | %.0f ms |",
                    tally.name(),
                    micros.size(),
                    tally.failed(),
                    micros.get(micros.size() / 2) / 1e3,
                    micros.get(micros.size() * 99 / 100) / 1e3,
                    micros.getLast() / 1e3));
        }
        Files.write(TABLE, lines);
        lines.forEach(System.out::println);
    }

    @Test
    @EnabledIfSystemProperty(named = "kills", matches = "[0-9]+")
    void workOfADeadServerIsTakenOverAndTheOneThatComesBackCannotCommit() throws Exception {
        System.out.println("RestartsIT in " + folder);
        List<Long> killed = new ArrayList<>();
        List<Long> frozen = new ArrayList<>();
        try (Site site = Site.startAsShipped(folder, SERVERS, random);
                Takeovers takeovers = new Takeovers(site, random)) {
            int kills = Integer.getInteger("kills", 0);
            for (int i = 0; i < kills; i++) {
                killed.add(takeovers.afterKill(site.nodes().get(i % SERVERS)));
            }
            for (int i = 0; i < (kills + 2) / 3; i++) {
                frozen.add(takeovers.afterFreeze(site.nodes().get(i % SERVERS)));
            }
            findings.addAll(takeovers.findings());
        }
        System.out.println("Another server began after " + spread(killed) + " when the first was killed, " + killed
                + " ms; after " + spread(frozen) + " when it was frozen, " + frozen + " ms");
        assertThat(findings).isEmpty();
    }

    private static String spread(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.1f s in the median, %.1f s at most (%d)",
                sorted.get(sorted.size() / 2) / 1e3,
                sorted.getLast() / 1e3,
                sorted.size());
    }

    private static long millisSince(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
