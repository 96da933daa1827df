package org.openbloctel.bench.lookup;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** {@code bloctel serve} as a process of its own, on its embedded PostgreSQL, with limits out of the way and one key. */
final class Server implements AutoCloseable {
    static final String KEY = "obl_live_benchbenchbench";

    private static final long PATIENCE_NANOS = 300_000_000_000L;

    private final Path data;
    private final Process process;
    private final int port;
    private final int checksPort;

    private Server(Path data, Process process, int port, int checksPort) {
        this.data = data;
        this.process = process;
        this.port = port;
        this.checksPort = checksPort;
    }

    /** Starts it; with a text of numbers it puts them on the list. */
    static Server start(Path root, Path data, String text) throws IOException {
        int port = free();
        int checksPort = free();
        Files.createDirectories(data);
        Files.writeString(data.resolve("openbloctel.properties"), """
                openbloctel.port=%d
                openbloctel.management.port=%d
                openbloctel.checks.port=%d
                openbloctel.checks.numbers-a-minute=50000000000
                openbloctel.http.requests-a-minute.company=50000000000
                openbloctel.list.import-file=%s
                """.formatted(port, free(), checksPort, text));
        Process process = new ProcessBuilder(root.resolve("bloctel").toString(), "serve", "--data", data.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("server.log").toFile())
                .start();
        return new Server(data, process, port, checksPort);
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    int checksPort() {
        return checksPort;
    }

    /** Waits for the first answer by a list that is not empty. */
    void awaitAnswer() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try (HttpClient client = new HttpClient(checksPort, KEY, 1, 1)) {
                if (!client.ask(new long[] {33_639_980_001L, 33_639_980_002L}).contains("\"revision\":0}")) {
                    return;
                }
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw notYet;
                }
            }
            Thread.sleep(20);
        }
    }

    /** Waits for the snapshot of a list that is not empty. */
    void awaitSnapshot() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            try (Stream<Path> files = Files.list(data.resolve("list"))) {
                if (files.anyMatch(file -> file.toString().matches(".*-[1-9]\\d*\\.obl"))) {
                    return;
                }
            }
            Thread.sleep(200);
        }
        throw new IOException("no snapshot was written");
    }

    /** A connection to its database, once it is there. */
    Connection database() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                List<String> lines = Files.readAllLines(data.resolve("postgres/data/postmaster.pid"));
                Properties login = new Properties();
                login.put("user", "openbloctel");
                login.put(
                        "password",
                        Files.readString(data.resolve("postgres/password")).strip());
                return DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/openbloctel", login);
            } catch (IOException | SQLException | IndexOutOfBoundsException notYet) {
                if (System.nanoTime() > end) {
                    throw new IOException(notYet);
                }
            }
            Thread.sleep(100);
        }
    }

    /** The process of its database. */
    long databasePid() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/data/postmaster.pid"))
                .getFirst()
                .strip());
    }

    /** A verified company with a key. Waits for the tables. */
    void makeKey() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try (Connection connection = database();
                    Statement statement = connection.createStatement()) {
                statement.execute(keySql());
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > end) {
                    throw new IOException(notYet);
                }
            }
            Thread.sleep(100);
        }
    }

    private static String keySql() {
        String id = "'00000000-0000-0000-0000-000000000001'";
        return "insert into accounts.company (id, siren, name, address, representative, state, created_at) values ("
                + id
                + ", '000000018', 'Bench', '-', '-', 'VERIFIED', now());"
                + "insert into accounts.credential (id, realm, email, locale, password_hash, created_at) values (" + id
                + ", 'MEMBER', 'bench@example.org', 'fr', '', now());"
                + "insert into accounts.member (id, company, name, role, joined_at) values (" + id + ", " + id
                + ", 'Bench', 'OWNER', now());"
                + "insert into accounts.api_key (id, company, made_by, name, test, beginning, hash, scopes, networks, made_at)"
                + " values (" + id + ", " + id + ", " + id + ", 'bench', false, 'obl_live_benc', '" + sha256(KEY)
                + "', '{checks}', '{}', now())";
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(60, java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
