package org.openbloctel.bench.lookup;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * {@code bloctel serve} as a process of its own, on its embedded PostgreSQL, with limits out of the way, one key and a plan
 * without limit.
 */
public final class Server implements AutoCloseable {
    /** The key of the one company. */
    public static final String KEY = "obl_live_benchbenchbench";

    /** The id of the company. */
    public static final String COMPANY = "00000000-0000-0000-0000-000000000001";

    /** How the file of a snapshot ends. */
    private static final String SNAPSHOT = ".sealed";

    private static final long PATIENCE_NANOS = 900_000_000_000L;

    /** Who asks for neighbours again and again is taken for one who walks through the list, and stopped. */
    private static final long[] FAR_APART = {33_639_980_001L, 33_199_000_001L};

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
    public static Server start(Path root, Path data, String text) throws IOException {
        return start(root, data, text, "", "");
    }

    /**
     * Starts it.
     *
     * @param text a file whose numbers it puts on the list; empty for none
     * @param settings more lines of the settings file
     * @param jvm options of its virtual machine
     */
    public static Server start(Path root, Path data, String text, String settings, String jvm) throws IOException {
        int port = free();
        int checksPort = free();
        Files.createDirectories(data);
        Files.writeString(
                data.resolve("openbloctel.properties"), """
                openbloctel.port=%d
                openbloctel.management.port=%d
                openbloctel.checks.port=%d
                openbloctel.checks.numbers-a-minute=999999999
                openbloctel.guard.least=999999999
                openbloctel.guard.least-for-even=999999999
                openbloctel.guard.coverage=false
                openbloctel.guard.free-year=999999999
                openbloctel.guard.free-day=999999999
                openbloctel.http.requests-a-minute.company=999999999
                openbloctel.submissions.downloads.files-an-hour=100000
                openbloctel.submissions.downloads.lines-a-day=900000000
                openbloctel.list.import-file=%s
                %s
                """.formatted(port, free(), checksPort, text, settings));
        ProcessBuilder command = new ProcessBuilder(
                        root.resolve("bloctel").toString(), "serve", "--data", data.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("server.log").toFile());
        if (!jvm.isEmpty()) {
            command.environment().put("BLOCTEL_JAVA_OPTS", jvm);
        }
        return new Server(data, command.start(), port, checksPort);
    }

    /**
     * Makes the data of a server with a list, unless an earlier run did.
     *
     * @return the seconds from the start to the first answer, the import included; empty when the data were there
     */
    public static OptionalDouble prepare(Path root, Path data, String text) throws IOException, InterruptedException {
        if (Files.exists(data.resolve("list"))) {
            return OptionalDouble.empty();
        }
        long begin = System.nanoTime();
        double seconds;
        try (Server first = start(root, data, text)) {
            first.makeKey();
            first.awaitRevision(lines(Path.of(text)));
            first.awaitAnswer();
            seconds = (System.nanoTime() - begin) / 1e9;
        }
        // The next snapshot would be due some time after that of the list when it was empty; without any, it is due at
        // once.
        try (Stream<Path> files = Files.list(data.resolve("list"))) {
            for (Path snapshot :
                    files.filter(file -> file.toString().endsWith(SNAPSHOT)).toList()) {
                Files.delete(snapshot);
            }
        }
        try (Server second = start(root, data, "")) {
            second.awaitAnswer();
            second.awaitSnapshot();
        }
        return OptionalDouble.of(seconds);
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The process of it. */
    public long pid() {
        return process.pid();
    }

    /** Where it takes requests of all kinds. */
    public int port() {
        return port;
    }

    /** Where it takes look-ups. */
    public int checksPort() {
        return checksPort;
    }

    /** Waits for the first answer by a list that is not empty. */
    public void awaitAnswer() throws IOException, InterruptedException {
        awaitAnswer(false);
    }

    /** Waits for the first answer. */
    public void awaitAnswer(boolean emptyToo) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try (HttpClient client = HttpClient.checks(checksPort, 1, 1)) {
                String answer = client.ask(HttpClient.checks(FAR_APART));
                if (emptyToo || !answer.contains("\"revision\":0}")) {
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

    /** Waits until a page is shown. */
    public void awaitPage(String path) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        URL page = URI.create("http://localhost:" + port + path).toURL();
        while (true) {
            try {
                page.openStream().close();
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw notYet;
                }
            }
            Thread.sleep(100);
        }
    }

    /** Waits until the list has had so many changes: an import commits thousands at a time. */
    private void awaitRevision(long revision) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        try (Connection connection = database();
                PreparedStatement query = connection.prepareStatement("select from list.head where revision >= ?")) {
            query.setLong(1, revision);
            while (System.nanoTime() < end) {
                try (ResultSet row = query.executeQuery()) {
                    if (row.next()) {
                        return;
                    }
                }
                Thread.sleep(200);
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
        throw new IOException("the list is not imported");
    }

    private static long lines(Path text) throws IOException {
        try (Stream<String> lines = Files.lines(text)) {
            return lines.count();
        }
    }

    /** Waits for the snapshot of a list that is not empty. */
    void awaitSnapshot() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            try (Stream<Path> files = Files.list(data.resolve("list"))) {
                if (files.anyMatch(file -> file.toString().matches(".*-[1-9]\\d*\\" + SNAPSHOT))) {
                    return;
                }
            }
            Thread.sleep(200);
        }
        throw new IOException("no snapshot was written");
    }

    /** A connection to its database, once it is there. */
    public Connection database() throws IOException, InterruptedException {
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
    public void makeKey() throws IOException, InterruptedException {
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
        String id = "'" + COMPANY + "'";
        return "insert into accounts.company (id, siren, name, address, representative, state, created_at) values ("
                + id
                + ", '000000018', 'Bench', '-', '-', 'VERIFIED', now());"
                + "insert into accounts.credential (id, realm, email, locale, password_hash, created_at) values (" + id
                + ", 'MEMBER', 'bench@example.org', 'fr', '', now());"
                + "insert into accounts.member (id, company, name, role, joined_at) values (" + id + ", " + id
                + ", 'Bench', 'OWNER', now());"
                + "insert into accounts.api_key (id, company, made_by, name, test, beginning, hash, scopes, networks, made_at)"
                + " values (" + id + ", " + id + ", " + id + ", 'bench', false, 'obl_live_benc', '" + sha256(KEY)
                + "', '{checks,submissions,verdicts,calls,consents}', '{}', now());"
                + "insert into accounts.subscription (id, company, plan, grid, price_cents, ordered_at, ordered_by, starts_on,"
                + " ends_on) values (" + id + ", " + id
                + ", 'unlimited', '2021-02-01', 0, now(), 'bench', current_date - 1,"
                + " current_date + 300)";
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
