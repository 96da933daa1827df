package org.openbloctel.registry.list.trace;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads a file of prints from its beginning, entry by entry. Hot code. Not thread-safe. */
final class PrintsReader implements AutoCloseable {
    private static final int BUFFER = 1 << 14;
    /** Bits of a word beyond which no whole byte has room. */
    private static final int FULL = Long.SIZE - Byte.SIZE;

    private final InputStream in;
    private final Shape shape;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    private int bucket = -1;
    private int left;
    private long bits;
    private int pending;

    private long print;
    private int set;
    private int answer;

    PrintsReader(InputStream in, Shape shape) {
        this.in = in;
        this.shape = shape;
    }

    /** Goes to the next entry; false behind the last. */
    boolean next() throws IOException {
        while (left == 0) {
            if (++bucket >= shape.buckets()) {
                return false;
            }
            get(pending & (Byte.SIZE - 1)); // a bucket begins at a whole byte
            left = (int) (get(Byte.SIZE) << 24 | get(Byte.SIZE) << 16 | get(Byte.SIZE) << 8 | get(Byte.SIZE));
            print = (long) bucket << shape.shift();
        }
        left--;
        long high = ones(Integer.MAX_VALUE);
        print += (high << shape.rice()) | get(shape.rice());
        set = (int) get(shape.setBits());
        answer = ones(PrintsWriter.MAX_ONES);
        return true;
    }

    /** Counts ones, and passes over the zero behind them unless there are as many as there may be. */
    private int ones(int most) throws IOException {
        int count = 0;
        while (true) {
            fill(1);
            int run = Math.min(Math.min(Long.numberOfTrailingZeros(~bits), pending), most - count);
            skip(run);
            count += run;
            if (count == most) {
                return count;
            }
            if (pending > 0) {
                skip(1);
                return count;
            }
        }
    }

    private long get(int length) throws IOException {
        fill(length);
        long value = bits & ((1L << length) - 1);
        skip(length);
        return value;
    }

    private void skip(int length) {
        // A shift by 64 bits is none.
        bits = length == Long.SIZE ? 0 : bits >>> length;
        pending -= length;
    }

    private void fill(int length) throws IOException {
        if (pending < length) {
            while (pending <= FULL && (at < limit || pending < length)) {
                bits |= (long) octet() << pending;
                pending += Byte.SIZE;
            }
        }
    }

    private int octet() throws IOException {
        if (at == limit) {
            limit = Math.max(0, in.read(buffer, 0, BUFFER));
            at = 0;
            if (limit == 0) {
                throw new EOFException("prints are cut off");
            }
        }
        return buffer[at++] & 0xff;
    }

    long print() {
        return print;
    }

    int set() {
        return set;
    }

    int answer() {
        return answer;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
