package org.openbloctel.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the process that a data folder's {@code postmaster.pid} names is really a PostgreSQL on that folder. */
final class Postmaster {
    private Postmaster() {}

    /** A process number is used again after a reboot or in a new container, so that the process is looked at. */
    static boolean runs(Path pidFile, Path data) throws IOException {
        String first = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        if (!first.matches("[0-9]{1,9}")) {
            return false;
        }
        Path workingFolder = Path.of("/proc", first, "cwd");
        try {
            return Files.isSameFile(workingFolder, data);
        } catch (IOException e) {
            // No such process, or another user's: PostgreSQL on this folder would be ours.
            return false;
        }
    }

    /** The process, if it runs. */
    static Optional<ProcessHandle> process(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        try {
            return Files.exists(pidFile) && runs(pidFile, data)
                    ? ProcessHandle.of(Long.parseLong(Files.readString(pidFile)
                            .lines()
                            .findFirst()
                            .orElse("")
                            .strip()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // it has just ended
        }
    }
}
