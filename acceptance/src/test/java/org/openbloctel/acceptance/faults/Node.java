package org.openbloctel.acceptance.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openbloctel.acceptance.shipped.Shipment;
import org.openbloctel.acceptance.shipped.WrongClock;
import org.openbloctel.server.app.Cable;

/** One of the servers: a process of its own at the same ports over its restarts, with its own way to the database. For one thread. */
final class Node implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Shipment shipment;
    private final Path home;
    private final int port;
    private final int management;
    private final int checks;
    private final Cable cable;
    private final Optional<WrongClock> clock;
    private final HttpClient client;
    private Process process;
    private int starts;

    /**
     * A server that runs from now on.
     *
     * @param settings all but its ports
     * @param wrongClock a library that shifts its wall clock; empty where none can be made
     */
    Node(Shipment shipment, Path home, Ports ports, Cable cable, List<String> settings, Optional<Path> wrongClock)
            throws IOException {
        this.shipment = shipment;
        this.home = Files.createDirectories(home);
        this.port = ports.next();
        this.management = ports.next();
        this.checks = ports.next();
        this.cable = cable;
        this.clock = wrongClock.isPresent()
                ? Optional.of(new WrongClock(wrongClock.get(), this.home.resolve("shift")))
                : Optional.empty();
        this.client = HttpClient.newHttpClient();
        List<String> all = new ArrayList<>(settings);
        all.add("openbloctel.port=" + port);
        all.add("openbloctel.management.port=" + management);
        all.add("openbloctel.checks.port=" + checks);
        Path config = Files.createFile(
                home.resolve("node.properties"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(config, all);
        this.process = launch();
    }

    private Process launch() throws IOException {
        starts++;
        ProcessBuilder builder = command("serve", home.resolve("log-" + starts));
        clock.ifPresent(moved -> moved.preload(builder));
        return builder.start();
    }

    private ProcessBuilder command(String name, Path output) {
        ProcessBuilder builder = shipment.bloctel(List.of(
                        name,
                        "--data",
                        home.resolve("data").toString(),
                        "--config",
                        home.resolve("node.properties").toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .put("BLOCTEL_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx384m -XX:CICompilerCount=1");
        return builder;
    }

    /** What {@code bloctel doctor} says of its database and folders, beside the running server; empty when it finds no defects. */
    String examine() throws IOException, InterruptedException {
        Path output = home.resolve("doctor");
        int exitCode = command("doctor", output).start().waitFor();
        return exitCode == 0 ? "" : Files.readString(output);
    }

    int port() {
        return port;
    }

    /** Of its port for operations. */
    int managementPort() {
        return management;
    }

    /** Of its port for look-ups alone. */
    int checksPort() {
        return checks;
    }

    URI address() {
        return URI.create("http://localhost:" + port);
    }

    Cable cable() {
        return cable;
    }

    /** Kills it, and waits until it is dead. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Stops it where it is, without its knowledge. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets it go on. */
    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String which) throws IOException, InterruptedException {
        new ProcessBuilder("kill", which, Long.toString(process.pid())).start().waitFor();
    }

    /** Stops it as a supervisor does, and waits until it has stopped. Its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("it does not stop: " + log());
        }
        return process.exitValue();
    }

    /** Starts it again, and does not wait for it. */
    void start() throws IOException {
        process = launch();
    }

    /** Shifts its wall clock by so many seconds, compared with that of the machine. */
    void shiftClock(long seconds) {
        clock.ifPresent(moved -> moved.shift(Duration.ofSeconds(seconds)));
    }

    /** Waits until it says that it is ready. */
    void awaitReady() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("not ready: " + log());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + management + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What it wrote since its latest start. */
    String log() {
        try {
            return Files.readString(home.resolve("log-" + starts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        process.destroyForcibly();
        cable.close();
    }
}
