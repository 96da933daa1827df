package org.openbloctel.registry.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;

/** Returned files are erased 24 hours after the last download that followed the callable lines, and after 30 days in any case. */
final class LastDownloadIT {
    private static final Duration TERM = Duration.ofHours(SpaceSettings.USUAL.hoursAfterDownload());
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private SubmissionFixture fixture;
    private Submission submission;

    @BeforeEach
    void make() throws IOException {
        fixture = new SubmissionFixture(folder);
        submission = fixture.scrubbed(SubmissionFixture.FILE);
    }

    private State state() throws IOException {
        fixture.erasure().results();
        return fixture.get(submission).state();
    }

    @Test
    void usuallyADay() {
        assertThat(TERM).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void eachDownloadBeginsTheTermAnew() throws IOException {
        fixture.downloaded(submission, Returned.Kind.CALLABLE);
        assertThat(fixture.get(submission).filesUntil()).contains(fixture.now.plus(TERM));
        fixture.later(TERM.minus(SECOND));
        assertThat(state()).isEqualTo(State.DELIVERED);

        fixture.downloaded(submission, Returned.Kind.OPPOSED);

        assertThat(fixture.get(submission).filesUntil()).contains(fixture.now.plus(TERM));
        fixture.later(TERM.minus(SECOND));
        assertThat(state()).isEqualTo(State.DELIVERED);
        fixture.later(SECOND);
        assertThat(state()).isEqualTo(State.PURGED);
        assertRefused(
                () -> fixture.submissions()
                        .download(submission.company(), submission.id(), Returned.Kind.CALLABLE, "member:1"),
                new SubmissionRefusal.FilesErased());
        assertThat(fixture.get(submission).certificate()).isPresent();
    }

    @Test
    void otherPartsAloneBeginNoTerm() throws IOException {
        fixture.downloaded(submission, Returned.Kind.OPPOSED);
        fixture.later(Duration.ofDays(29));
        assertThat(state()).isEqualTo(State.READY);
        fixture.later(Duration.ofDays(2));
        assertThat(state()).isEqualTo(State.PURGED);
    }

    @Test
    void thirtyDaysAreTheEndHoweverOftenItIsDownloaded() throws IOException {
        for (int day = 0; day < 30; day++) {
            assertThat(state()).as("day %d", day).isNotEqualTo(State.PURGED);
            fixture.downloaded(submission, Returned.Kind.CALLABLE);
            fixture.later(Duration.ofHours(23).plusMinutes(59));
        }
        fixture.later(Duration.ofHours(1));
        assertThat(state()).isEqualTo(State.PURGED);
    }
}
