package org.openbloctel.server.callfiles.submission;

import static java.util.Objects.requireNonNullElse;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.intake.Reception;
import org.openbloctel.registry.callfiles.scrubbing.ScrubSettings;
import org.openbloctel.registry.callfiles.submission.SpaceSettings;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.SettingsException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * What an operator may choose for submissions.
 *
 * @param folder where the encrypted files lie; shared by all servers of one registry
 * @param atOnce how many scrubs run at once in this server
 * @param alarmAfter how long a submission may wait before the log says so
 */
@ConfigurationProperties("openbloctel.submissions")
record SubmissionSettings(
        @Nullable Path folder,
        @Nullable Path workFolder,

        @Name("most-megabytes") @DataSizeUnit(DataUnit.MEGABYTES) @Between(min = 1, max = 1_000_000)
        DataSize most,

        @Between(min = 1, max = 1_000_000) int mostWaiting,

        @Name("most-kept-megabytes") @DataSizeUnit(DataUnit.MEGABYTES) @Between(min = 1, max = 999_999_999)
        DataSize mostKept,

        @Between(min = 1, max = 100) int mostKeptPercent,

        @Name("free-megabytes") @DataSizeUnit(DataUnit.MEGABYTES) @Between(min = 0, max = 999_999_999)
        DataSize free,

        @Name("most-unpacked-megabytes") @DataSizeUnit(DataUnit.MEGABYTES) @Between(min = 1, max = 1_000_000)
        DataSize mostUnpacked,

        @Between(min = 1, max = 1024) int atOnce,
        @Between(min = 0, max = 1024) int threads,

        @Name("lease-seconds") @DurationUnit(ChronoUnit.SECONDS) @Between(min = 5, max = 3600)
        Duration lease,

        @Between(min = 1, max = 30) int daysAsSent,
        @Between(min = 1, max = 720) int hoursAfterDownload,
        @Between(min = 1, max = 30) int daysAtMost,
        Downloads downloads,

        @Name("alarm-hours") @DurationUnit(ChronoUnit.HOURS) @Between(min = 1, max = LegalDelay.LEGAL_HOURS)
        Duration alarmAfter) {
    private static final String PREFIX = "openbloctel.submissions.";

    SubmissionSettings {
        if (mostUnpacked.compareTo(most) < 0) {
            throw new SettingsException(List.of(PREFIX + "most-unpacked-megabytes is less than " + PREFIX
                    + "most-megabytes: a file that may be sent could not be answered."));
        }
    }

    Path folder(Path dataFolder) {
        return requireNonNullElse(folder, dataFolder.resolve("submissions"));
    }

    Reception.Settings intake() {
        return new Reception.Settings(most.toBytes(), mostWaiting, daysAsSent, mostKept.toBytes(), mostKeptPercent);
    }

    ScrubSettings scrub(Path dataFolder) {
        return new ScrubSettings(
                requireNonNullElse(workFolder, dataFolder.resolve("work")),
                mostUnpacked.toBytes(),
                threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
                lease,
                free.toBytes());
    }

    SpaceSettings space() {
        return new SpaceSettings(hoursAfterDownload, daysAtMost, downloads.filesAnHour(), downloads.linesADay());
    }

    record Downloads(
            @Between(min = 1, max = 1_000_000) int filesAnHour,
            @Between(min = 1, max = 999_999_999) int linesADay) {}
}
