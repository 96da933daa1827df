package org.openbloctel.registry.list.trace;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.openbloctel.registry.list.trace.TraceRows.Volume;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.filevault.WrappedKey;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** Opens volumes, in the vault or in their rows. Thread-safe. */
final class VolumeFiles {
    private final Vault vault;
    private final MasterKeys master;

    VolumeFiles(Vault vault, MasterKeys master) {
        this.vault = vault.of(Vault.Kind.TRACE);
        this.master = master;
    }

    /** All entries of a volume. */
    PrintsReader read(Volume volume) throws IOException {
        return new PrintsReader(stream(volume), volume.shape());
    }

    private InputStream stream(Volume volume) throws IOException {
        WrappedKey key = volume.key();
        byte[] content = volume.content();
        if (content != null) {
            return new ByteArrayInputStream(content);
        }
        if (key == null) {
            throw new IOException("a volume has neither a file nor prints");
        }
        return vault.open(volume.id(), Volume.FILE, key.open(volume.id(), master));
    }

    /**
     * Looks for a print.
     *
     * @throws java.nio.file.NoSuchFileException when the file is gone, as that of a volume that was merged meanwhile
     */
    void find(Volume volume, long print, PrintsSearch.Hits hits) throws IOException {
        byte[] content = volume.content();
        WrappedKey key = volume.key();
        if (content != null) {
            PrintsSearch.find(
                    (from, length) ->
                            ByteBuffer.wrap(content, (int) from, length).slice(),
                    volume.shape(),
                    volume.directory(),
                    print,
                    hits);
        } else if (key != null) {
            try (SeekableByteChannel file = vault.openAt(volume.id(), Volume.FILE, key.open(volume.id(), master))) {
                PrintsSearch.find(
                        (from, length) -> bytes(file, from, length), volume.shape(), volume.directory(), print, hits);
            }
        }
    }

    private static ByteBuffer bytes(SeekableByteChannel file, long from, int length) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(length);
        file.position(from);
        while (content.hasRemaining()) {
            if (file.read(content) < 0) {
                throw new EOFException("prints are cut off");
            }
        }
        return content.flip();
    }
}
