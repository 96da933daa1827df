package org.openbloctel.registry.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.intake.Uploads;
import org.openbloctel.registry.callfiles.scrubbing.Attempts;
import org.openbloctel.registry.callfiles.scrubbing.Returned;
import org.openbloctel.registry.platform.filevault.FileKeeper;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The sweeper removes what no row names, and nothing that is written or published while it looks. */
final class SweptFilesIT {
    @TempDir
    private Path folder;

    private SubmissionFixture fixture;

    @BeforeEach
    void start() {
        fixture = new SubmissionFixture(folder);
    }

    /** Sweeps while another server is at work at one of its steps. */
    private int sweep(FileKeeper step) throws IOException {
        return new Erasure(
                        fixture.database,
                        fixture.clock(),
                        fixture.audit,
                        SpaceSettings.USUAL,
                        fixture.vault,
                        List.of(step))
                .sweep();
    }

    private void age(UUID id) throws IOException {
        Files.setLastModifiedTime(
                fixture.folder.resolve(id.toString()), FileTime.from(fixture.now.minus(Duration.ofDays(2))));
    }

    private void rubbish(UUID id, String name) throws IOException {
        try (OutputStream out = fixture.vault.create(id, name, MasterKeys.newDataKey())) {
            out.write(1);
        }
        age(id);
    }

    private void scrub(UUID id) {
        fixture.queue().run(id);
        try {
            age(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void fileThatIsScrubbedWhileRowsAreAskedKeepsItsReturnedFiles() throws IOException {
        Submission received = fixture.receive(SubmissionFixture.FILE);
        rubbish(received.id(), "callable-0");
        assertThat(sweep(folderAsked -> {
                    scrub(received.id());
                    return List.of();
                }))
                .isEqualTo(1);
        assertReturned(received);
    }

    @Test
    void fileThatIsScrubbedAsTheSweeperAsksWhetherItIsKeepsItsReturnedFiles() throws IOException {
        Submission received = fixture.receive(SubmissionFixture.FILE);
        rubbish(received.id(), "callable-0");
        sweep(new FileKeeper() {
            @Override
            public List<String> kept(UUID id) {
                return List.of();
            }

            @Override
            public boolean isWriting(UUID id) {
                scrub(id);
                return false;
            }
        });
        assertReturned(received);
    }

    private void assertReturned(Submission received) throws IOException {
        assertThat(fixture.downloaded(received, Returned.Kind.CALLABLE)).isEqualTo("Nom;Téléphone\nBert;0639980002\n");
        assertThat(fixture.downloaded(received, Returned.Kind.OPPOSED)).isEqualTo("Nom;Téléphone\nAnne;0639980001\n");
        assertThat(fixture.vault.names(received.id())).doesNotContain("callable-0");
    }

    @Test
    void fileThatCannotBeRemovedKeepsNoKeyOfOthersAndIsLeftToTheSweeper() throws IOException {
        Submission stuck = fixture.scrubbed(SubmissionFixture.FILE);
        Submission other = fixture.scrubbed("Tel\n0639980009\n");
        Path inTheWay = fixture.folder.resolve(stuck.id().toString()).resolve("in-9");
        Files.createFile(Files.createDirectory(inTheWay).resolve("a"));
        fixture.later(Duration.ofDays(32));
        assertThat(fixture.erasure().inputs()).isEqualTo(2);
        assertThat(fixture.erasure().results()).isEqualTo(2);
        assertThat(fixture.erasure().fingerprints()).isEqualTo(2);
        assertThat(fixture.folder.resolve(other.id().toString())).doesNotExist();
        assertThat(inTheWay).exists();
        Files.delete(inTheWay.resolve("a"));
        age(stuck.id());
        assertThat(fixture.erasure().sweep()).isEqualTo(1);
        assertThat(fixture.folder.resolve(stuck.id().toString())).doesNotExist();
    }

    @Test
    void companyErasesItsFileWhileItsPlaceIsAway() throws IOException {
        Submission ready = fixture.scrubbed(SubmissionFixture.FILE);
        Path inTheWay = fixture.folder.resolve(ready.id().toString()).resolve("in-9");
        Files.createFile(Files.createDirectory(inTheWay).resolve("a"));
        fixture.submissions().erase(ready.company(), ready.id(), "member:1");
        assertThat(fixture.get(ready).state()).isEqualTo(State.PURGED);
        Files.delete(inTheWay.resolve("a"));
        age(ready.id());
        assertThat(fixture.erasure().sweep()).isEqualTo(1);
        assertThat(fixture.vault.names(ready.id())).isNotEmpty().allMatch(name -> name.startsWith("checked-"));
    }

    @Test
    void whatAnAttemptThatIsAtWorkWritesIsLeftAlone() throws IOException {
        Submission received = fixture.receive(SubmissionFixture.FILE);
        Attempts.begin(fixture.database, fixture.scrub, received.id(), 7, fixture.now);
        rubbish(received.id(), "callable-1");
        assertThat(fixture.erasure().sweep()).isZero();
        assertThat(fixture.vault.names(received.id())).contains("callable-1");
    }

    @Test
    void uploadThatIsNotWholeIsLeftAloneAndOneThatIsGoneIsNot() throws IOException {
        Uploads uploads = fixture.uploads();
        UUID id = uploads.begin(SubmissionFixture.sent("a.csv"), 100).id();
        uploads.append(SubmissionFixture.COMPANY, id, 0, SubmissionFixture.bytes("Nom;"));
        rubbish(id, "in-99");
        assertThat(fixture.erasure().sweep()).isZero();
        assertThat(fixture.vault.names(id)).hasSize(2);
        fixture.database
                .accounts()
                .sql("delete from accounts.submission_upload where id = ?")
                .param(id)
                .update();
        assertThat(fixture.erasure().sweep()).isEqualTo(1);
        assertThat(fixture.folder.resolve(id.toString())).doesNotExist();
        assertThat(fixture.erasure().sweep()).isZero();
    }

    @Test
    void returnedFilesAndFingerprintsStayAndAYoungFolderToo() throws IOException {
        Submission ready = fixture.scrubbed(SubmissionFixture.FILE);
        List<String> kept = fixture.vault.names(ready.id());
        assertThat(kept).anyMatch(name -> name.startsWith("checked-"));
        age(ready.id());
        assertThat(fixture.erasure().sweep()).isZero();
        assertThat(fixture.vault.names(ready.id())).containsExactlyInAnyOrderElementsOf(kept);
        UUID young = UUID.randomUUID();
        Path home = Files.createDirectories(fixture.folder.resolve(young.toString()));
        Files.write(home.resolve("in-0"), "x".getBytes(StandardCharsets.US_ASCII));
        Files.setLastModifiedTime(home, FileTime.from(fixture.now));
        assertThat(fixture.erasure().sweep()).isZero();
        assertThat(home).exists();
    }
}
