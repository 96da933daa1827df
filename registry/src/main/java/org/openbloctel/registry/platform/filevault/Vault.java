package org.openbloctel.registry.platform.filevault;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The encrypted files: one folder a submission or volume of traces, each file under its folder's key, in segments that are authenticated
 * one by one and in their order (AES-256-GCM with a key derived for each file), before they reach their place. A file that was cut off,
 * altered, renamed or moved from another folder cannot be read. Thread-safe. It knows nothing of rows: what is in it without a row is
 * rubbish, which a sweeper removes.
 */
public final class Vault {
    private static final int SEGMENT = 1 << 18;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final StoredFiles files;
    private final Kind kind;

    /** A vault in this folder, which is made if need be, and may be filled to the last byte. */
    public Vault(Path folder) throws IOException {
        this(folder, DiskRoom.of("submissions", folder, 0));
    }

    /** A vault in this folder, which is made if need be. */
    public Vault(Path folder, DiskRoom room) throws IOException {
        this(FolderFiles.in(folder, room));
    }

    /** A vault in this place. */
    public Vault(StoredFiles files) {
        this(files, Kind.SUBMISSION);
    }

    private Vault(StoredFiles files, Kind kind) {
        this.files = files;
        this.kind = kind;
    }

    /** What a folder is for. Its name begins with the kind, so that a release that does not know a kind leaves its folders alone. */
    public enum Kind {
        /** A submission, or numbers that were kept of one. */
        SUBMISSION(""),
        /** Traces of checks. */
        TRACE("trace-");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** The name of a folder. */
        public String folder(UUID id) {
            return prefix + id;
        }

