package org.openbloctel.server.callfiles.submission;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.settings.Between;
import org.openbloctel.server.platform.settings.SettingsException;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The settings of submissions, with the names that the file of settings has. */
@ConfigurationProperties("openbloctel.submissions")
record SubmissionProperties(
        @Nullable Path folder,
        @Nullable Path workFolder,
        @Between(min = 1, max = 1_000_000) int mostMegabytes,
        @Between(min = 1, max = 1_000_000) int mostWaiting,
        @Between(min = 1, max = 999_999_999) int mostKeptMegabytes,
        @Between(min = 1, max = 100) int mostKeptPercent,
        @Between(min = 0, max = 999_999_999) int freeMegabytes,
        @Between(min = 1, max = 1_000_000) int mostUnpackedMegabytes,
        @Between(min = 1, max = 1024) int atOnce,
        @Between(min = 0, max = 1024) int threads,
        @Between(min = 5, max = 3600) int leaseSeconds,
        @Between(min = 1, max = 30) int daysAsSent,
        @Between(min = 1, max = 720) int hoursAfterDownload,
        @Between(min = 1, max = 30) int daysAtMost,
        Downloads downloads,
        @Between(min = 1, max = LegalDelay.LEGAL_HOURS) int alarmHours) {
    private static final String PREFIX = "openbloctel.submissions.";

    SubmissionProperties {
        if (mostUnpackedMegabytes < mostMegabytes) {
            throw new SettingsException(List.of(PREFIX + "most-unpacked-megabytes is less than " + PREFIX
                    + "most-megabytes: a file that may be sent could not be answered."));
        }
    }

    record Downloads(
            @Between(min = 1, max = 1_000_000) int filesAnHour,
            @Between(min = 1, max = 999_999_999) int linesADay) {}
}
