package org.openbloctel.registry.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.platform.filevault.StorageException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The disk is full or read-only: files are refused before they are read, scrubs wait, and all goes on by itself once there is room. */
final class FullDiskIT {
    private static final Duration PAST_THE_PAUSE = Duration.ofMinutes(6);

    @TempDir
    Path folder;

    private SubmissionFixture fixture;

    @BeforeEach
    void open() {
        fixture = new SubmissionFixture(folder);
    }

    /** Fails when it is read. */
    private static InputStream unread() {
        return new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("the body was read");
            }

            @Override
            public int read(byte[] target, int from, int length) {
                throw new AssertionError("the body was read");
            }
        };
    }

    @Test
    void filesAreRefusedBeforeTheyAreRead() {
        fixture.usable = 0;
        assertRefused(() -> fixture.submissions().receive(SubmissionFixture.sent("a.csv"), unread()), "BT-0791");
        assertRefused(() -> fixture.uploads().begin(SubmissionFixture.sent("a.csv"), 10), "BT-0791");
        fixture.usable = Long.MAX_VALUE;
        fixture.writable = false;
        assertRefused(() -> fixture.submissions().receive(SubmissionFixture.sent("a.csv"), unread()), "BT-0792");
        assertThat(fixture.folder).isEmptyDirectory();
    }

    /** An upload says how long it will be. */
    @Test
    void anUploadIsRefusedThatWouldNotFit() throws Exception {
        fixture.usable = 1 << 20;
        assertRefused(() -> fixture.uploads().begin(SubmissionFixture.sent("a.csv"), 1 << 20), "BT-0791");
        assertThat(fixture.uploads()
                        .begin(SubmissionFixture.sent("a.csv"), (1 << 20) - 1)
                        .offset())
                .isZero();
    }

    @Test
    void aPieceOfAnUploadIsRefusedBeforeItIsReadAndTheUploadGoesOnLater() throws Exception {
        UUID upload =
                fixture.uploads().begin(SubmissionFixture.sent("a.csv"), 24).id();
        fixture.usable = 0;
        assertRefused(() -> fixture.uploads().append(SubmissionFixture.COMPANY, upload, 0, unread()), "BT-0791");
        fixture.usable = Long.MAX_VALUE;
        InputStream body = SubmissionFixture.bytes("Nom;Tel\nAnne;0639980002\n");
        assertThat(fixture.uploads()
                        .append(SubmissionFixture.COMPANY, upload, 0, body)
                        .isWhole())
                .isTrue();
    }

    @Test
    void aScrubWaitsForRoomWithoutAnAttempt() throws Exception {
        Submission waiting = fixture.receive(SubmissionFixture.FILE);
        fixture.usable = 0;
        assertThat(fixture.queue().runNext()).isFalse();
        assertThat(fixture.queue().runNextSmall()).isFalse();
        assertThat(attempts(waiting)).isZero();
        fixture.usable = Long.MAX_VALUE;
        assertThat(fixture.queue().runNextSmall()).isTrue();
        assertThat(fixture.get(waiting).state()).isEqualTo(State.READY);
    }

    /** It fills between the look and the scrub: what was written is removed, and the next attempt waits for room. */
    @Test
    void aScrubThatFillsTheDiskLeavesNothingAndIsNotTriedAgainBeforeThereIsRoom() throws Exception {
        Submission waiting = fixture.receive(SubmissionFixture.FILE);
        fixture.usable = 0;
        assertThat(catchThrowable(() -> fixture.queue().run(waiting.id()))).hasMessageContaining("FULL");
        assertThat(fixture.vault.names(waiting.id())).containsExactly("in-0");
        for (int i = 0; i < 5; i++) {
            fixture.later(PAST_THE_PAUSE);
            assertThat(fixture.queue().runNext()).isFalse();
        }
        assertThat(attempts(waiting)).isEqualTo(1);
        fixture.usable = Long.MAX_VALUE;
        assertThat(fixture.queue().runNext()).isTrue();
        assertThat(fixture.get(waiting).state()).isEqualTo(State.READY);
    }

    /** Its folder is another one than that of the other servers. */
    @Test
    void aServerThatDoesNotSeeTheFilesCountsNoDownload() throws Exception {
        Submission ready = fixture.scrubbed(SubmissionFixture.FILE);
        Path home = fixture.folder.resolve(ready.id().toString());
        Path elsewhere = Files.move(home, folder.resolve("elsewhere"));
        fixture.writable = false;
        assertThatThrownBy(() -> fixture.downloaded(ready, Returned.Kind.CALLABLE))
                .isInstanceOf(StorageException.class);
        fixture.writable = true;
        assertThatThrownBy(() -> fixture.downloaded(ready, Returned.Kind.CALLABLE))
                .as("lost for good")
                .isInstanceOf(NoSuchFileException.class);
        assertThat(fixture.get(ready).state()).isEqualTo(State.READY);
        assertThat(fixture.audit.about("submission:" + ready.id(), 10))
                .extracting(recorded -> recorded.entry().action())
                .doesNotContain("submission.downloaded");
        Files.move(elsewhere, home);
        assertThat(fixture.downloaded(ready, Returned.Kind.CALLABLE)).isNotEmpty();
        assertThat(fixture.get(ready).state()).isEqualTo(State.DELIVERED);
    }

    private int attempts(Submission submission) {
        return JdbcClient.create(fixture.test.owner())
                .sql("select attempt from accounts.submission where id = ?")
                .param(submission.id())
                .query(Integer.class)
                .single();
    }
}
