package org.openbloctel.server.platform.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running PostgreSQL whose folder is this server's alone. It writes through to the disk, listens on loopback, and knows one
 * login whose random password stands in the folder. What was committed is there at the next start, after a kill of either process in
 * between: a PostgreSQL that outlived its server is stopped first, and one that ends while its server runs is started again on the same
 * port. A folder that was not made here is never touched, and the data are never deleted. Thread-safe; {@link #close} stops it.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The login that owns everything, and the database's name. */
    public static final String NAME = "openbloctel";

    private static final String PASSWORD = "password";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int PORTS_TRIED = 3;
    /** For some seconds after a kill the processes of its connections hold the shared memory. */
    private static final int TRIES_BEHIND_A_KILL = 20;

    private static final String ELSEWHERE =
            "The reason is in its log (postgres.log in that folder). A PostgreSQL of your own is used with --db.";

    private static final String RECOVERS =
            "The embedded PostgreSQL does not answer yet; the server waits for its recovery (see postgres.log)";

    /**
     * Durable, on loopback without a socket file, and nothing of what is stored in its log: statements, parameters and the
     * details of errors may hold phone numbers.
     */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "max_connections=60",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_min_messages=log",
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
            "log_statement=none",
            "log_checkpoints=off",
            "log_parameter_max_length=0",
            "log_parameter_max_length_on_error=0");

    private final OwnFolder folder;
    private final Programs programs;
    private final String password;
    private final int port;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock starting = new ReentrantLock();

    private EmbeddedPostgres(OwnFolder folder, Programs programs, String password, int port) {
        this.folder = folder;
        this.programs = programs;
        this.password = password;
        this.port = port;
    }

    /**
     * Starts it, and makes it first where it is not there yet.
     *
     * @param path its folder, made if missing
     * @throws PostgresException when it cannot run here, or another server uses the folder
     */
    public static EmbeddedPostgres start(Path path) {
        OwnFolder folder = OwnFolder.claim(path.toAbsolutePath().normalize());
        try {
            Path binaries = Binaries.unpackInto(folder);
            Programs programs = new Programs(binaries.resolve("bin"), Prefix.forOwnerOf(folder.path()));
            String password = makeData(folder, programs);
            stopLeftOver(folder, programs);
            int port = startServer(folder, programs);
            EmbeddedPostgres postgres = new EmbeddedPostgres(folder, programs, password, port);
            postgres.makeDatabase();
            Thread.ofPlatform().daemon().name("postgres-watch").start(postgres::watch);
            return postgres;
        } catch (IOException e) {
            folder.release();
            throw new PostgresException(
                    "The embedded PostgreSQL cannot write to its folder " + folder.path() + ": " + e, ELSEWHERE, e);
        } catch (RuntimeException e) {
            folder.release();
            throw e;
        }
    }

    /**
     * The PostgreSQL of a folder that a server may use now: its own if it runs, else started for a while.
     *
     * @param path its folder, which was made before
     * @throws PostgresException when it does not run and cannot be started
     */
    public static Borrowed borrow(Path path) {
        Path home = path.toAbsolutePath().normalize();
        try {
            OptionalInt port = Postmaster.readyPort(home.resolve("data"));
            if (port.isPresent()) {
                String password = Files.readString(home.resolve(PASSWORD)).strip();
                return new Borrowed(url(port.getAsInt()), password, () -> {});
            }
        } catch (IOException e) {
            throw new PostgresException("The folder " + home + " cannot be read: " + e, ELSEWHERE, e);
        }
        EmbeddedPostgres started = start(home);
        return new Borrowed(started.url(), started.password(), started::close);
    }

    /**
     * A running PostgreSQL that may be another process's.
     *
     * @param url without the login
     * @param password of the login {@value EmbeddedPostgres#NAME}
     * @param end what ends it, if it was started for this
     */
    public record Borrowed(String url, String password, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Borrowed " + url;
        }
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    /** The database's address, without the login. */
    public String url() {
        return url(port);
    }

    /** The password of the login {@value #NAME}. */
    public String password() {
        return password;
    }

    /** Stops it. All that was committed is on the disk already. */
    @Override
    public void close() {
        closing.countDown();
        starting.lock();
        try {
            stop(folder, programs);
        } finally {
            starting.unlock();
        }
        folder.release();
    }

    /** Waits for the end of the process, and starts it again unless it was stopped here. */
    private void watch() {
        try {
            while (closing.getCount() > 0) {
                Optional<ProcessHandle> process = process();
                if (process.isPresent()) {
                    process.get().onExit().join();
                }
                if (!closing.await(process.isPresent() ? 0 : PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    restart();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Empty only if it has certainly ended. */
    private Optional<ProcessHandle> process() throws InterruptedException {
        while (true) {
            try {
                return Postmaster.process(folder.data());
            } catch (IOException e) {
                LOG.debug("The pid file of the embedded PostgreSQL cannot be read", e);
                if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return Optional.empty();
                }
            }
        }
    }

    private void restart() throws InterruptedException {
        LOG.error("The embedded PostgreSQL has ended, and is started again");
        int starts = 0;
        do {
            starting.lock();
            try {
                if (closing.getCount() == 0) {
                    return;
                }
                boolean ready;
                if (Postmaster.process(folder.data()).isPresent()) {
                    // It may recover for hours: a stop or a second start would only make it begin anew.
                    ready = Postmaster.isReady(folder.data(), port);
                } else {
                    starts++;
                    ready = startedAgain(starts);
                }
                if (ready) {
                    LOG.info("The embedded PostgreSQL runs again");
                    return;
                }
            } catch (IOException e) {
                LOG.debug("The embedded PostgreSQL cannot be started yet", e);
            } finally {
                starting.unlock();
            }
        } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The file with the process is left alone at first: by it PostgreSQL knows whether connections of the former one still write. */
    private boolean startedAgain(int starts) throws IOException {
        if (starts % TRIES_BEHIND_A_KILL == 0) {
            LOG.error("The embedded PostgreSQL does not start again: the reason is in postgres.log");
            Files.deleteIfExists(folder.data().resolve("postmaster.pid"));
        }
        Programs.Result started = startOn(port, folder.freshLog(), folder, programs);
        if (started.failed() && Postmaster.process(folder.data()).isPresent()) {
            LOG.warn(RECOVERS);
        }
        return !started.failed();
    }

    /** Makes the data under another name first: what has its final name is whole. */
    private static String makeData(OwnFolder folder, Programs programs) throws IOException {
        Path passwordFile = folder.path().resolve(PASSWORD);
        if (Files.exists(folder.data())) {
            return Files.readString(passwordFile).strip();
        }
        LOG.info("Making the embedded PostgreSQL in {}", folder.path());
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        folder.writePrivately(passwordFile, password + "\n");
        Path unfinished = folder.emptyPath("data.unfinished");
        Programs.Result made = programs.run(
                PATIENCE,
                "initdb",
                "--pgdata=" + unfinished,
                "--username=" + NAME,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
        if (made.failed()) {
            throw new PostgresException("The embedded PostgreSQL could not be made: " + made.lastLines(), ELSEWHERE);
        }
        Files.move(unfinished, folder.data());
        return password;
    }

    private static void stopLeftOver(OwnFolder folder, Programs programs) throws IOException {
        if (Postmaster.process(folder.data()).isPresent()) {
            LOG.info("Stopping the embedded PostgreSQL that a killed server left behind");
            stop(folder, programs);
        } else {
            // Its process is gone, and its number may be another's by now: PostgreSQL would take that one for itself.
            Files.deleteIfExists(folder.data().resolve("postmaster.pid"));
        }
    }

    private static int startServer(OwnFolder folder, Programs programs) throws IOException {
        Path log = folder.freshLog();
        String why = "";
        for (int attempt = 1; attempt <= PORTS_TRIED; attempt++) {
            int port = freePort();
            Programs.Result started = startOn(port, log, folder, programs);
            if (!started.failed() || becomesReady(folder.data(), port)) {
                return port;
            }
            why = started.lastLines();
        }
        throw new PostgresException("The embedded PostgreSQL does not start: " + why, ELSEWHERE);
    }

    /** Waits while the process recovers, longer than pg_ctl did. */
    private static boolean becomesReady(Path data, int port) throws IOException {
        boolean first = true;
        while (Postmaster.process(data).isPresent()
                && Postmaster.hasPort(data, port)
                && !Thread.currentThread().isInterrupted()) {
            if (Postmaster.isReady(data, port)) {
                return true;
            }
            if (first) {
                LOG.warn(RECOVERS);
                first = false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }

    private static Programs.Result startOn(int port, Path log, OwnFolder folder, Programs programs) {
        StringBuilder options = new StringBuilder("-c port=" + port);
        SETTINGS.forEach(setting -> options.append(" -c ").append(setting));
        return programs.run(
                PATIENCE,
                "pg_ctl",
                "start",
                "--wait",
                "--silent",
                "--timeout=" + PATIENCE.toSeconds(),
                "--pgdata=" + folder.data(),
                "--log=" + log,
                "--options=" + options);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void stop(OwnFolder folder, Programs programs) {
        for (String mode : List.of("fast", "immediate")) {
            Programs.Result stopped = programs.run(
                    PATIENCE,
                    "pg_ctl",
                    "stop",
                    "--wait",
                    "--silent",
                    "--timeout=30",
                    "--mode=" + mode,
                    "--pgdata=" + folder.data());
            if (!stopped.failed() || !Files.exists(folder.data().resolve("postmaster.pid"))) {
                return;
            }
        }
        LOG.warn("The embedded PostgreSQL does not stop; the next start will try again");
    }

    private void makeDatabase() {
        String maintenance = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (Connection connection = DriverManager.getConnection(maintenance, NAME, password);
                Statement statement = connection.createStatement()) {
            boolean missing;
            try (ResultSet found = statement.executeQuery("select from pg_database where datname = '" + NAME + "'")) {
                missing = !found.next();
            }
            if (missing) {
                statement.execute("create database " + NAME);
            }
        } catch (SQLException e) {
            stop(folder, programs);
            throw new PostgresException(
                    "The embedded PostgreSQL runs but lets nobody in: " + e.getMessage(), ELSEWHERE, e);
        }
    }
}
