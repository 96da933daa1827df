package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.StorageException;
import org.openbloctel.registry.platform.filevault.StorageOutput;
import org.openbloctel.scrub.engine.Verdict;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a file does to the worker counts against it, three times; what the disk, the database or a restart does, does not. */
final class FailedAttemptsIT {
    private static final Duration PAST_ANY_PAUSE = Duration.ofMinutes(6);

    @TempDir
    Path folder;

    /** What a scrub of a workbook ends in. */
    @FunctionalInterface
    private interface Ending {
        void come() throws IOException;
    }

    @Test
    void fileThatMakesTheWorkerFailThriceIsRefusedAndTheOperatorSeesIt() throws IOException {
        SubmissionFixture fixture = fixture(() -> {
            throw new NoClassDefFoundError("org/dhatim/fastexcel/reader/ReadableWorkbook");
        });
        Submission received = workbook(fixture);
        assertFails(fixture, received, NoClassDefFoundError.class);
        assertFails(fixture, received, NoClassDefFoundError.class);
        assertThat(fixture.get(received).state()).isEqualTo(State.CHECKING);
        assertThat(fixture.queue().waiting(10))
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.fault())
                        .hasValueSatisfying(fault -> assertThat(fault)
                                .startsWith(
                                        "java.lang.NoClassDefFoundError at org.openbloctel.registry.callfiles.scrubbing.")
                                .doesNotContain("fastexcel")));
        assertFails(fixture, received, NoClassDefFoundError.class);

        Submission refused = fixture.get(received);
        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.refusal())
                .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo("BT-0790"));
        assertThat(fixture.audit.about("submission:" + received.id(), 1))
                .extracting(recorded -> recorded.entry().action())
                .containsExactly("submission.refused");
        assertThat(fixture.queue().failed(10))
                .extracting(failed -> failed.task().id(), ScrubTask.Failed::failures)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(received.id(), 3));
        assertThat(fixture.queue().depth().refused()).isEqualTo(1);
        assertThat(fixture.charged).isEmpty();
        fixture.later(PAST_ANY_PAUSE);
        assertThat(fixture.queue().runNext()).as("never again").isFalse();
        assertThat(workbook(fixture).id())
                .as("the same bytes, sent again, are tried anew")
                .isNotEqualTo(received.id());
        fixture.later(Duration.ofHours(1));
        assertThat(fixture.queue().depth().refused()).isZero();
    }

    @Test
    void whatTheFileReadsLikeCountsWhateverItsType() throws IOException {
        SubmissionFixture fixture = fixture(() -> {
            throw new IOException("an entry ends too early");
        });
        Submission received = workbook(fixture);
        for (int i = 0; i < Blame.FILE_FAILURES; i++) {
            assertFails(fixture, received, java.io.UncheckedIOException.class);
        }
        assertThat(fixture.get(received).state()).isEqualTo(State.REFUSED);
    }

    @Test
    void databaseThatFailsIsNoFaultOfTheFile() throws IOException {
        assertIsTriedForever(fixture(() -> {
            throw new DataAccessResourceFailureException("gone");
        }));
    }

    @Test
    void threadThatIsStoppedIsNoFaultOfTheFile() throws IOException {
        assertIsTriedForever(fixture(() -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped");
        }));
    }

    @Test
    void folderThatTakesNoFileIsNoFaultOfTheFile() throws IOException {
        Path away = folder.resolve("away");
        SubmissionFixture fixture = fixture(() -> {
            Files.move(folder.resolve("work"), away);
            throw new IllegalStateException("thrown by the reader");
        });
        Submission received = workbook(fixture);
        for (int i = 0; i < 2 * Blame.FILE_FAILURES; i++) {
            assertThat(catchThrowable(() -> fixture.queue().run(received.id()))).isNotNull();
            Files.move(away, folder.resolve("work"));
            fixture.later(PAST_ANY_PAUSE);
        }
        assertThat(fixture.get(received).state()).isEqualTo(State.CHECKING);
    }

    @Test
    void serverThatDoesNotSeeTheFilesBlamesNone() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Submission received = fixture.receive(SubmissionFixture.FILE);
        Path home = fixture.folder.resolve(received.id().toString());
        Path elsewhere = Files.move(home, folder.resolve("elsewhere"));
        fixture.writable = false;
        assertThat(new Blame(fixture.database, fixture.vault, fixture.scrub).isOnFile(new IllegalStateException()))
                .isFalse();
        for (int i = 0; i < 2 * Blame.FILE_FAILURES; i++) {
            assertFails(fixture, received, Throwable.class);
        }
        Files.move(elsewhere, home);
        fixture.writable = true;
        fixture.later(PAST_ANY_PAUSE);
        fixture.queue().run(received.id());
        assertThat(fixture.get(received).state()).isEqualTo(State.READY);
    }

    @Test
    void faultsOfWritingAreToldFromThoseOfReading() throws IOException {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        DiskRoom room = DiskRoom.of("work", folder);
        assertThatThrownBy(() -> StorageOutput.open(room, () -> full).write(new byte[1]))
                .isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> StorageOutput.open(room, () -> {
                    throw new IOException("Read-only file system");
                }))
                .isInstanceOf(StorageException.class);
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Blame blame = new Blame(fixture.database, fixture.vault, fixture.scrub);
        Throwable written =
                catchThrowable(() -> StorageOutput.open(room, () -> full).write(1));
        assertThat(blame.isOnFile(new IllegalStateException(written))).isFalse();
    }

    /** Three processes that were killed are three restarts, and no proof against the file; ten are. */
    @Test
    void attemptsThatEndWithoutAWordAreForgivenForLonger() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Submission patient = abandoned(fixture, "a.csv", Blame.ABANDONED - 1);
        fixture.queue().run(patient.id());
        assertThat(fixture.get(patient).state()).isEqualTo(State.READY);
        Submission deadly = abandoned(fixture, "b.csv", Blame.ABANDONED);
        fixture.queue().run(deadly.id());
        assertThat(fixture.get(deadly).refusal())
                .hasValueSatisfying(why -> assertThat(why.code()).isEqualTo("BT-0790"));
    }

    @Test
    void nothingIsTriedBeyondTheTimeWithinWhichTheLawWantsAnAnswer() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        fixture.attestation = facts -> {
            throw new IllegalStateException("no key");
        };
        Submission received = fixture.receive(SubmissionFixture.FILE);
        for (int i = 0; i < 2 * Blame.FILE_FAILURES; i++) {
            assertFails(fixture, received, IllegalStateException.class);
        }
        assertThat(fixture.queue().depth().failing()).isEqualTo(1);
        fixture.later(Blame.LEGAL_DELAY);
        assertFails(fixture, received, IllegalStateException.class);
        assertThat(fixture.get(received).state()).isEqualTo(State.REFUSED);
    }

    /** One piece is not digested again: the vault gives only what is authentic, and as much has to come as was received. */
    @Test
    void fileThatIsNotWhatWasReceivedGivesNoResult() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        Submission longer = fixture.receive(SubmissionFixture.FILE);
        change(fixture, longer, "size = size + 1");
        assertFails(fixture, longer, IllegalStateException.class);
        change(fixture, longer, "size = size - 1");
        fixture.later(PAST_ANY_PAUSE);
        fixture.queue().run(longer.id());
        assertThat(fixture.get(longer).state()).isEqualTo(State.READY);
        assertThat(fixture.certified.getLast().report().sha256()).isEqualTo("sha256:" + longer.sha256());

        Submission altered = fixture.receive(SubmissionFixture.FILE + "Dora;0639980003\n");
        Path piece = fixture.folder.resolve(altered.id().toString()).resolve("in-0");
        byte[] stored = Files.readAllBytes(piece);
        stored[stored.length / 2] ^= 1;
        Files.write(piece, stored);
        assertFails(fixture, altered, java.io.UncheckedIOException.class);
        assertThat(fixture.get(altered).state()).isEqualTo(State.CHECKING);
    }

    /** In which order pieces come, their places in the vault do not say: their digest does. */
    @Test
    void piecesThatAreNotWhatWasReceivedGiveNoResult() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        List<String> sent = List.of("Nom;Tel\nAnne;0639980001\n", "Bert;0639980002\n", "Cora;0639980003\n");
        int length = String.join("", sent).length();
        UUID id = fixture.uploads()
                .begin(SubmissionFixture.sent("pieces.csv"), length)
                .id();
        long at = 0;
        for (String piece : sent) {
            fixture.uploads().append(SubmissionFixture.COMPANY, id, at, SubmissionFixture.bytes(piece));
            at += piece.length();
        }
        Submission pieces = fixture.submissions().get(SubmissionFixture.COMPANY, id);
        String exchanged = "inputs = array[inputs[1], inputs[3], inputs[2]]";
        change(fixture, pieces, exchanged);
        assertFails(fixture, pieces, IllegalStateException.class);
        assertThat(fixture.get(pieces).state()).isEqualTo(State.CHECKING);
        change(fixture, pieces, exchanged);
        fixture.later(PAST_ANY_PAUSE);
        fixture.queue().run(pieces.id());
        assertThat(fixture.get(pieces).state()).isEqualTo(State.READY);
    }

    private static void change(SubmissionFixture fixture, Submission received, String change) {
        JdbcClient.create(fixture.test.owner())
                .sql("update accounts.submission set " + change + " where id = ?")
                .param(received.id())
                .update();
    }

    private SubmissionFixture fixture(Ending ending) {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        fixture.workbooks = (workbook, name, list, ruling, options, returned, rows, progress) -> {
            returned.apply(Verdict.CALLABLE).write(1);
            ending.come();
            throw new IllegalStateException("it ends before");
        };
        return fixture;
    }

    private static void assertIsTriedForever(SubmissionFixture fixture) throws IOException {
        Submission received = workbook(fixture);
        for (int i = 0; i < 2 * Blame.FILE_FAILURES; i++) {
            assertThat(catchThrowable(() -> fixture.queue().run(received.id()))).isNotNull();
            // Where this test had it stopped.
            Thread.interrupted();
            fixture.later(PAST_ANY_PAUSE);
        }
        assertThat(fixture.get(received).state()).isEqualTo(State.CHECKING);
    }

    private static void assertFails(SubmissionFixture fixture, Submission received, Class<? extends Throwable> fault) {
        fixture.later(PAST_ANY_PAUSE);
        assertThat(catchThrowable(() -> fixture.queue().run(received.id()))).isInstanceOf(fault);
    }

    private static Submission abandoned(SubmissionFixture fixture, String name, int attempts) throws IOException {
        Submission received = fixture.submissions()
                .receive(SubmissionFixture.sent(name), SubmissionFixture.bytes(name + "\n0639980002\n"))
                .submission();
        JdbcClient.create(fixture.test.owner())
                .sql("update accounts.submission set state = 'CHECKING', attempt = ? where id = ?")
                .params(attempts, received.id())
                .update();
        return received;
    }

    private static Submission workbook(SubmissionFixture fixture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String entry : new String[] {"[Content_Types].xml", "xl/workbook.xml"}) {
                zip.putNextEntry(new ZipEntry(entry));
            }
        }
        return fixture.submissions()
                .receive(SubmissionFixture.sent("a.xlsx"), new ByteArrayInputStream(bytes.toByteArray()))
                .submission();
    }
}
