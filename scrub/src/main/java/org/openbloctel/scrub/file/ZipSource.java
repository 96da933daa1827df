package org.openbloctel.scrub.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.openbloctel.scrub.file.CallFileException.Fault;

/**
 * The entry of a zip. The stream of {@link java.util.zip.ZipFile} does not report how many packed bytes it took, which shows bombs, and
 * does not compare the checksum, so the entry is unpacked here. Not thread-safe.
 */
final class ZipSource extends PackedSource {
    private final ZipEntry entry;
    private final CheckedInputStream checked;

    private ZipSource(ZipEntry entry, CheckedInputStream checked, LongSupplier packed, String name, long most) {
        super(checked, packed, name, most);
        this.entry = entry;
        this.checked = checked;
    }

    /** Opens an entry, unless the sizes that it states are too large. What they are in truth is watched while it is read. */
    static ZipSource open(Path file, ZipEntry entry, String name, long most) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            long packed = Math.min(entry.getCompressedSize(), channel.size());
            if (entry.getSize() > most) {
                throw tooLarge(name, most);
            }
            if (new BombWatch(BOMB_BYTES, BOMB_RATIO).declaresBomb(entry.getSize(), packed)) {
                throw new CallFileException(Fault.ARCHIVE_BOMB, name, List.of());
            }
            channel.position(ZipDirectory.dataOf(channel, entry));
            Stretch raw = new Stretch(channel, entry.getCompressedSize());
            if (entry.getMethod() == ZipEntry.STORED) {
                return new ZipSource(entry, new CheckedInputStream(raw, new CRC32()), () -> raw.read, name, most);
            }
            Deflated deflated = new Deflated(raw, new Inflater(true));
            return new ZipSource(entry, new CheckedInputStream(deflated, new CRC32()), deflated::packed, name, most);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    void checkEnd() throws ZipException {
        if (checked.getChecksum().getValue() != entry.getCrc()) {
            throw new ZipException("checksum");
        }
    }

    /** The packed bytes of the entry. */
    private static final class Stretch extends InputStream {
        private final FileChannel channel;
        private final long length;
        private long read;

        Stretch(FileChannel channel, long length) {
            this.channel = channel;
            this.length = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int wanted) throws IOException {
            int n = (int) Math.min(wanted, length - read);
            if (n == 0) {
                return wanted == 0 ? 0 : -1;
            }
            n = channel.read(ByteBuffer.wrap(target, from, n));
            if (n < 0) {
                throw new EOFException();
            }
            read += n;
            return n;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static final class Deflated extends InflaterInputStream {
        private long packedAtClose = -1;

        Deflated(InputStream in, Inflater inflater) {
            super(in, inflater, BUFFER);
        }

        long packed() {
            return packedAtClose < 0 ? inf.getBytesRead() : packedAtClose;
        }

        @Override
        public void close() throws IOException {
            if (packedAtClose < 0) {
                packedAtClose = inf.getBytesRead();
                inf.end(); // the inflater was given to the stream, which does not end it
            }
            super.close();
        }
    }
}