        private Optional<UUID> id(String folder) {
            return Optional.of(folder)
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length()))
                    .filter(id -> ID.matcher(id).matches())
                    .map(UUID::fromString);
        }
    }

    /** The same vault, whose methods are about folders of a kind. */
    public Vault of(Kind other) {
        return new Vault(files, other);
    }

    /** The room in its place. */
    public DiskRoom room() {
        return files.room();
    }

    /** Whether it takes a file now: writes one and removes it. */
    public boolean takesFiles() {
        return files.takesFiles();
    }

    /**
     * A new file. It is complete and stored once the stream was closed without a fault. Closing with a fault also releases the file.
     *
     * @throws StorageException when the place is full or takes no file; the stream throws it too
     */
    public OutputStream create(UUID submission, String name, byte[] key) throws IOException {
        room().require(0);
        return StorageOutput.open(room(), () -> encrypting(submission, name, key));
    }

    private OutputStream encrypting(UUID submission, String name, byte[] key) throws IOException {
        OutputStream stored = files.create(kind.folder(submission), name);
        try {
            return new Seal.ClosedOnce(cipher(key).newEncryptingStream(stored, associated(submission, name)), stored);
        } catch (GeneralSecurityException e) {
            stored.close();
            throw new IOException("cannot encrypt", e);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    /**
     * What is in a file.
     *
     * @throws java.nio.file.NoSuchFileException when it is not there
     * @throws StorageException when its place is away, or is not the one in which the files are
     */
    public InputStream open(UUID submission, String name, byte[] key) throws IOException {
        InputStream stored = stored(submission, name);
        try {
            // The library reads whole segments: a buffer would only copy them.
            InputStream plain = cipher(key).newDecryptingStream(stored, associated(submission, name));
            return new Decrypted(plain);
        } catch (GeneralSecurityException e) {
            stored.close();
            throw new IOException("cannot decrypt", e);
        }
    }

    /** What is in a file, to be read at any place: a segment of 256 KiB is decrypted, and authenticated, when something of it is read. */
    public SeekableByteChannel openAt(UUID submission, String name, byte[] key) throws IOException {
        SeekableByteChannel stored = files.openAt(kind.folder(submission), name);
        try {
            return cipher(key).newSeekableDecryptingChannel(stored, associated(submission, name));
        } catch (GeneralSecurityException e) {
            stored.close();
            throw new IOException("cannot decrypt", e);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    private InputStream stored(UUID submission, String name) throws IOException {
        try {
            return files.open(kind.folder(submission), name);
        } catch (NoSuchFileException e) {
            throw files.room().missing(e);
        }
    }

    /** What is in several files, one after the other. */
    public InputStream open(UUID submission, List<String> names, byte[] key) throws IOException {
        return names.size() == 1 ? open(submission, names.getFirst(), key) : new Parts(submission, names, key);
    }

    /** Pieces one after the other, each opened when the one before is read: a file that was cut off often has many. */
    private final class Parts extends InputStream {
        private final UUID submission;
        private final byte[] key;
        private final List<String> names;
        private int next;
        private InputStream open = InputStream.nullInputStream();

        Parts(UUID submission, List<String> names, byte[] key) {
            this.submission = submission;
            this.key = key;
            this.names = List.copyOf(names);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int n = open.read(target, from, length);
            while (n < 0 && next < names.size()) {
                open.close();
                open = Vault.this.open(submission, names.get(next), key);
                next++; // not before: a piece that cannot be opened is not passed over by the next reading
                n = open.read(target, from, length);
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            open.close();
        }
    }

    /**
     * Reads the head and the last segment of a file: its key opens it, and its end is there. What lies between is not read.
     *
     * @throws java.nio.file.NoSuchFileException when it is not there
     * @throws IOException when it was cut off, or its head or end was altered
     */
    public void requireWhole(UUID submission, String name, byte[] key) throws IOException {
        long size;
        try (SeekableByteChannel stored = files.openAt(kind.folder(submission), name);
                SeekableByteChannel plain =
                        cipher(key).newSeekableDecryptingChannel(stored, associated(submission, name))) {
            size = plain.size();
            if (size > 0 && plain.position(size - 1).read(ByteBuffer.allocate(1)) != 1) {
                throw new IOException("the end cannot be read");
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot decrypt", e);
        }
        if (size == 0) {
            // The channel says nothing of a file in which there is nothing.
            try (InputStream empty = open(submission, name, key)) {
                if (empty.read() >= 0) {
                    throw new IOException("the end cannot be read");
                }
            }
        }
    }

    /** Removes a file, if it is there. In a rehearsal these methods remove nothing. */
    public void delete(UUID submission, String name) throws IOException {
        if (!Database.isRehearsal()) {
            files.delete(kind.folder(submission), name);
        }
    }

    /** Removes files of a submission, and its folder if nothing else is in it. */
    public void delete(UUID submission, List<String> names) throws IOException {
        if (!Database.isRehearsal()) {
            for (String name : names) {
                files.delete(kind.folder(submission), name);
            }
            files.deleteFolder(kind.folder(submission));
        }
    }

    /** Removes all files of a submission except some. */
    public void deleteBut(UUID submission, List<String> kept) throws IOException {
        if (Database.isRehearsal()) {
            return;
        }
        for (String name : names(submission)) {
            if (!kept.contains(name)) {
                files.delete(kind.folder(submission), name);
            }
        }
        if (kept.isEmpty()) {
            files.deleteFolder(kind.folder(submission));
        }
    }

    /** The files of a submission, whole or not. */
    public List<String> names(UUID submission) throws IOException {
        return files.list(kind.folder(submission)).stream()
                .map(StoredFiles.Stored::name)
                .toList();
    }

    /** A folder and the files that were in it. */
    public record Folder(Kind kind, UUID id, List<String> names) {
        /** Copies the list. */
        public Folder {
            names = List.copyOf(names);
        }

        /** One of a submission. */
        public Folder(UUID submission, List<String> names) {
            this(Kind.SUBMISSION, submission, names);
        }
    }

    /**
     * All folders of any kind, unless something in one is younger than this. What else lies there is the disk's:
     * {@code lost+found}, snapshots.
     */
    public List<Folder> olderThan(Instant limit) throws IOException {
        return files.unchangedSince(limit).stream()
                .flatMap(folder -> known(folder).stream())
                .toList();
    }

    private static Optional<Folder> known(StoredFiles.Folder folder) {
        return Stream.of(Kind.values())
                .flatMap(kind -> kind.id(folder.name()).map(id -> new Folder(kind, id, folder.files())).stream())
                .findFirst();
    }

    /** The id of a folder of any kind by its name. */
    public static Optional<UUID> idOf(String folder) {
        return Stream.of(Kind.values())
                .flatMap(kind -> kind.id(folder).stream())
                .findFirst();
    }

    /** Removes what is left of files whose writers are gone, and that have no name yet; how many. */
    public int forgetUnfinished(Instant before) throws IOException {
        return Database.isRehearsal() ? 0 : files.forgetUnfinished(before);
    }

    private static AesGcmHkdfStreaming cipher(byte[] key) throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(key, "HmacSha256", MasterKeys.KEY_BYTES, SEGMENT, 0);
    }

    private static byte[] associated(UUID submission, String name) {
        return (submission + "/" + name).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads into the middle of an array, and never 0 bytes: what the library does when it has none yet. */
    private static final class Decrypted extends InputStream {
        private final InputStream in;

        Decrypted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int n = 0;
            while (n == 0 && length > 0) {
                n = in.read(target, from, length);
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** Opens the bytes of a file, decrypted, from their beginning; as often as need be. */
    @FunctionalInterface
    public interface Opener {
        /** Opens them. */
        InputStream open() throws IOException;
    }
}
