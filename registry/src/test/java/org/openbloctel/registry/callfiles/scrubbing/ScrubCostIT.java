package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.list.trace.Traces;
import org.openbloctel.scrub.engine.ReturnedFiles;
import org.openbloctel.scrub.engine.Scrub;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * A file scrubbed by the server, with encryption, digests, verdicts, fingerprints and traces, and by the command line's engine, in turn in one
 * virtual machine. {@code -Dscrub.lines=10000000 -Dscrub.listed=12000000 -Dscrub.rounds=7} makes it a measurement, and prints the CPU time of
 * each; without it, it checks that both give back the same.
 */
final class ScrubCostIT {
    private static final int LINES = Integer.getInteger("scrub.lines", 20_000);
    private static final int LISTED = Integer.getInteger("scrub.listed", 50_000);
    private static final int ROUNDS = Integer.getInteger("scrub.rounds", 1);
    private static final boolean MEASURED = ROUNDS > 1;
    private static final long FIRST = 33_100_000_000L;
    private static final long NUMBERS = 600_000_000L;
    private static final int HITS_OF_100 = 8;
    private static final double NANOS = 1e9;

    @TempDir
    Path folder;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<Double> byServer = new ArrayList<>();
    private final List<Double> byCommandLine = new ArrayList<>();
    private final List<Double> serverTook = new ArrayList<>();
    private final List<Double> commandLineTook = new ArrayList<>();

    @Test
    void serverAndCommandLineGiveBackTheSame() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        long[] listed = listed();
        OppositionList list = list(listed);
        Path file = folder.resolve("prospects.csv");
        write(file, listed);
        ScrubQueue queue = queue(fixture, list);
        for (int round = 0; round < ROUNDS; round++) {
            ScrubReport own = commandLine(file, list);
            UUID submission = server(fixture, queue, file);
            ScrubReport report = fixture.certified.getLast().report();
            assertThat(report.rows()).isEqualTo(LINES);
            assertThat(report.opposed()).isPositive();
            assertThat(report.outputs()).isEqualTo(own.outputs());
            forget(fixture, submission);
        }
        if (MEASURED) {
            report("command line", byCommandLine, commandLineTook);
            report("server", byServer, serverTook);
        }
    }

    private static long[] listed() {
        return new SplittableRandom(12).longs(LISTED, FIRST, FIRST + NUMBERS).toArray();
    }

    private static OppositionList list(long[] listed) {
        ListBuilder builder = new ListBuilder(NumberingPlan.FRANCE);
        for (long number : listed) {
            builder.add(number);
        }
        return builder.build(7, Instant.EPOCH);
    }

    private static void write(Path file, long[] listed) throws IOException {
        SplittableRandom random = new SplittableRandom(34);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write("id;nom;prenom;telephone;ville;email\n".getBytes(StandardCharsets.US_ASCII));
            StringBuilder line = new StringBuilder();
            for (int i = 1; i <= LINES; i++) {
                long number = random.nextInt(100) < HITS_OF_100
                        ? listed[random.nextInt(LISTED)]
                        : FIRST + random.nextLong(NUMBERS);
                line.setLength(0);
                line.append(i).append(";Exemple;Camille;");
                if (random.nextBoolean()) {
                    line.append('+').append(number);
                } else {
                    line.append('0').append(number % NumberingPlan.FRANCE.space());
                }
                line.append(";Rennes;camille.exemple")
                        .append(random.nextInt(1000))
                        .append("@example.fr\n");
                out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static ScrubQueue queue(SubmissionFixture fixture, OppositionList list) throws IOException {
        return new ScrubQueue(
                fixture.database,
                fixture.clock(),
                fixture.audit,
                fixture.scrub,
                fixture.vault,
                fixture.master,
                new ScrubQueue.Needs(
                        () -> list,
                        UnaryOperator.identity(),
                        fixture.workbooks,
                        fixture.allowance,
                        fixture.attestation,
                        waited -> {},
                        fixture.events,
                        SubmissionFixture.NO_LAW,
                        fixture.gate,
                        (task, hold, at) -> {},
                        new Traces(
                                fixture.database,
                                fixture.clock(),
                                fixture.master,
                                fixture.vault,
                                NumberingPlan.FRANCE)));
    }

    private ScrubReport commandLine(Path file, OppositionList list) throws IOException {
        Path results = Files.createDirectories(folder.resolve("results"));
        long began = System.nanoTime();
        long before = system.getProcessCpuTime();
        ScrubReport report;
        try (CallFile calls = CallFile.open(file, true)) {
            Layout layout = calls.layout(LayoutOptions.NONE, list.plan());
            ScrubOptions options =
                    new ScrubOptions(Runtime.getRuntime().availableProcessors(), true, ScrubOptions.CHUNK_BYTES);
            try (ReturnedFiles returned =
                    new ReturnedFiles(results, calls.name(), calls.entryName(), calls.container(), true)) {
                ScrubReport scrubbed =
                        new Scrub(calls, layout, list, options, returned.targets(), (bytes, rows) -> {}).run();
                report = returned.publish(scrubbed);
            }
        }
        byCommandLine.add((system.getProcessCpuTime() - before) / NANOS);
        commandLineTook.add((System.nanoTime() - began) / NANOS);
        try (Stream<Path> all = Files.list(results)) {
            for (Path one : all.toList()) {
                Files.delete(one);
            }
        }
        return report;
    }

    /** For another principal each time, so that no line was checked before. */
    private UUID server(SubmissionFixture fixture, ScrubQueue queue, Path file) throws IOException {
        UUID principal = UUID.randomUUID();
        Sent sent = new Sent(principal, principal, "member:1", "prospects.csv", LayoutOptions.NONE, Optional.empty());
        UUID submission;
        try (InputStream in = Files.newInputStream(file)) {
            submission = fixture.submissions().receive(sent, in).submission().id();
        }
        long began = System.nanoTime();
        long before = system.getProcessCpuTime();
        assertThat(queue.run(submission)).isTrue();
        byServer.add((system.getProcessCpuTime() - before) / NANOS);
        serverTook.add((System.nanoTime() - began) / NANOS);
        return submission;
    }

    /** An equal set is stored once: the next round has to store it again. */
    private static void forget(SubmissionFixture fixture, UUID submission) throws IOException {
        fixture.vault.deleteBut(submission, List.of());
        for (String table : List.of("trace_check", "trace_set", "trace_volume")) {
            fixture.database.accounts().sql("delete from accounts." + table).update();
        }
    }

    private static void report(String what, List<Double> cpu, List<Double> took) {
        System.out.printf(
                Locale.ROOT,
                "scrub: %,d lines by the %s: %.2f CPU s, %.2f s by the clock (medians); CPU s of each round: %s%n",
                LINES,
                what,
                median(cpu),
                median(took),
                cpu.stream()
                        .map(seconds -> String.format(Locale.ROOT, "%.2f", seconds))
                        .toList());
    }

    /** Without the first two rounds, in which the code is compiled. */
    private static double median(List<Double> seconds) {
        double[] later = seconds.stream()
                .skip(Math.min(2, seconds.size() - 1))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return later[later.length / 2];
    }
}
