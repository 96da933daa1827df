package org.openbloctel.xlsx;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The records of a stream of BIFF8 ([MS-XLS]), one at a time. A record of more than 8,224 bytes goes on in others, called continuations, which
 * reading goes through. Not thread-safe.
 */
final class BiffRecords {
    private static final int CONTINUATION = 0x3c;
    private static final int MAX_LENGTH = 0xffff;
    private static final int BUFFER = 1 << 16;

    private final Ole2File file;
    private final String stream;
    private final byte[] buffer = new byte[BUFFER];
    private long bufferAt;
    private int buffered;
    /** Where the next record begins. */
    private long nextAt;

    private final ByteBuffer record = ByteBuffer.allocate(MAX_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    private int type;

    /** Records from a place in a stream. */
    BiffRecords(Ole2File file, String stream, long from) {
        this.file = file;
        this.stream = stream;
        this.nextAt = from;
    }

    /** Goes to the next record that is no continuation; false at the stream's end. */
    boolean next() throws IOException {
        do {
            if (nextAt + 4 > file.size(stream)) {
                return false;
            }
            load();
        } while (type == CONTINUATION);
        return true;
    }

    private void load() throws IOException {
        type = at(nextAt) | at(nextAt + 1) << 8;
        int length = at(nextAt + 2) | at(nextAt + 3) << 8;
        record.clear().limit(length);
        for (int i = 0; i < length; i++) {
            record.put(i, (byte) at(nextAt + 4 + i));
        }
        nextAt += 4L + length;
    }

    private int at(long place) throws IOException {
        if (place < bufferAt || place >= bufferAt + buffered) {
            bufferAt = place;
            buffered = file.read(stream, place, buffer);
            if (buffered <= 0) {
                buffered = 0;
                throw new EOFException("a record cut off");
            }
        }
        return buffer[(int) (place - bufferAt)] & 0xff;
    }

    int type() {
        return type;
    }

    int remaining() {
        return record.remaining();
    }

    int u8() throws IOException {
        if (!record.hasRemaining()) {
            goOn();
        }
        return record.get() & 0xff;
    }

    int u16() throws IOException {
        return u8() | u8() << 8;
    }

    int i32() throws IOException {
        return u16() | u16() << 16;
    }

    double f64() throws IOException {
        long low = i32() & 0xffffffffL;
        return Double.longBitsToDouble((long) i32() << 32 | low);
    }

    void skip(long bytes) throws IOException {
        for (long left = bytes; left > 0; ) {
            if (!record.hasRemaining()) {
                goOn();
            }
            int here = (int) Math.min(left, record.remaining());
            record.position(record.position() + here);
            left -= here;
        }
    }

    private void goOn() throws IOException {
        do {
            if (nextAt + 4 > file.size(stream) || (at(nextAt) | at(nextAt + 1) << 8) != CONTINUATION) {
                throw new EOFException("a record shorter than what it holds");
            }
            load();
        } while (!record.hasRemaining());
    }

    /** A text with its length before it, and what says how it is read aloud and formatted behind it. */
    String text() throws IOException {
        return text(u16());
    }

    String text(int length) throws IOException {
        int flags = u8();
        int runs = (flags & 8) != 0 ? u16() : 0;
        long readings = (flags & 4) != 0 ? i32() & 0xffffffffL : 0;
        StringBuilder text = new StringBuilder();
        boolean wide = (flags & 1) != 0;
        for (int i = 0; i < length; i++) {
            if (!record.hasRemaining()) {
                goOn();
                wide = (u8() & 1) != 0; // a continuation says anew how wide its characters are
            }
            text.append((char) (wide ? u16() : u8()));
        }
        skip(4L * runs + readings);
        return text.toString();
    }
}
