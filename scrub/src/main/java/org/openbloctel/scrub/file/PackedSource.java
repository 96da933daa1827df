package org.openbloctel.scrub.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.zip.ZipException;
import org.openbloctel.scrub.file.CallFileException.Fault;

/** A stream that is unpacked, watched for bombs and for damage. Not thread-safe. */
class PackedSource implements ByteSource {
    /** Call files shrink five- to twentyfold; 100 MiB that take less than half a MiB are an attack. */
    static final long BOMB_BYTES = 100L << 20;

    static final int BOMB_RATIO = 200;
    static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final LongSupplier packed;
    private final String name;
    private final long most;
    private final BombWatch watch = new BombWatch(BOMB_BYTES, BOMB_RATIO);
    private final byte[] buffer = new byte[BUFFER];
    private long read;

    /**
     * A source.
     *
     * @param packed how many bytes of the file gave what was read so far
     * @param most how many bytes it may give
     */
    PackedSource(InputStream in, LongSupplier packed, String name, long most) {
        this.in = in;
        this.packed = packed;
        this.name = name;
        this.most = most;
    }

    /** Called at the end of the stream, perhaps several times. */
    void checkEnd() throws IOException {}

    @Override
    public int read(ByteBuffer target) throws IOException {
        int n;
        try {
            n = in.read(buffer, 0, Math.min(buffer.length, target.remaining()));
            if (n < 0) {
                checkEnd();
            }
        } catch (ZipException | EOFException e) {
            throw new CallFileException(Fault.DAMAGED_ARCHIVE, name, List.of());
        }
        if (n > 0) {
            target.put(buffer, 0, n);
            read += n;
            if (read > most) {
                throw tooLarge(name, most);
            }
            if (watch.isBomb(read, packed.getAsLong())) {
                throw new CallFileException(Fault.ARCHIVE_BOMB, name, List.of());
            }
        }
        return n;
    }

    static CallFileException tooLarge(String name, long most) {
        return new CallFileException(Fault.ARCHIVE_BOMB, name, List.of(Long.toString(most)));
    }

    @Override
    public long consumed() {
        return packed.getAsLong();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
