package org.openbloctel.registry.submission;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What an operator may set.
 *
 * @param folder where the encrypted files lie; shared by all servers of one registry
 * @param work where a plain temporary file may lie for the length of a scrub: archives and workbooks are read from their end.
 *     A folder of this server's own, best in memory
 * @param maxBytes how large a file may be
 * @param maxUnpackedBytes to how many bytes an archive may unpack, and how long the file {@code verdicts} may be
 * @param maxWaiting how many submissions of one company may wait
 * @param threads threads of one scrub
 * @param lease how long a scrub may give no sign of life before another server takes it over
 * @param inputDays how many days a file is kept as it was sent, so that it can be read in another way
 * @param daysAfterDownload how many days returned files are kept once the callable lines were downloaded
 * @param daysAtMost how many days they are kept at most
 * @param filesAnHour how many files a company may download in an hour before downloads stop
 * @param linesADay how many lines a company may download in a day before downloads stop
 */
public record Settings(
        Path folder,
        Path work,
        long maxBytes,
        long maxUnpackedBytes,
        int maxWaiting,
        int threads,
        Duration lease,
        int inputDays,
        int daysAfterDownload,
        int daysAtMost,
        int filesAnHour,
        long linesADay) {
    /** Those of every day. */
    public static Settings in(Path folder, Path work) {
        return new Settings(
                folder,
                work,
                5L << 30,
                20L << 30,
                100,
                Runtime.getRuntime().availableProcessors(),
                Duration.ofSeconds(15),
                1,
                7,
                30,
                60,
                50_000_000);
    }
}
