package org.openbloctel.acceptance.shipped;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.openbloctel.registry.accounts.credential.Totp;
import org.openbloctel.server.app.Visitor;

/** The shipped server with its demo, a process of its own, at ports that stay the same over its restarts. For one thread. */
final class ShippedServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String READY = "/demo/codes";

    private final Shipment shipment;
    private final Path home;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = freePort();
    private final int management = freePort();
    private final int sftp = freePort();
    private final Map<String, Integer> codes = new HashMap<>();
    private final Optional<WrongClock> clock;
    private Duration shift = Duration.ZERO;
    private Process process;
    private int starts;

    /** Starts it in an empty folder; returns once the sample data are there. */
    ShippedServer(Shipment shipment, Path home, String... more) throws IOException {
        this(shipment, home, Optional.empty(), Instant.now(), more);
    }

    /** The same with a clock that shows this instant now, and that the test moves. */
    ShippedServer(Shipment shipment, Path home, WrongClock clock, Instant now, String... more) throws IOException {
        this(shipment, home, Optional.of(clock), now, more);
    }

    private ShippedServer(Shipment shipment, Path home, Optional<WrongClock> clock, Instant now, String... more)
            throws IOException {
        this.shipment = shipment;
        this.home = home;
        this.clock = clock;
        move(Duration.between(Instant.now(), now));
        settings.put("openbloctel.port", Integer.toString(port));
        settings.put("openbloctel.management.port", Integer.toString(management));
        settings.put("openbloctel.sftp.port", Integer.toString(sftp));
        for (String setting : more) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        process = start();
    }

    private Process start() throws IOException {
        List<String> lines = new ArrayList<>();
        settings.forEach((name, value) -> lines.add(name + "=" + value));
        Path config = Files.write(home.resolve("demo.properties"), lines);
        // As a file has to be that may hold a master key.
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        starts++;
        Path log = home.resolve("log-" + starts);
        ProcessBuilder builder = shipment.bloctel(List.of(
                        "serve", "--demo", "--data", home.resolve("data").toString(), "--config", config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        clock.ifPresent(moved -> moved.preload(builder));
        Process started = builder.start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(log).contains(READY)) {
            if (!started.isAlive() || System.nanoTime() > end) {
                started.destroyForcibly();
                throw new IllegalStateException("not ready: " + Files.readString(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return started;
    }

    /** Moves its clock on. */
    void move(Duration by) {
        shift = Duration.ofSeconds(
                shift.plus(by).toSeconds()); // as the clock keeps it: now() is the server's to the second
        clock.ifPresent(moved -> moved.shift(shift));
        codes.clear();
    }

    /** What its clock shows. */
    Instant now() {
        return clock.isPresent() ? Instant.now().plus(shift) : Instant.now();
    }

    /** Below those that outgoing connections take at any moment: it stays free until the server is up. */
    private static int freePort() {
        for (int tries = 0; tries < 100; tries++) {
            try (ServerSocket socket =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(20_000, 32_000))) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: another.
            }
        }
        throw new IllegalStateException("no free port");
    }

    /** Examines its data, whether it runs or not. */
    Shipment.Ran examined() throws IOException, InterruptedException {
        return shipment.run(
                "doctor",
                "--data",
                home.resolve("data").toString(),
                "--config",
                home.resolve("demo.properties").toString(),
                "--lang",
                "en");
    }

    /** Stops it as a supervisor does, and starts it again on the same data. */
    void restart() throws IOException, InterruptedException {
        stop();
        process = start();
    }

    /** Stops it as a supervisor does. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("it does not stop");
        }
    }

    /** Starts it again on the same data. */
    void startAgain() throws IOException {
        process = start();
    }

    /** What it wrote since its latest start. */
    String log() throws IOException {
        return Files.readString(home.resolve("log-" + starts));
    }

    URI address() {
        return URI.create("http://localhost:" + port);
    }

    int sftpPort() {
        return sftp;
    }

    private JsonObject demo() throws IOException {
        return JsonParser.parseString(Files.readString(home.resolve("data/demo/credentials.json")))
                .getAsJsonObject();
    }

    /** The key of the demo's company. */
    String apiKey() throws IOException {
        return demo().get("apiKey").getAsString();
    }

    /** A sample account, by its role or its address. */
    private JsonObject account(String who) throws IOException {
        for (JsonElement one : demo().getAsJsonArray("accounts")) {
            JsonObject account = one.getAsJsonObject();
            if (Stream.of("role", "email")
                    .anyMatch(key -> account.get(key).getAsString().equals(who))) {
                return account;
            }
        }
        throw new IllegalStateException(who);
    }

    String email(String role) throws IOException {
        return account(role).get("email").getAsString();
    }

    /** The password of a sample account. */
    String password(String who) throws IOException {
        return account(who).get("password").getAsString();
    }

    /** The key of a sample account's authenticator. */
    String secret(String who) throws IOException {
        return account(who).get("totpSecret").getAsString();
    }

    /** A visitor with a browser. */
    Visitor visitor() {
        return new Visitor(address());
    }

    /** Signed in with password and authenticator. */
    Visitor signedIn(String role, String space) throws IOException {
        JsonObject account = account(role);
        Visitor visitor = visitor();
        visitor.get(space + "/connexion");
        visitor.post(
                space + "/connexion",
                Map.of(
                        "email", account.get("email").getAsString(),
                        "password", account.get("password").getAsString()));
        visitor.get(space + "/second-facteur");
        giveCode(visitor, role, space + "/second-facteur");
        return visitor;
    }

    /** Gives the second factor again, as what gives lasting power asks for. */
    void stepUp(Visitor visitor, String role, String space) throws IOException {
        visitor.get(space + "/second-facteur/a-nouveau");
        giveCode(visitor, role, space + "/second-facteur/a-nouveau");
    }

    /** Twice at most for each role: each code is good once, and the next one is good already. */
    private void giveCode(Visitor visitor, String role, String path) throws IOException {
        Instant at = now().plusSeconds(30L * codes.merge(role, 1, Integer::sum) - 30);
        HttpResponse<String> in = visitor.post(path, Map.of("code", Totp.code(secret(role), at)));
        if (in.statusCode() != 302) {
            throw new IllegalStateException(in.body());
        }
    }

    /** Asks the API as a program of the company does. */
    HttpResponse<byte[]> ask(String path, String accept) throws IOException, InterruptedException {
        return client.send(request(path).header("Accept", accept).GET().build(), BodyHandlers.ofByteArray());
    }

    /** Asks for JSON that is there. */
    JsonObject json(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = ask(path, "application/json");
        return object(answer.statusCode(), 200, Objects.requireNonNull(answer.body()));
    }

    /** Sends a body; the answer has to have this status. */
    JsonObject post(String path, String type, byte[] body, int status) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        return object(answer.statusCode(), status, Objects.requireNonNull(answer.body()));
    }

    private static JsonObject object(int status, int expected, byte[] body) {
        String text = new String(body, UTF_8);
        if (status != expected) {
            throw new AssertionError(status + " " + text);
        }
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(address().resolve(path)).header("Authorization", "Bearer " + apiKey());
    }

    /** What operations see of it. */
    String metrics() throws IOException, InterruptedException {
        URI metrics = URI.create("http://localhost:" + management + "/actuator/prometheus");
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString());
        return Objects.requireNonNull(answer.body());
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
