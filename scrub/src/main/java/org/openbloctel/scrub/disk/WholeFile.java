package org.openbloctel.scrub.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A file under construction: written beside its target as {@code .name.part}, and given its name only when it is whole
 * and on the disk. A killed process leaves at most a part, which the next try takes over; a closed one leaves nothing.
 *
 * <p>One thread owns it; the {@link #channel()} may be written by several.
 */
public final class WholeFile implements Closeable {
    /** Parts that this process is writing: the system's locks are between processes. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private static final Duration YOUNG = Duration.ofMinutes(1);

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private boolean published;

    private WholeFile(Path target, Path part, FileChannel channel) {
        this.target = target;
        this.part = part;
        this.channel = channel;
    }

    /**
     * Begins a file. Its folder must exist.
     *
     * @throws FileSystemException when another process is writing the same file, or the folder cannot be written
     */
    public static WholeFile create(Path target) throws IOException {
        Path folder = folder(target);
        Path part = folder.resolve("." + target.getFileName() + ".part").normalize();
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "is a directory");
        }
        if (!OPEN.add(part)) {
            throw new FileSystemException(target.toString(), null, "is being written twice by this process");
        }
        try {
            return new WholeFile(target, part, lock(target, part));
        } catch (IOException | RuntimeException e) {
            OPEN.remove(part);
            throw e;
        }
    }

    private static FileChannel lock(Path target, Path part) throws IOException {
        while (true) {
            Object before = fileKey(part);
            FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
            try {
                if (channel.tryLock() == null) {
                    throw new FileSystemException(target.toString(), null, "is being written by another process");
                }
                // Another process may have published what was opened here: then it is no longer a part.
                if (Files.exists(part) && (before == null || before.equals(fileKey(part)))) {
                    return channel.truncate(0);
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            channel.close();
        }
    }

    private static @Nullable Object fileKey(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * Removes partial files that killed processes left in a folder. It keeps those that are locked, since a process writes them, and recent
     * ones, which may be locked in a moment. A file that cannot be removed stays, without an error.
     *
     * @param names of the files, once whole
     */
    public static void sweep(Path folder, Predicate<String> names) {
        FileTime young = FileTime.from(Instant.now().minus(YOUNG));
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.part")) {
            for (Path part : parts) {
                String name = String.valueOf(part.getFileName());
                if (names.test(name.substring(1, name.length() - ".part".length()))
                        && Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)
                        && Files.getLastModifiedTime(part).compareTo(young) < 0) {
                    removeUnlocked(part);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // the next run finds them
        }
    }

    private static void removeUnlocked(Path part) throws IOException {
        if (!OPEN.add(part.toAbsolutePath().normalize())) {
            return;
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                Files.deleteIfExists(part);
            }
        } finally {
            OPEN.remove(part.toAbsolutePath().normalize());
        }
    }

    /** Where the content goes. */
    public FileChannel channel() {
        return channel;
    }

    /** The name the file will have. */
    public Path target() {
        return target;
    }

    /** Waits until the content is on the disk. */
    public void flush() throws IOException {
        channel.force(true);
    }

    /** Gives the file its name, in place of an older one. Call {@link #flush()} before. */
    public void publish() throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
        published = true;
        OPEN.remove(part);
        channel.close();
    }

    /** Makes new names in a folder last through a power cut, where the file system can. */
    public static void flushFolder(Path file) {
        try (FileChannel folder = FileChannel.open(folder(file), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Some systems cannot open a folder; the names are then as safe as that system makes them.
            return;
        }
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** Removes the part, unless it was published. */
    @Override
    public void close() throws IOException {
        if (published || !channel.isOpen()) {
            return;
        }
        try (channel) {
            Files.deleteIfExists(part);
        } finally {
            OPEN.remove(part);
        }
    }
}
