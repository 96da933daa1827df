package org.openbloctel.registry.callfiles.scrubbing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openbloctel.registry.platform.filevault.DiskRoom;

/**
 * What an operator may set for scrubs.
 *
 * @param work where a plain temporary file may lie for the length of a scrub: archives and workbooks are read from their end.
 *     A folder of this server's own, best in memory
 * @param maxUnpackedBytes to how many bytes an archive may unpack, and how long the file {@code verdicts} may be
 * @param threads threads of one scrub
 * @param lease how long a scrub may give no sign of life before another server takes it over
 * @param reserve how many bytes are always left on the disk of {@code work}
 */
public record ScrubSettings(Path work, long maxUnpackedBytes, int threads, Duration lease, long reserve) {
    /** Plain files bear the process that made them. */
    static final String PREFIX = ProcessHandle.current().pid() + "-";

    private static final Pattern NAME = Pattern.compile("([0-9]{1,18})-.*\\.zip");

    /** Makes the folder, and removes what a process left behind that does not run any more. */
    void prepare() throws IOException {
        Files.createDirectories(
                work, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(work, "[0-9]*-*.zip")) {
            for (Path file : left) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** The room in the folder for temporary files. */
    public DiskRoom room() {
        return DiskRoom.of("work", work, reserve);
    }

    /** Those of every day. */
    public static ScrubSettings in(Path work) {
        return new ScrubSettings(
                work, 20L << 30, Runtime.getRuntime().availableProcessors(), Duration.ofSeconds(15), 0);
    }
}
