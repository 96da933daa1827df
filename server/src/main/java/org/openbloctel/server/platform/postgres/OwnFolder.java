package org.openbloctel.server.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of an embedded PostgreSQL: made here, which a marker in it says, and held by one process at a time. The lock ends
 * with the process, however it ends.
 */
final class OwnFolder {
    static final String MARKER = "made-by-openbloctel";
    private static final long LOG_LIMIT = 10_000_000;
    private static final FileAttribute<?> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path path;
    private final FileChannel lock;

    private OwnFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static OwnFolder claim(Path path) {
        try {
            make(path);
            return new OwnFolder(path, lock(path));
        } catch (IOException e) {
            throw new PostgresException(
                    "The folder " + path + " cannot be used: " + e,
                    "Choose a folder that may be written to with --data.",
                    e);
        }
    }

    private static void make(Path path) throws IOException {
        Path marker = path.resolve(MARKER);
        if (Files.exists(marker)) {
            return;
        }
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(path, PRIVATE_FOLDER);
        } catch (FileAlreadyExistsException e) {
            if (!isEmptyFolder(path)) {
                throw new PostgresException(
                        "The folder " + path + " exists and was not made by OpenBloctel.",
                        "Nothing in it was touched. Choose another data folder with --data.",
                        e);
            }
        }
        Files.writeString(marker, "PostgreSQL of OpenBloctel, made and used by its server alone.\n");
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path file = path.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
                channel.truncate(0).write(ByteBuffer.wrap(pid));
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Another server in this very process.
        }
        channel.close();
        throw new PostgresException(
                "Another server (process " + Files.readString(file) + ") uses the folder " + path + ".",
                "Stop that one first, or choose another data folder with --data.");
    }

    Path path() {
        return path;
    }

    Path data() {
        return path.resolve("data");
    }

    /** Where something can be made; what an earlier try left there, unfinished, is removed. */
    Path emptyPath(String name) throws IOException {
        Path unfinished = path.resolve(name);
        if (Files.exists(unfinished)) {
            List<Path> all;
            try (Stream<Path> walk = Files.walk(unfinished)) {
                all = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
        return unfinished;
    }

    void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PRIVATE_FILE);
        Files.setAttribute(file, "unix:uid", Prefix.uid(path));
        Files.writeString(file, text);
    }

    /** PostgreSQL's log; a long one makes room and is kept once. */
    Path freshLog() throws IOException {
        Path log = path.resolve("postgres.log");
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, path.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    void release() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
