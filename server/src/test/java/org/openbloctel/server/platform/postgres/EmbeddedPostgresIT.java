package org.openbloctel.server.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded PostgreSQL keeps what was committed, after a kill of either process, and touches no folder but its own. */
@Tag("check-long")
final class EmbeddedPostgresIT {
    private static final int PATIENCE = 60;
    private static final int NOBODY = 65534;

    /** Unpacked once: that takes longer than all the rest of a start. */
    @TempDir
    private static Path shared = Path.of("");

    @TempDir
    private Path parent;

    private Path folder = Path.of("");
    private final List<Process> processes = new ArrayList<>();
    private @Nullable EmbeddedPostgres postgres;

    @BeforeAll
    static void unpack() {
        EmbeddedPostgres.start(shared.resolve("postgres")).close();
    }

    @BeforeEach
    void choose() {
        folder = parent.resolve("data/postgres");
    }

    @AfterEach
    void stop() throws IOException {
        processes.forEach(Process::destroyForcibly);
        if (postgres != null) {
            postgres.close();
        } else if (Files.exists(folder.resolve("data"))) {
            postmaster().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void serverThatWasKilledFindsItsDataAndTheDatabaseThatOutlivedIt() throws Exception {
        kill(holder());
        ProcessHandle leftOver = postmaster().orElseThrow();
        assertThat(leftOver.isAlive()).isTrue();
        postgres = EmbeddedPostgres.start(folder);
        assertThat(postmaster().orElseThrow().pid()).isNotEqualTo(leftOver.pid());
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void serverThatWasKilledWithItsDatabaseFindsItsData() throws Exception {
        Process holder = holder();
        ProcessHandle database = postmaster().orElseThrow();
        kill(holder); // first: it would start the database again
        database.destroyForcibly();
        database.onExit().get(PATIENCE, TimeUnit.SECONDS);
        postgres = EmbeddedPostgres.start(folder);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void databaseThatIsKilledIsStartedAgainOnItsPortWithItsData() throws Exception {
        alreadyUnpacked();
        postgres = EmbeddedPostgres.start(folder);
        try (Connection connection = Holder.connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute("create table kept as select 1");
            for (int i = 0; i < 2; i++) {
                ProcessHandle database = postmaster().orElseThrow();
                database.destroyForcibly();
                database.onExit().get(PATIENCE, TimeUnit.SECONDS);
                assertThat(answersAgain()).isTrue();
                assertThat(postmaster().orElseThrow().pid()).isNotEqualTo(database.pid());
                assertThat(rows()).isEqualTo(1);
            }
        }
        ProcessHandle last = postmaster().orElseThrow();
        postgres.close();
        postgres = null;
        last.onExit().get(PATIENCE, TimeUnit.SECONDS);
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void databaseWhoseRecoveryOutlastsThePatienceOfPgCtlIsWaitedFor() throws Exception {
        alreadyUnpacked();
        postgres = EmbeddedPostgres.start(folder);
        impatientPgCtl();
        for (int i = 0; i < 2; i++) {
            ProcessHandle database = postmaster().orElseThrow();
            database.destroyForcibly();
            database.onExit().get(PATIENCE, TimeUnit.SECONDS);
            assertThat(answersAgain()).isTrue();
        }
        assertThat(folder.resolve("disturbed")).doesNotExist();
    }

    @Test
    void firstStartWhoseRecoveryOutlastsThePatienceOfPgCtlIsWaitedFor() throws Exception {
        alreadyUnpacked();
        impatientPgCtl();
        postgres = EmbeddedPostgres.start(folder);
        assertThat(ask("select 1")).isEqualTo("1");
        assertThat(folder.resolve("disturbed")).doesNotExist();
    }

    /** A {@code pg_ctl} that gives up waiting at once, and notes when it is called while the process runs. */
    private void impatientPgCtl() throws IOException {
        Path programs;
        try (Stream<Path> files = Files.list(folder)) {
            programs = files.filter(file -> file.getFileName().toString().startsWith("binaries-"))
                    .findFirst()
                    .orElseThrow()
                    .resolve("bin");
        }
        Path real = Files.move(programs.resolve("pg_ctl"), programs.resolve("patient_pg_ctl"));
        String script = """
                #!/bin/sh
                running() {
                    pid=$(head -n 1 FOLDER/data/postmaster.pid 2>&1) && grep -q '^State:.[RSDT]' "/proc/$pid/status" 2>&1
                }
                running && echo "$1 $pid" >> FOLDER/disturbed
                [ "$1" = start ] || exec REAL "$@"
                REAL "$@" --no-wait
                for i in $(seq 50); do running || sleep 0.1; done
                exit 1
                """;
        Path impatient = Files.writeString(
                programs.resolve("pg_ctl"),
                script.replace("REAL", real.toString()).replace("FOLDER", folder.toString()));
        Files.setPosixFilePermissions(impatient, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private boolean answersAgain() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (System.nanoTime() < end) {
            try {
                return ask("select 1").equals("1");
            } catch (SQLException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        return false;
    }

    @Test
    void stoppedServerLeavesNoProcessAndStartsAgain() throws Exception {
        alreadyUnpacked();
        EmbeddedPostgres first = EmbeddedPostgres.start(folder);
        ProcessHandle database = postmaster().orElseThrow();
        first.close();
        database.onExit().get(PATIENCE, TimeUnit.SECONDS);
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
        postgres = EmbeddedPostgres.start(folder);
        assertThat(postgres.password()).isEqualTo(first.password());
    }

    @Test
    void secondServerOnOneFolderIsRefused() throws Exception {
        Process holder = holder();
        PostgresException refused = catchThrowableOfType(PostgresException.class, () -> EmbeddedPostgres.start(folder));
        assertThat(refused).hasMessage("Another server (process " + holder.pid() + ") uses the folder " + folder + ".");
        assertThat(refused.cure()).contains("--data");
        kill(holder);
        postgres = EmbeddedPostgres.start(folder);
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder)).hasMessageContaining("Another server");
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void folderOfSomebodyElseIsNotTouched() throws IOException {
        Files.createDirectories(folder);
        Path file = Files.writeString(folder.resolve("letter.txt"), "mine");
        assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("was not made by OpenBloctel");
        assertThat(folder).isDirectoryNotContaining(found -> !found.equals(file));
        assertThat(file).hasContent("mine");
    }

    @Test
    void processNumberThatIsAnothersByNowIsNotTakenForTheDatabase() throws Exception {
        alreadyUnpacked();
        EmbeddedPostgres.start(folder).close();
        Path pidFile = folder.resolve("data/postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + folder.resolve("data") + "\n");
        postgres = EmbeddedPostgres.start(folder);
        assertThat(ask("show port")).isNotEmpty();
    }

    @Test
    void committedDataAreOnTheDiskAndOnlyThePasswordLetsIn() throws Exception {
        postgres = EmbeddedPostgres.start(folder);
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
            assertThat(ask("show " + setting)).as(setting).isEqualTo("on");
        }
        assertThat(ask("show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(ask("select datlocprovider::text || datlocale from pg_database where datname = 'openbloctel'"))
                .isEqualTo("bC.UTF-8");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                .isEqualTo("rw-------");
        String url = postgres.url();
        assertThatThrownBy(() -> DriverManager.getConnection(url, EmbeddedPostgres.NAME, "wrong"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void logHoldsNothingOfWhatIsStored() throws Exception {
        alreadyUnpacked();
        postgres = EmbeddedPostgres.start(folder);
        ask("select 1");
        assertThatThrownBy(() -> ask("select '0639980001'::text::date")).isInstanceOf(SQLException.class);
        assertThat(Files.readString(folder.resolve("postgres.log"))).doesNotContain("0639980001");
    }

    @Test
    void rootStartsItAsTheUserWhoOwnsTheFolder() throws Exception {
        assumeTrue(Prefix.uid(Path.of("/proc/self")) == 0, "only root can give a folder away");
        Files.createDirectories(folder);
        for (Path open = folder;
                open.startsWith(parent);
                open = open.resolve("..").normalize()) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.setAttribute(folder, "unix:uid", NOBODY);
        postgres = EmbeddedPostgres.start(folder);
        assertThat(Prefix.uid(Path.of("/proc/" + postmaster().orElseThrow().pid())))
                .isEqualTo(NOBODY);
        assertThat(ask("select 1")).isEqualTo("1");
    }

    /** As a start leaves the folder that ended before it made the data. */
    private void alreadyUnpacked() throws IOException {
        Files.createDirectories(parent.resolve("data"));
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path made = shared.resolve("postgres");
        Files.copy(made.resolve("made-by-openbloctel"), folder.resolve("made-by-openbloctel"));
        List<Path> all;
        try (Stream<Path> walk = Files.walk(made)) {
            all = walk.filter(path -> made.relativize(path).toString().startsWith("binaries-"))
                    .toList();
        }
        assertThat(all).as("what is unpacked").hasSizeGreaterThan(100);
        for (Path path : all) {
            Path target = folder.resolve(made.relativize(path));
            if (Files.isSymbolicLink(path)) {
                Files.createSymbolicLink(target, Files.readSymbolicLink(path));
            } else if (Files.isDirectory(path)) {
                Files.createDirectories(target);
            } else {
                Files.createLink(target, path);
            }
        }
    }

    private Process holder() throws IOException {
        alreadyUnpacked();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        // A short life: the optimising compiler would cost more than it gains.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        processes.add(process);
        BufferedReader said = process.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.equals(Holder.READY)) {
                return process;
            }
        }
        throw new IllegalStateException("the process ended before it was ready");
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        Path pidFile = folder.resolve("data/postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst()));
    }

    private int rows() throws SQLException {
        return Integer.parseInt(ask("select count(*) from kept"));
    }

    private String ask(String sql) throws SQLException {
        if (postgres == null) {
            throw new IllegalStateException("not started");
        }
        try (Connection connection = Holder.connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
