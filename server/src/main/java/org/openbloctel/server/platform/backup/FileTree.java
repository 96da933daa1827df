package org.openbloctel.server.platform.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Copies folders whose files are written once, from their beginning to their end, and may be removed at any moment. Stateless. */
final class FileTree {
    private FileTree() {}

    /** Copies what the target does not have yet, with owners and modes; returns how many files. A file that goes meanwhile is left out. */
    static long copy(Path source, Path target) throws IOException {
        return copy(source, target, false);
    }

    /** The same, and copies again what was longer or shorter when it was copied: a file that was being written then. */
    static long complete(Path source, Path target) throws IOException {
        return copy(source, target, true);
    }

    private static long copy(Path source, Path target, boolean again) throws IOException {
        if (!Files.isDirectory(source)) {
            return 0;
        }
        Path real = source.toRealPath(); // a walk that begins at a symbolic link ends there
        Copying copying = new Copying(real, target, again);
        Files.walkFileTree(real, copying);
        return copying.files;
    }

    /** One walk through a folder. For one thread. */
    static final class Copying extends SimpleFileVisitor<Path> {
        private final Path source;
        private final Path target;
        private final boolean again;
        private long files;

        Copying(Path source, Path target, boolean again) {
            this.source = source;
            this.target = target;
            this.again = again;
        }

        private Path copyOf(Path path) {
            return target.resolve(source.relativize(path).toString());
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            Path copy = copyOf(folder);
            if (!Files.isDirectory(copy)) {
                try {
                    Files.copy(folder, copy, StandardCopyOption.COPY_ATTRIBUTES);
                } catch (NoSuchFileException e) {
                    failIfItIsThere(folder, e);
                    return FileVisitResult.SKIP_SUBTREE; // erased meanwhile, as a file below
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Path copy = copyOf(file);
            boolean isNew = !Files.exists(copy);
            if (attributes.isRegularFile() && (isNew || (again && Files.size(copy) != attributes.size()))) {
                try {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                    files += isNew ? 1 : 0;
                } catch (NoSuchFileException e) {
                    failIfItIsThere(file, e); // else it was erased meanwhile: what is due does not come back
                }
            }
            return FileVisitResult.CONTINUE;
        }

        /** Then it is the target's folder that is gone, perhaps with its disk. */
        private static void failIfItIsThere(Path path, NoSuchFileException failure) throws NoSuchFileException {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw failure;
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null && !(failure instanceof NoSuchFileException)) {
                throw failure;
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
