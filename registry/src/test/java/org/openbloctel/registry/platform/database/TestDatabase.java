package org.openbloctel.registry.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A database of its own for each test, on one real PostgreSQL a test run. Its sessions are in a time zone that is not
 * the virtual machine's, so that code that lets one of them slip in is found. The next databases are made while a test works with its
 * own: most tests want one, and to copy the template takes longer than many of them. One that nothing refers to any more is dropped: a
 * thousand would take 15 GB of memory.
 */
public final class TestDatabase {
    /** The master key of all test databases as a setting has it, in each virtual machine the same: bytes that no server would make. */
    public static final String MASTER_KEY = Base64.getEncoder().encodeToString(bytes());

    /** The same, read. */
    public static final MasterKeys KEYS = MasterKeys.parse(MASTER_KEY);

    private static final Cleaner CLEANER = Cleaner.create();
    /** The latest ones stay: of some, a test keeps the address alone. */
    private static final int RECENT = 40;

    private static final Queue<TestDatabase> LATEST = new ArrayDeque<>();

    private final String name;

    private static byte[] bytes() {
        byte[] bytes = new byte[MasterKeys.KEY_BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private TestDatabase(String name) {
        this.name = name;
        CLEANER.register(this, () -> Ahead.drop(name));
        synchronized (LATEST) {
            LATEST.add(this);
            if (LATEST.size() > RECENT) {
                LATEST.remove();
            }
        }
    }

    /** A new database with all migrations. */
    public static TestDatabase create() {
        return new TestDatabase(Ahead.next());
    }

    /** A new database without any migration. */
    public static TestDatabase empty() {
        String name = "empty_" + UUID.randomUUID().toString().replace("-", "");
        Server.execute("create database " + name);
        return new TestDatabase(name);
    }

    /** Connections as the owner, who may all. */
    public DataSource owner() {
        return new KeptConnections(this, url());
    }

    /** The database as the features see it. */
    public Database database() {
        return new Database(inRole("openbloctel_accounts"), inRole("openbloctel_list"), KEYS);
    }

    /** Connections of the accounts' side. */
    public DataSource accounts() {
        return inRole("openbloctel_accounts");
    }

    /** The same database, whose accounts' side is reached by these connections. */
    public Database database(DataSource accounts) {
        return new Database(accounts, inRole("openbloctel_list"), KEYS);
    }

    /** The address, with the owner's name in it. */
    public String url() {
        return Server.url(name);
    }

    private DataSource inRole(String role) {
        return new KeptConnections(this, url() + "&options=-c%20role=" + role + "%20-c%20timezone=Pacific/Apia");
    }

    /** The databases that no test has yet. Thread-safe. */
    private static final class Ahead {
        private static final int READY = 2;
        private static final ExecutorService MAKER = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("test-databases").factory());
        private static final Queue<Future<String>> MADE = new ArrayDeque<>();
        private static int number;

        static void drop(String name) {
            MAKER.execute(() -> Server.execute("drop database " + name + " with (force)"));
        }

        static synchronized String next() {
            while (MADE.size() <= READY) {
                number++;
                if (number % RECENT == 0) {
                    System.gc(); // what earlier tests left: without it, old objects keep their databases
                }
                String name = "test_" + number;
                // By files: through the log, which is PostgreSQL's own choice, a copy costs 36 ms of processor time,
                // and this way 15.
                String copy = "create database " + name + " template " + Server.TEMPLATE + " strategy file_copy";
                MADE.add(MAKER.submit(() -> Server.execute(copy), name));
            }
            try {
                return MADE.remove().get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Started at the first use; the library stops it with the virtual machine. */
    private static final class Server {
        static final String TEMPLATE = "test_template";
        /** Some 200 databases of 15 MB for each of two virtual machines, and as much again. */
        private static final long MIN_ROOM = 8L << 30;
        /** Besides them, for the tests, a server and a browser. */
        private static final long MIN_MEMORY = 12L << 30;

        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPgBinaryResolver(Server::binary)
                        .setDataDirectory(Files.createTempDirectory(folder(), "openbloctel-test-database-"))
                        // A test needs no data after a power cut: to flush hundreds of databases takes half a minute.
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        // It would look at each of hundreds of databases once a minute.
                        .setServerConfig("autovacuum", "off")
                        .start();
                execute(postgres, "create database " + TEMPLATE);
                Migrations.apply(new DriverManagerDataSource(postgres.getJdbcUrl("postgres", TEMPLATE)), () -> KEYS);
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * In memory where there is room. A database is 700 files: to make one takes 40 ms there, and 220 ms on a disk; to delete those
         * of a test run takes one second, and half a minute on a disk.
         */
        private static Path folder() {
            File memory = new File("/dev/shm");
            return memory.canWrite() && memory.getUsableSpace() > MIN_ROOM && availableMemory() > MIN_MEMORY
                    ? memory.toPath()
                    : Path.of(System.getProperty("java.io.tmpdir"));
        }

        /** In bytes; 0 where Linux does not tell. */
        private static long availableMemory() {
            try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
                return lines.filter(line -> line.startsWith("MemAvailable:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                        .findFirst()
                        .orElse(0);
            } catch (IOException e) {
                return 0;
            }
        }

        /** The first that is found: the server's jar names the same library again in its class path. */
        private static InputStream binary(String system, String machine) {
            String name = "/postgres-%s-%s.txz".formatted(system.toLowerCase(Locale.ROOT), machine);
            return Objects.requireNonNull(TestDatabase.class.getResourceAsStream(name), name);
        }

        static String url(String database) {
            return POSTGRES.getJdbcUrl("postgres", database);
        }

        static synchronized void execute(String sql) {
            execute(POSTGRES, sql);
        }

        private static void execute(EmbeddedPostgres postgres, String sql) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
