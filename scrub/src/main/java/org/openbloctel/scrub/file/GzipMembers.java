package org.openbloctel.scrub.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The members of a gzip file (RFC 1952), one after the other, each with its checks. {@link java.util.zip.GZIPInputStream} takes bytes
 * behind a member for the end of the file: the lines of a second member with a damaged header would be lost unseen. Here such bytes are a
 * fault, except zeros, with which some tools pad. Not thread-safe.
 */
final class GzipMembers extends InputStream {
    private static final int CRC_OF_HEADER = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int FIXED_HEADER = 10;
    private static final int DEFLATE = 8;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final CRC32 headerCrc = new CRC32();
    private final byte[] buffer = new byte[PackedSource.BUFFER];
    private int at;
    private int limit;
    private long packedBefore;
    private boolean ended;

    /** Reads the first header. */
    GzipMembers(InputStream in) throws IOException {
        this.in = in;
        try {
            header(octet());
        } catch (IOException e) {
            inflater.end();
            throw e;
        }
    }

    /** How many packed bytes gave what was read, headers left out. */
    long packed() {
        return packedBefore + (ended ? 0 : inflater.getBytesRead());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!ended) {
                int n = inflater.inflate(target, from, length);
                if (n > 0) {
                    crc.update(target, from, n);
                    return n;
                }
                if (inflater.finished()) {
                    endMember();
                } else if (inflater.needsDictionary()) {
                    throw new ZipException("dictionary");
                } else {
                    fill();
                    inflater.setInput(buffer, 0, limit);
                    at = limit;
                }
            }
        } catch (DataFormatException e) {
            throw new ZipException("deflate");
        }
        return -1;
    }

    private void endMember() throws IOException {
        at = limit - inflater.getRemaining();
        if (word() != crc.getValue() || word() != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("checksum");
        }
        packedBefore += inflater.getBytesRead();
        int next = at < limit || more() ? octet() : -1;
        if (next <= 0) {
            ended = true;
            onlyZerosFollow();
            return;
        }
        inflater.reset();
        crc.reset();
        header(next);
    }

    private void onlyZerosFollow() throws IOException {
        while (at < limit || more()) {
            if (octet() != 0) {
                throw new ZipException("bytes behind the last member");
            }
        }
    }

    /** Reads a header, of which the first byte was read. */
    private void header(int first) throws IOException {
        headerCrc.reset();
        headerCrc.update(first);
        if (first != 0x1f || octet() != 0x8b || octet() != DEFLATE) {
            throw new ZipException("no member");
        }
        int flags = octet();
        for (int i = 4; i < FIXED_HEADER; i++) {
            octet();
        }
        if ((flags & EXTRA) != 0) {
            for (int left = octet() | octet() << 8; left > 0; left--) {
                octet();
            }
        }
        if ((flags & NAME) != 0) {
            passText();
        }
        if ((flags & COMMENT) != 0) {
            passText();
        }
        if ((flags & CRC_OF_HEADER) != 0) {
            long expected = headerCrc.getValue() & 0xffff;
            if ((octet() | octet() << 8) != expected) {
                throw new ZipException("checksum of a header");
            }
        }
        inflater.setInput(buffer, at, limit - at);
        at = limit;
    }

    private void passText() throws IOException {
        while (octet() != 0) {}
    }

    private long word() throws IOException {
        return octet() | octet() << 8 | octet() << 16 | (long) octet() << 24;
    }

    private int octet() throws IOException {
        if (at == limit) {
            fill();
        }
        int octet = buffer[at++] & 0xff;
        headerCrc.update(octet);
        return octet;
    }

    private void fill() throws IOException {
        if (!more()) {
            throw new EOFException();
        }
    }

    /** Reads on; false at the end of the file. */
    private boolean more() throws IOException {
        int n = in.read(buffer, 0, buffer.length);
        at = 0;
        limit = Math.max(0, n);
        return n > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
