package org.openbloctel.server.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pid file and the process that it names say. The process is the test's own; its folder in {@code /proc} is made here. */
final class PostmasterTest {
    private static final ProcessHandle ALIVE = ProcessHandle.current();
    /** Linux numbers processes up to 4,194,304. */
    private static final long NO_PROCESS = 99_999_999;

    private static final int NOBODY = 65534;
    private static final int PORT = 5432;

    @TempDir
    private Path data = Path.of("");

    @TempDir
    private Path proc = Path.of("");

    private Path looked = Path.of("");

    @BeforeEach
    void name() throws IOException {
        pidFile(ALIVE.pid() + "\n" + data + "\n");
        looked = Files.createDirectory(proc.resolve(Long.toString(ALIVE.pid())));
        stat("postgres", 'S');
    }

    @Test
    void processThatWorksInTheFolderRuns() throws IOException {
        Files.createSymbolicLink(looked.resolve("cwd"), data);
        assertThat(process()).contains(ALIVE);
    }

    @Test
    void processThatCannotBeLookedAtRuns() throws IOException {
        unreadable();
        assertThat(process()).contains(ALIVE);
        Files.delete(looked.resolve("stat"));
        assertThat(process()).contains(ALIVE);
    }

    @Test
    void processThatWorksElsewhereIsAnother() throws IOException {
        Files.createSymbolicLink(looked.resolve("cwd"), proc);
        assertThat(process()).isEmpty();
    }

    @Test
    void processOfAnotherUserIsAnother() throws IOException {
        assumeTrue(Prefix.uid(data) == 0, "only root can give a folder away");
        unreadable();
        Files.setAttribute(looked, "unix:uid", NOBODY);
        assertThat(process()).isEmpty();
    }

    @Test
    void processOfAnotherNameIsAnother() throws IOException {
        unreadable();
        stat("sleep", 'S');
        assertThat(process()).isEmpty();
    }

    @Test
    void firstProcessOfTheMachineIsAnother() throws IOException {
        pidFile("1\n" + data + "\n");
        assertThat(Postmaster.process(data)).isEmpty();
    }

    @Test
    void processThatHasEndedAndWaitsForItsParentDoesNotRun() throws IOException {
        unreadable();
        stat("postgres", 'Z');
        assertThat(process()).isEmpty();
    }

    @Test
    void nothingRunsWithoutProcessOrPidFile() throws IOException {
        for (String text : List.of(NO_PROCESS + "\n" + data + "\n", "", "\n", "-" + ALIVE.pid() + "\n")) {
            pidFile(text);
            assertThat(process()).as(text).isEmpty();
        }
        Files.delete(data.resolve("postmaster.pid"));
        assertThat(process()).isEmpty();
    }

    @Test
    void isReadyOnceItsPidFileSaysSoForThePort() throws IOException {
        String starting = ALIVE.pid() + "\n" + data + "\n1790000000\n" + PORT + "\n";
        pidFile(starting);
        assertThat(Postmaster.isReady(data, PORT)).isFalse();
        pidFile(starting + "\n127.0.0.1\n    1 2\nstarting\n");
        assertThat(Postmaster.isReady(data, PORT)).isFalse();
        pidFile(starting + "\n127.0.0.1\n    1 2\nready   \n");
        assertThat(Postmaster.isReady(data, PORT)).isTrue();
        assertThat(Postmaster.isReady(data, PORT + 1)).isFalse();
        Files.delete(data.resolve("postmaster.pid"));
        assertThat(Postmaster.isReady(data, PORT)).isFalse();
    }

    private Optional<ProcessHandle> process() throws IOException {
        return Postmaster.process(data, proc);
    }

    private void pidFile(String text) throws IOException {
        Files.writeString(data.resolve("postmaster.pid"), text);
    }

    private void stat(String name, char state) throws IOException {
        Files.writeString(looked.resolve("stat"), ALIVE.pid() + " (" + name + ") " + state + " 1 2 3\n");
    }

    /** A loop cannot be followed, not even by root. */
    private void unreadable() throws IOException {
        Files.createSymbolicLink(looked.resolve("cwd"), looked.resolve("cwd"));
    }
}
