package org.openbloctel.server.platform.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.openbloctel.registry.platform.filevault.DiskRoom;

/**
 * Temporary files of this server for parts of encrypted files on their way to a store. A file has no name once it is open, so nothing is left
 * of it when the process ends. Thread-safe.
 */
final class Spool {
    /** Bytes of a part. A store takes 10,000 of them, so an object has up to 156 GiB. */
    static final int PART = 16 << 20;

    private final Path folder;
    private final DiskRoom room;

    Spool(Path folder, DiskRoom room) throws IOException {
        this.folder = folder;
        this.room = room;
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** A new file, empty. */
    FileChannel open() throws IOException {
        room.require(PART);
        Path file = Files.createTempFile(folder, "spool-", ".part");
        return FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }
}
