package org.openbloctel.registry.callfiles.scrubbing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where plain files may lie for the length of a scrub. Each bears the process that made it: what a process left behind that
 * does not run any more is removed at the next start.
 */
final class WorkFolder {
    static final String PREFIX = ProcessHandle.current().pid() + "-";

    private static final Pattern NAME = Pattern.compile("([0-9]{1,18})-.*\\.zip");

    private WorkFolder() {}

    static void prepare(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "[0-9]*-*.zip")) {
            for (Path file : left) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
