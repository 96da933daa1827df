package org.openbloctel.registry.platform.vault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The file that the master keys stand in, readable by its owner alone. Made with a first key when it is not there; a file that
 * others could read is refused. Whole or not there, also when two servers start at once or the disk is full.
 */
public final class MasterKeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final String HEAD = "# OpenBloctel's master keys, the current one first. Keep a copy apart from the"
            + " backups: without them\n# no file and no signing key of this server can be read.\n";

    private MasterKeyFile() {}

    /** The keys of this file; a first one is made when there is no file. */
    public static MasterKeys open(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new OpenToOthersException(
                    file + " can be read by others than its owner: chmod 600 it, and rotate the master key");
        }
        return MasterKeys.parse(Files.readString(file));
    }

    /** Puts a new current key before the others; servers use it from their next start. Returns the ring. */
    public static MasterKeys rotate(Path file) throws IOException {
        MasterKeys rotated = open(file).rotated();
        Path next = write(file, rotated);
        // The rotation may run as root, and the server as another user.
        Files.setOwner(next, Files.getOwner(file));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        flush(folder(file));
        return rotated;
    }

    private static void create(Path file) throws IOException {
        Path first = write(file, MasterKeys.generate());
        try {
            // A link is never half there, and does not replace what another server made meanwhile.
            Files.createLink(file, first);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.delete(first);
        }
        flush(folder(file));
    }

    private static Path write(Path file, MasterKeys keys) throws IOException {
        Path written =
                Files.createTempFile(folder(file), ".master", ".key", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.UTF_8.encode(HEAD + keys.text()));
            channel.force(true);
        }
        return written;
    }

    /** What the new key wraps from now on must find it again, also after the power went. */
    private static void flush(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path folder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        return folder;
    }

    /** Others than the owner may have read the file. */
    public static final class OpenToOthersException extends IOException {
        private static final long serialVersionUID = 1;

        OpenToOthersException(String message) {
            super(message);
        }
    }
}
