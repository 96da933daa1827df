package org.openbloctel.registry.platform.filevault;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Files in a folder of the file system, its own disk or a share. A file and its name are on the disk once its stream was closed. A file
 * that is read stays readable when it is deleted. Thread-safe.
 */
public final class FolderFiles implements StoredFiles {
    /** How often a file that grows looks whether there is room. */
    private static final long LOOK_EVERY = 16L << 20;

    private static final int PROBE_BYTES = 1 << 16;
    private static final String PROBE = ".probe-";

    private final Path root;
    private final DiskRoom room;

    private FolderFiles(Path root, DiskRoom room) {
        this.root = root;
        this.room = room;
    }

    /** Files in this folder, which is made if need be. */
    public static FolderFiles in(Path root, DiskRoom room) throws IOException {
        Files.createDirectories(
                root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new FolderFiles(root, room);
    }

    /** Files in a folder that is read only, and not made. */
    public static FolderFiles reading(Path root) {
        return new FolderFiles(root, DiskRoom.endless("read", () -> true));
    }

    @Override
    public DiskRoom room() {
        return room;
    }

    @Override
    public String place() {
        return root.toString();
    }

    @Override
    public boolean isThere() {
        return Files.isDirectory(root);
    }

    private Path home(String folder) {
        return folder.equals(ROOT) ? root : root.resolve(folder);
    }

    private Path file(String folder, String name) {
        return home(folder).resolve(name);
    }

    @Override
    public OutputStream create(String folder, String name) throws IOException {
        Path home = home(folder);
        Files.createDirectories(home);
        return new Durable(
                FileChannel.open(home.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                home,
                room);
    }

    @Override
    public InputStream open(String folder, String name) throws IOException {
        return Files.newInputStream(file(folder, name));
    }

    @Override
    public SeekableByteChannel openAt(String folder, String name) throws IOException {
        return FileChannel.open(file(folder, name), StandardOpenOption.READ);
    }

    @Override
    public boolean exists(String folder, String name) {
        return Files.exists(file(folder, name));
    }

    @Override
    public void delete(String folder, String name) throws IOException {
        Files.deleteIfExists(file(folder, name));
    }

    @Override
    public void deleteFolder(String folder) throws IOException {
        try {
            Files.deleteIfExists(home(folder));
        } catch (DirectoryNotEmptyException e) {
            // Another file stays.
        }
    }

    @Override
    public void each(String folder, Consumer<Stored> found) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home(folder))) {
            for (Path file : files) {
                if (!folder.equals(ROOT) || Files.isRegularFile(file)) {
                    stored(file).ifPresent(found);
                }
            }
        } catch (NoSuchFileException e) {
            // There is no such folder.
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static Optional<Stored> stored(Path file) throws IOException {
        try {
            return Optional.of(
                    new Stored(nameOf(file), Files.getLastModifiedTime(file).toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // it was removed meanwhile
        }
    }

    @Override
    public List<Folder> unchangedSince(Instant limit) throws IOException {
        List<Folder> found = new ArrayList<>();
        for (Path home : in(root)) {
            if (Files.isDirectory(home)
                    && Files.getLastModifiedTime(home).toInstant().isBefore(limit)) {
                found.add(new Folder(
                        nameOf(home), in(home).stream().map(FolderFiles::nameOf).toList()));
            }
        }
        return found;
    }

    private static List<Path> in(Path home) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home)) {
            files.forEach(paths::add);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return paths;
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** A file that was cut off has its name: the sweep finds it. */
    @Override
    public int forgetUnfinished(Instant before) {
        return 0;
    }

    @Override
    public boolean takesFiles() {
        try {
            Path probe = Files.createTempFile(root, PROBE, "");
            try {
                Files.write(probe, new byte[PROBE_BYTES]);
            } finally {
                Files.deleteIfExists(probe);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** On the disk when closed, and its name too. */
    private static final class Durable extends FilterOutputStream {
        private final FileChannel channel;
        private final Path home;
        private final DiskRoom room;
        private long unlooked;
        private boolean closed;

        Durable(FileChannel channel, Path home, DiskRoom room) {
            super(Channels.newOutputStream(channel));
            this.channel = channel;
            this.home = home;
            this.room = room;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            unlooked += length;
            if (unlooked >= LOOK_EVERY) {
                room.require(0);
                unlooked = 0;
            }
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            try (channel;
                    FileChannel names = FileChannel.open(home, StandardOpenOption.READ)) {
                channel.force(true);
                names.force(true);
            }
        }
    }
}
