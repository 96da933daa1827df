package org.openbloctel.server.submission;

import java.nio.file.Path;
import java.time.Duration;
import org.openbloctel.registry.intake.IntakeSettings;
import org.openbloctel.registry.scrubbing.ScrubSettings;
import org.openbloctel.registry.submission.SpaceSettings;
import org.openbloctel.server.settings.SettingsReader;
import org.springframework.core.env.PropertyResolver;

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
        Path folder, IntakeSettings intake, ScrubSettings scrub, SpaceSettings space, int atOnce, Duration alarmAfter) {
    private static final String PREFIX = "openbloctel.submissions.";
    private static final String UNPACKED = PREFIX + "most-unpacked-megabytes";
    private static final int MAX_MEGABYTES = 1_000_000;
    private static final int MAX = 1_000_000;
    private static final int MAX_LINES = 999_999_999;
    private static final int MAX_DAYS = 30;

    static SubmissionSettings of(PropertyResolver values, Path dataFolder) {
        SettingsReader reader = new SettingsReader(values);
        int megabytes = reader.number(PREFIX + "most-megabytes", 1, MAX_MEGABYTES);
        int unpacked = reader.number(UNPACKED, 1, MAX_MEGABYTES);
        if (unpacked < megabytes) {
            reader.problem(
                    UNPACKED,
                    "is less than " + PREFIX + "most-megabytes: a file that may be sent could not be answered");
        }
        int threads = reader.number(PREFIX + "threads", 0, 1024);
        SubmissionSettings settings = new SubmissionSettings(
                folder(reader, "folder", dataFolder.resolve("submissions")),
                new IntakeSettings(
                        (long) megabytes << 20,
                        reader.number(PREFIX + "most-waiting", 1, MAX),
                        reader.number(PREFIX + "days-as-sent", 1, MAX_DAYS)),
                new ScrubSettings(
                        folder(reader, "work-folder", dataFolder.resolve("work")),
                        (long) unpacked << 20,
                        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
                        Duration.ofSeconds(reader.number(PREFIX + "lease-seconds", 5, 3600))),
                new SpaceSettings(
                        reader.number(PREFIX + "days-after-download", 1, MAX_DAYS),
                        reader.number(PREFIX + "days-at-most", 1, MAX_DAYS),
                        reader.number(PREFIX + "downloads.files-an-hour", 1, MAX),
                        reader.number(PREFIX + "downloads.lines-a-day", 1, MAX_LINES)),
                reader.number(PREFIX + "at-once", 1, 1024),
                Duration.ofHours(reader.number(PREFIX + "alarm-hours", 1, LegalDelay.LEGAL_HOURS)));
        reader.end();
        return settings;
    }

    private static Path folder(SettingsReader reader, String name, Path otherwise) {
        return reader.text(PREFIX + name).map(Path::of).orElse(otherwise).toAbsolutePath();
    }
}
