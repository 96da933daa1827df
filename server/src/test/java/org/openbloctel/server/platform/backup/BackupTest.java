package org.openbloctel.server.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a backup; BackupIT makes whole ones. */
final class BackupTest {
    @TempDir
    private Path home;

    private Path submissions;
    private Path backup;

    @BeforeEach
    void folders() throws Exception {
        submissions = Files.createDirectory(home.resolve("submissions"));
        backup = home.resolve("backup");
    }

    private Backup.Folders folders(Path ofSubmissions) {
        return new Backup.Folders(ofSubmissions, home.resolve("evidence"), home.resolve("checkpoints"));
    }

    @Test
    void fileThatIsWrittenMeanwhileIsCopiedWhole() throws Exception {
        Path growing = Files.writeString(submissions.resolve("in-0"), "the first half, ");
        Path erased = Files.writeString(submissions.resolve("in-1"), "due");
        long files = Backup.make(
                backup,
                folders(submissions),
                to -> {
                    Files.writeString(growing, "the first half, and the other");
                    Files.writeString(submissions.resolve("in-2"), "came meanwhile");
                    Files.delete(erased);
                },
                Instant.EPOCH);
        assertThat(files).isEqualTo(3);
        assertThat(backup.resolve("submissions/in-0")).hasContent("the first half, and the other");
        assertThat(backup.resolve("submissions/in-2")).hasContent("came meanwhile");
    }

    @Test
    void filesOfAStoreAreNoPartOfABackupAndItIsRestoredBesideThatStoreOrACopyOfIt() throws Exception {
        Path checkpoints = Files.createDirectory(home.resolve("checkpoints"));
        Files.writeString(checkpoints.resolve("2026-11-28"), "signed");
        Backup.Folders inStore = Backup.Folders.inStore("bucket a", checkpoints);
        assertThat(Backup.make(backup, inStore, to -> {}, Instant.EPOCH)).isOne();
        assertThat(backup.resolve("submissions")).doesNotExist();
        Path back = home.resolve("back");
        Backup.Folders inFolders = new Backup.Folders(back.resolve("submissions"), back.resolve("evidence"), back);
        assertThatThrownBy(() -> Backup.open(backup).restore(inFolders, from -> {}))
                .isInstanceOf(Backup.NotWholeException.class)
                .hasMessageContaining("bucket a: name it, or a copy of it,");
        for (String bucket : List.of("bucket a", "bucket b")) {
            Path target = back.resolve(bucket);
            assertThat(Backup.open(backup).restore(Backup.Folders.inStore(bucket, target), from -> {}))
                    .isOne();
            assertThat(target.resolve("2026-11-28")).hasContent("signed");
        }
    }

    @Test
    void filesOfFoldersAreNotRestoredBesideAStore() throws Exception {
        Backup.make(backup, folders(submissions), to -> {}, Instant.EPOCH);
        Backup.Folders inStore = Backup.Folders.inStore("bucket a", home.resolve("back"));
        assertThatThrownBy(() -> Backup.open(backup).restore(inStore, from -> {}))
                .isInstanceOf(Backup.NotWholeException.class)
                .hasMessageContaining("leave openbloctel.files.bucket out");
    }

    @Test
    void folderBehindASymbolicLinkIsCopied() throws Exception {
        Files.writeString(submissions.resolve("in-0"), "lines");
        Path link = Files.createSymbolicLink(home.resolve("link"), submissions);
        assertThat(Backup.make(backup, folders(link), to -> {}, Instant.EPOCH)).isOne();
        assertThat(backup.resolve("submissions/in-0")).hasContent("lines");
    }

    @Test
    void folderThatWasThereIsForItsOwnerAlone() throws Exception {
        Files.createDirectory(backup);
        Files.setPosixFilePermissions(backup, PosixFilePermissions.fromString("rwxr-xr-x"));
        Backup.make(backup, folders(submissions), to -> {}, Instant.EPOCH);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rwx------");
    }
}
