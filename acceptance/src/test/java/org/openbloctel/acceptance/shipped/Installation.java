package org.openbloctel.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An installation in production, made as docs/install.md says: its statements at a PostgreSQL, the settings of the package filled in, the
 * secrets in a folder. For one thread.
 */
final class Installation implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Path PAGE = Path.of("../docs/install.md");
    private static final String DATA = "/var/lib/openbloctel";

    private final Path home;
    private final EmbeddedPostgres postgres;
    private final Path secrets;
    private final Path settings;
    private final int port = freePort();
    private final int management = freePort();

    /**
     * Starts a PostgreSQL without any database of ours, and makes settings and secrets.
     *
     * @param home an empty folder
     * @param shipped the settings of the package
     */
    Installation(Path home, Path shipped) throws IOException {
        this.home = home;
        this.postgres = EmbeddedPostgres.builder()
                .setPgBinaryResolver(Installation::binaries)
                .setServerConfig("fsync", "off")
                .start();
        this.secrets = makeSecrets(home.resolve("secrets"));
        this.settings = Files.writeString(home.resolve("filled.properties"), filledIn(Files.readString(shipped)));
    }

    /** The first that is found: the server's jar names the same library again in its class path. */
    private static InputStream binaries(String system, String machine) {
        String name = String.format(Locale.ROOT, "/postgres-%s-%s.txz", system.toLowerCase(Locale.ROOT), machine);
        return Objects.requireNonNull(Installation.class.getResourceAsStream(name), name);
    }

    Path secrets() {
        return secrets;
    }

    Path data() {
        return home.resolve("data");
    }

    /** As systemd hands them over. */
    private static Path makeSecrets(Path folder) throws IOException {
        Files.createDirectories(folder);
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Map<String, String> secrets = new HashMap<>();
        List.of("database", "accounts", "list", "mail").forEach(login -> secrets.put(login, "secret"));
        secrets.put("master-key", Base64.getEncoder().encodeToString(key) + "\n");
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            Path file = Files.writeString(folder.resolve(secret.getKey()), secret.getValue());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        }
        return folder;
    }

    private String filledIn(String shipped) {
        String address = "openbloctel.base-url=https://opposition.example\n";
        assertThat(shipped).contains("\n#" + address);
        String text = shipped.replace("#" + address, address);
        for (String setting : List.of(
                "openbloctel.database.url=jdbc:postgresql://localhost:" + postgres.getPort() + "/openbloctel",
                "openbloctel.mail.host=localhost",
                "openbloctel.mail.from=ne-pas-repondre@opposition.example",
                "openbloctel.operator.people=alix@opposition.example",
                "openbloctel.portal.operator=Exemple du port, 2 quai de l’Exemple, 00000 Exemple",
                "openbloctel.portal.host=Exemple de machines, 3 quai de l’Exemple, 00000 Exemple",
                "openbloctel.portal.contact=questions@opposition.example",
                "openbloctel.seller.name=Exemple du port",
                "openbloctel.seller.address=2 quai de l’Exemple / 00000 Exemple",
                "openbloctel.seller.siren=000000034",
                "openbloctel.seller.iban=FR3100000000000000000000034")) {
            String empty = "\n" + setting.substring(0, setting.indexOf('=') + 1) + "\n";
            assertThat(text).contains(empty);
            text = text.replace(empty, "\n" + setting + "\n");
        }
        return text.replace(DATA, data().toString()) + "openbloctel.port=" + port + "\nopenbloctel.management.port="
                + management + "\n";
    }

    /** Migrates, makes the logins, starts the server, waits until it is ready, and stops it; returns its exit code. */
    int run(Function<Path, List<String>> command) throws Exception {
        List<String> sql = statements();
        assertThat(sql).hasSize(2);
        execute(sql.getFirst());
        List<String> migrate = new ArrayList<>(command.apply(settings));
        migrate.add("--migrate");
        Shipment.Ran migrated = run(migrate, secrets);
        assertThat(migrated.code()).as(migrated.said()).isZero();
        execute(sql.getLast());

        Path log = home.resolve("log");
        Process server = process(command.apply(settings), secrets)
                .redirectOutput(log.toFile())
                .start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI ready = URI.create("http://127.0.0.1:" + management + "/actuator/health/readiness");
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (status(client, ready) != 200) {
                assertThat(server.isAlive() && System.nanoTime() < end)
                        .as("%s", Files.readString(log))
                        .isTrue();
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
            assertThat(status(client, URI.create("http://127.0.0.1:" + port + "/")))
                    .isEqualTo(200);
        } finally {
            server.destroy();
            assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        return server.exitValue();
    }

    /** What the page has the operator send to PostgreSQL: before the first migration, and after it. */
    private static List<String> statements() throws IOException {
        return Pattern.compile("(?s)<<SQL\n(.*?)\nSQL\n")
                .matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1).replaceAll("'\\$\\(cat [a-z]+\\)'", "'secret'"))
                .toList();
    }

    private void execute(String statements) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : statements.split(";", -1)) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
        }
    }

    private static int status(HttpClient client, URI address) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("X-Forwarded-Proto", "https")
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProcessBuilder process(List<String> command, Path secrets) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("BLOCTEL_") || name.endsWith("CLASSPATH"));
        builder.environment().put("BLOCTEL_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        builder.environment().put("CREDENTIALS_DIRECTORY", secrets.toString());
        return builder;
    }

    /** Runs a program to its end. */
    static Shipment.Ran run(List<String> command, Path secrets) throws IOException, InterruptedException {
        Path said = Files.createTempFile("installed-", "");
        Process process =
                process(command, secrets).redirectOutput(said.toFile()).start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + command);
        }
        String text = Files.readString(said);
        Files.delete(said);
        return new Shipment.Ran(process.exitValue(), text);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
