package org.openbloctel.server.callfiles.submission;

import static java.util.Objects.requireNonNullElse;

import java.nio.file.Path;
import java.time.Duration;
import org.openbloctel.registry.callfiles.intake.Reception;
import org.openbloctel.registry.callfiles.scrubbing.ScrubSettings;
import org.openbloctel.registry.callfiles.submission.SpaceSettings;

/**
 * What an operator may choose for submissions, checked.
 *
 * @param folder where the encrypted files lie; shared by all servers of one registry
 * @param intake of the receiving
 * @param scrub of the scrubs
 * @param space of the files that come back
 * @param atOnce how many scrubs run at once in this server
 * @param alarmAfter how long a submission may wait before the log says so
 */
public record SubmissionSettings(
        Path folder,
        Reception.Settings intake,
        ScrubSettings scrub,
        SpaceSettings space,
        int atOnce,
        Duration alarmAfter) {
    static SubmissionSettings of(SubmissionProperties given, Path dataFolder) {
        int threads = given.threads();
        return new SubmissionSettings(
                requireNonNullElse(given.folder(), dataFolder.resolve("submissions")),
                new Reception.Settings(
                        (long) given.mostMegabytes() << 20,
                        given.mostWaiting(),
                        given.daysAsSent(),
                        (long) given.mostKeptMegabytes() << 20,
                        given.mostKeptPercent()),
                new ScrubSettings(
                        requireNonNullElse(given.workFolder(), dataFolder.resolve("work")),
                        (long) given.mostUnpackedMegabytes() << 20,
                        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
                        Duration.ofSeconds(given.leaseSeconds()),
                        (long) given.freeMegabytes() << 20),
                new SpaceSettings(
                        given.hoursAfterDownload(),
                        given.daysAtMost(),
                        given.downloads().filesAnHour(),
                        given.downloads().linesADay()),
                given.atOnce(),
                Duration.ofHours(given.alarmHours()));
    }
}
