package org.openbloctel.registry.list.publication;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openbloctel.registry.list.publication.Progress.Head;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.list.OppositionList;

/**
 * This server's snapshots: files {@code list-LINEAGE-REVISION.sealed}, the two newest kept. Each is a list's file, encrypted in segments
 * that are authenticated one by one and in their order (AES-256-GCM), for its name. A file that is not whole, was altered or renamed, or
 * is of another key is passed over. Plain snapshots, as former versions wrote them, are removed.
 */
final class SnapshotFolder {
    private static final int KEPT = 2;
    private static final int SEGMENT = 1 << 18;
    private static final Pattern NAME = Pattern.compile("list-([0-9a-f-]{36})-(\\d{1,18})\\.sealed");
    private static final Pattern PLAIN = Pattern.compile("\\.?list-.*\\.obl(\\.part)?");
    private static final Pattern PART = Pattern.compile("\\.list-.*\\.sealed\\.part");

    private final Path folder;
    private final Supplier<byte[]> key;
    private final PublicationWatch watch;

    /**
     * Snapshots in a folder.
     *
     * @param key asked for when a snapshot is read or written: it comes from the database
     */
    SnapshotFolder(Path folder, Supplier<byte[]> key, PublicationWatch watch) {
        this.folder = folder;
        this.key = key;
        this.watch = watch;
    }

    /** This server's id, made at the first start. */
    UUID server() throws IOException {
        make();
        Path file = folder.resolve("server-id");
        if (!Files.exists(file)) {
            Path part = Files.writeString(
                    folder.resolve("server-id.part"), UUID.randomUUID().toString());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return UUID.fromString(Files.readString(file).strip());
    }

    /** The newest whole snapshot of a list, of at most some revision. */
    Optional<OppositionList> newest(Head head) throws IOException {
        for (Path plain : files(PLAIN)) {
            Files.deleteIfExists(plain);
        }
        for (Snapshot snapshot : snapshots()) {
            if (snapshot.lineage.equals(head.lineage()) && snapshot.revision <= head.revision()) {
                try {
                    OppositionList list = read(snapshot.file);
                    if (list.revision() == snapshot.revision) {
                        return Optional.of(list);
                    }
                } catch (IOException e) {
                    watch.failed("open a snapshot", e);
                }
            }
        }
        return Optional.empty();
    }

    /** Writes a snapshot and opens it as it stands on the disk. */
    OppositionList write(UUID lineage, OppositionList list) throws IOException {
        Path file = folder.resolve("list-" + lineage + "-" + list.revision() + ".sealed");
        Path part = folder.resolve("." + file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            // The library closes what it writes to: the part is flushed by a channel of its own.
            FileChannel target = FileChannel.open(part, StandardOpenOption.WRITE);
            try (WritableByteChannel sealed = cipher().newEncryptingChannel(target, context(file))) {
                list.write(sealed);
            }
            channel.force(true);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            names.force(true);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot encrypt", e);
        }
        return read(file);
    }

    /** Opens a snapshot. */
    OppositionList read(Path file) throws IOException {
        try (InputStream stored = Files.newInputStream(file);
                InputStream plain = cipher().newDecryptingStream(stored, context(file))) {
            return OppositionList.read(plain.readAllBytes(), file.toString());
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot decrypt", e);
        }
    }

    private AesGcmHkdfStreaming cipher() throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(key.get(), "HmacSha256", MasterKeys.KEY_BYTES, SEGMENT, 0);
    }

    private static byte[] context(Path file) {
        return ("snapshot " + file.getFileName()).getBytes(StandardCharsets.UTF_8);
    }

    /** Removes all but the newest of a list, and what a killed process left half written. */
    void tidy(UUID lineage) throws IOException {
        List<Snapshot> kept = snapshots().stream()
                .filter(snapshot -> snapshot.lineage.equals(lineage))
                .limit(KEPT)
                .toList();
        for (Snapshot snapshot : snapshots()) {
            if (!kept.contains(snapshot)) {
                Files.deleteIfExists(snapshot.file);
            }
        }
        for (Path part : files(PART)) {
            Files.deleteIfExists(part);
        }
    }

    record Snapshot(Path file, UUID lineage, long revision) {}

    private List<Snapshot> snapshots() throws IOException {
        return snapshots(files(NAME));
    }

    private static List<Snapshot> snapshots(List<Path> files) {
        return files.stream()
                .map(file -> {
                    Matcher name = NAME.matcher(file.getFileName().toString());
                    return name.matches()
                            ? new Snapshot(file, UUID.fromString(name.group(1)), Long.parseLong(name.group(2)))
                            : new Snapshot(file, new UUID(0, 0), 0);
                })
                .sorted(Comparator.comparingLong(Snapshot::revision).reversed())
                .toList();
    }

    /** The list is secret: the folder is its owner's alone, also when it was made otherwise. */
    private void make() throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** The snapshots that are there, newest first; nothing is made or removed. */
    List<Snapshot> look() throws IOException {
        return Files.isDirectory(folder) ? snapshots(existing(NAME)) : List.of();
    }

    private List<Path> files(Pattern name) throws IOException {
        make();
        return existing(name);
    }

    private List<Path> existing(Pattern name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            name.matcher(String.valueOf(file.getFileName())).matches())
                    .toList();
        }
    }
}
