package org.openbloctel.registry.scrubbing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where plain files may lie for the length of a scrub. Each bears the process that made it: what a process left behind that
 * does not run any more is removed at the next start.
 */
final class WorkFolder {
    static final String PREFIX = ProcessHandle.current().pid() + "-";

    private WorkFolder() {}

    static void prepare(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "[0-9]*-*.zip")) {
            for (Path file : left) {
                String name = String.valueOf(file.getFileName());
                long pid = Long.parseLong(name.substring(0, name.indexOf('-')));
                if (ProcessHandle.of(pid).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
