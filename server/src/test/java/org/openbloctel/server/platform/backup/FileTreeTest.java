package org.openbloctel.server.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree is copied while files and folders of it come and go; nothing outside of it is. */
final class FileTreeTest {
    @TempDir
    private Path home;

    private Path source;
    private Path target;

    @BeforeEach
    void folders() throws IOException {
        source = Files.createDirectories(home.resolve("source"));
        target = home.resolve("target");
        Files.createDirectories(source.resolve("submission/deep"));
        Files.writeString(source.resolve("submission/deep/in-0"), "lines");
        Files.createDirectory(source.resolve("empty"));
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }

    @Test
    void foldersAreCopiedWithTheirModesAndCopiedOnce() throws IOException {
        Path file = source.resolve("submission/deep/in-0");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(source.resolve("empty"), PosixFilePermissions.fromString("rwx------"));
        assertThat(FileTree.copy(source, target)).isOne();
        Path copy = target.resolve("submission/deep/in-0");
        assertThat(copy).hasContent("lines");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("empty"))))
                .isEqualTo("rwx------");
        Files.writeString(copy, "other");
        assertThat(FileTree.copy(source, target)).as("it is there").isZero();
        assertThat(FileTree.complete(source, target)).isZero();
        assertThat(copy).as("of the same length").hasContent("other");
        Files.writeString(copy, "half");
        assertThat(FileTree.copy(source, target)).isZero();
        assertThat(copy).hasContent("half");
        assertThat(FileTree.complete(source, target)).as("no new file").isZero();
        assertThat(copy).hasContent("lines");
    }

    @Test
    void whatGoesMeanwhileIsLeftOut() throws IOException {
        FileTree.Copying copying = new FileTree.Copying(source, target, false);
        BasicFileAttributes folder = attributes(source);
        BasicFileAttributes file = attributes(source.resolve("submission/deep/in-0"));
        assertThat(copying.preVisitDirectory(source, folder)).isEqualTo(FileVisitResult.CONTINUE);
        assertThat(copying.preVisitDirectory(source.resolve("gone"), folder)).isEqualTo(FileVisitResult.SKIP_SUBTREE);
        assertThat(copying.visitFile(source.resolve("gone-0"), file)).isEqualTo(FileVisitResult.CONTINUE);
        NoSuchFileException gone = new NoSuchFileException("gone");
        assertThat(copying.visitFileFailed(source.resolve("gone"), gone)).isEqualTo(FileVisitResult.CONTINUE);
        assertThat(copying.postVisitDirectory(source.resolve("gone"), gone)).isEqualTo(FileVisitResult.CONTINUE);
        assertThat(target).isEmptyDirectory();
    }

    /** A backup that lacks what is there would be found out when it is needed. */
    @Test
    void whatCannotBeReadFailsTheCopy() {
        FileTree.Copying copying = new FileTree.Copying(source, target, false);
        AccessDeniedException denied = new AccessDeniedException("in-0");
        assertThatThrownBy(() -> copying.visitFileFailed(source, denied)).isSameAs(denied);
        assertThatThrownBy(() -> copying.postVisitDirectory(source, denied)).isSameAs(denied);
    }

    @Test
    void targetThatIsGoneFailsTheCopy() throws IOException {
        FileTree.Copying copying = new FileTree.Copying(source, home.resolve("unmounted/target"), false);
        BasicFileAttributes folder = attributes(source);
        Path file = source.resolve("submission/deep/in-0");
        BasicFileAttributes ofFile = attributes(file);
        assertThatThrownBy(() -> copying.preVisitDirectory(source, folder)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> copying.visitFile(file, ofFile)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void linkOutOfTheTreeIsNotFollowed() throws IOException {
        Path secret = Files.writeString(home.resolve("master.key"), "secret");
        Path outside = Files.createDirectory(home.resolve("outside"));
        Files.writeString(outside.resolve("a"), "secret");
        Files.createSymbolicLink(source.resolve("key"), secret);
        Files.createSymbolicLink(source.resolve("folder"), outside);
        assertThat(FileTree.copy(source, target)).isOne();
        assertThat(target.resolve("key")).doesNotExist();
        assertThat(target.resolve("folder")).doesNotExist();
    }

    @Test
    void folderThatIsNotThereHasNoFiles() throws IOException {
        assertThat(FileTree.copy(home.resolve("none"), target)).isZero();
        assertThat(target).doesNotExist();
    }
}
