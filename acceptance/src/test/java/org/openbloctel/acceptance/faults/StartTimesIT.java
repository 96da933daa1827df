package org.openbloctel.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.acceptance.shipped.Shipment;

/**
 * How long the packaged server takes from its start until it is ready, without and with an AOT cache, with Java's own options and on a
 * database that was migrated; and how long the command line takes to print its version. Part of {@code make restarts}.
 */
@EnabledIfSystemProperty(named = "starts", matches = "[0-9]+")
final class StartTimesIT {
    private static final Path TABLE = Path.of("target/starts.md");
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int STARTS = Integer.getInteger("starts", 1);

    @TempDir
    Path folder = Path.of(".");

    private final Ports ports = new Ports();
    private final int port = ports.next();
    private final int management = ports.next();
    private final List<String> table = new ArrayList<>();

    /** How long one start took, by the clock and of the processors; 0 where that was not measured. */
    private record Start(long millis, long cpuMillis) {}

    @Test
    void serverAndCommandLineStartInTime() throws Exception {
        Shipment shipment = Site.shipped(folder);
        table.add("| | median | longest | CPU, median |");
        table.add("| --- | --- | --- | --- |");
        try (Postgres postgres = Postgres.start(folder.resolve("postgres"))) {
            Path settings = settings(postgres);
            start(shipment, settings, "");
            row("server, without a cache", starts(shipment, settings));
            Path cache = folder.resolve("program/lib/server/bloctel.aot");
            start(shipment, settings, "-XX:AOTCacheOutput=" + cache);
            assertThat(cache).isNotEmptyFile();
            row("server, with an AOT cache", starts(shipment, settings));
        }
        List<Start> versions = new ArrayList<>();
        for (int i = 0; i < 2 * STARTS; i++) {
            long begin = System.nanoTime();
            Process process = shipment.bloctel(List.of("--version"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor()).isZero();
            versions.add(new Start((System.nanoTime() - begin) / 1_000_000, 0));
        }
        row("bloctel --version", versions);
        table.addFirst("");
        table.addFirst(LocalDate.now(ZoneOffset.UTC) + ", "
                + Runtime.getRuntime().availableProcessors() + " cores, " + STARTS + " starts each");
        Files.write(TABLE, table);
        table.forEach(System.out::println);
    }

    private List<Start> starts(Shipment shipment, Path settings) throws Exception {
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            starts.add(start(shipment, settings, ""));
        }
        return starts;
    }

    private void row(String name, List<Start> starts) {
        List<Long> millis = starts.stream().map(Start::millis).sorted().toList();
        List<Long> cpu = starts.stream().map(Start::cpuMillis).sorted().toList();
        table.add(String.format(
                Locale.ROOT,
                "| %s | %.2f s | %.2f s | %s |",
                name,
                millis.get(millis.size() / 2) / 1e3,
                millis.getLast() / 1e3,
                cpu.getLast() == 0 ? "" : String.format(Locale.ROOT, "%.2f s", cpu.get(cpu.size() / 2) / 1e3)));
    }

    /** Starts it, waits until it is ready, opens a page and stops it. */
    private Start start(Shipment shipment, Path settings, String options) throws Exception {
        ProcessBuilder builder = shipment.bloctel(
                        List.of("serve", "--data", folder.resolve("data").toString(), "--config", settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().put("BLOCTEL_JAVA_OPTS", options);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest ready = get(management, "/actuator/health/readiness");
            long begin = System.nanoTime();
            Process process = builder.start();
            while (status(client, ready) != 200) {
                assertThat(process.isAlive() && System.nanoTime() - begin < PATIENCE.toNanos())
                        .as("%s", Files.readString(folder.resolve("log")))
                        .isTrue();
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            long millis = (System.nanoTime() - begin) / 1_000_000;
            long cpu = process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
            assertThat(status(client, get(port, "/aide"))).isEqualTo(200);
            process.destroy();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return new Start(millis, cpu);
        }
    }

    private static HttpRequest get(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    private static int status(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private Path settings(Postgres postgres) throws IOException {
        Path file = Files.createFile(
                folder.resolve("openbloctel.properties"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(
                file,
                List.of(
                        "openbloctel.port=" + port,
                        "openbloctel.management.port=" + management,
                        "openbloctel.database.url=" + postgres.url(postgres.port())));
    }
}
