package org.openbloctel.registry.callfiles.scrubbing;

import java.nio.file.Path;
import java.time.Duration;
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
