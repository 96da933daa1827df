package org.openbloctel.server.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The main process of the PostgreSQL on a data folder, as the folder's {@code postmaster.pid} names it. In doubt it runs: a second one
 * beside it, or none behind it, would cost more than a wait.
 */
final class Postmaster {
    private static final Path PROC = Path.of("/proc");
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    private Postmaster() {}

    /**
     * The process, if it runs.
     *
     * @throws IOException when the pid file cannot be read, so that neither is known
     */
    static Optional<ProcessHandle> process(Path data) throws IOException {
        return process(data, PROC);
    }

    static Optional<ProcessHandle> process(Path data, Path proc) throws IOException {
        List<String> lines = pidFile(data);
        String pid = lines.isEmpty() ? "" : lines.getFirst().strip();
        if (!pid.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .filter(process -> worksIn(data, proc.resolve(pid)));
    }

    /** Whether it lets connections in on that port: its recovery is over. It notes so in the pid file, where pg_ctl looks too. */
    static boolean isReady(Path data, int port) throws IOException {
        List<String> lines = pidFile(data);
        return hasPort(lines, port)
                && lines.size() > STATUS_LINE
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    /** The port of one that runs and lets connections in; empty when none does. */
    static OptionalInt readyPort(Path data) throws IOException {
        List<String> lines = pidFile(data);
        if (lines.size() <= PORT_LINE || process(data).isEmpty()) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(lines.get(PORT_LINE).strip());
        return isReady(data, port) ? OptionalInt.of(port) : OptionalInt.empty();
    }

    static boolean hasPort(Path data, int port) throws IOException {
        return hasPort(pidFile(data), port);
    }

    private static boolean hasPort(List<String> lines, int port) {
        return lines.size() > PORT_LINE && lines.get(PORT_LINE).strip().equals(Integer.toString(port));
    }

    private static List<String> pidFile(Path data) throws IOException {
        try {
            return Files.readString(data.resolve("postmaster.pid")).lines().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** A process number is used again after a reboot or in a new container, so that the process is looked at. */
    private static boolean worksIn(Path data, Path process) {
        try {
            return Files.isSameFile(process.resolve("cwd"), data);
        } catch (IOException e) {
            // Without CAP_SYS_PTRACE, as in a container, not even root may look.
            return mayBePostgres(process) && mayHaveOwnerOf(data, process);
        }
    }

    /** By its name and state, which all may read. A killed process keeps its number as a zombie until its parent reads how it ended. */
    private static boolean mayBePostgres(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            return stat.contains(" (postgres) ") && !stat.contains(" (postgres) Z ");
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean mayHaveOwnerOf(Path data, Path process) {
        try {
            return Prefix.uid(process) == Prefix.uid(data);
        } catch (IOException e) {
            return true;
        }
    }
}
