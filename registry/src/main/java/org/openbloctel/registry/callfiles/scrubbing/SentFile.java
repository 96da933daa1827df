package org.openbloctel.registry.callfiles.scrubbing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.StorageOutput;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.scrub.file.CallFile;

/**
 * A file as it was sent, opened as often as need be. Text and gzip are read as streams; an archive or workbook is read from its
 * end, so it lies as a plain file in the work folder, which only the server's user may enter, until this is closed. Not
 * thread-safe.
 */
final class SentFile implements Closeable {
    private static final int HEAD = 4;

    private final Path work;
    private final DiskRoom room;
    private final String name;
    private final Vault.Opener stored;
    private final long mostUnpacked;
    private Optional<Path> laid = Optional.empty();

    /** A file that is called so, for the faults in it. */
    SentFile(ScrubSettings settings, String name, Vault.Opener stored) {
        this.work = settings.work();
        this.room = settings.room();
        this.mostUnpacked = settings.maxUnpackedBytes();
        this.name = name;
        this.stored = stored;
    }

    /** Opens it from its beginning. */
    CallFile open(boolean digests) throws IOException {
        if (laid.isPresent()) {
            return CallFile.open(laid.get(), digests, mostUnpacked);
        }
        PushbackInputStream in = new PushbackInputStream(stored.open(), HEAD);
        try {
            byte[] head = in.readNBytes(HEAD);
            in.unread(head);
            if (!isZip(head)) {
                return CallFile.open(in, name, digests, mostUnpacked);
            }
            Path plain = lay(in);
            in.close();
            return CallFile.open(plain, digests, mostUnpacked);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static boolean isZip(byte[] head) {
        return head.length == HEAD && head[0] == 'P' && head[1] == 'K' && head[2] < 8;
    }

    private Path lay(InputStream in) throws IOException {
        try (OutputStream out = StorageOutput.open(room, this::plain)) {
            in.transferTo(out);
        }
        return laid.orElseThrow();
    }

    private OutputStream plain() throws IOException {
        room.require(0);
        Path plain = Files.createTempFile(work, ScrubSettings.PREFIX, ".zip");
        laid = Optional.of(plain);
        return Files.newOutputStream(plain);
    }

    @Override
    public void close() throws IOException {
        if (laid.isPresent()) {
            Files.deleteIfExists(laid.get());
        }
    }
}
