package org.openbloctel.registry.list.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes a file of prints, ascending by print and place of the set: the buckets, then the directory, which has the byte at which each bucket
 * begins and the last one ends. Hot code. Closes the file only when it is whole; a file that is not is of no use. Not thread-safe.
 */
final class PrintsWriter implements AutoCloseable {
    /** The last answer needs no bit that ends it. */
    static final int MAX_ONES = 4;

    private static final int BUFFER = 1 << 16;
    /** Bits that are written at once. */
    private static final int MAX_BITS = 56;
    /** Ones that are written at once: with the low bits of a distance they are no more than 56. */
    private static final int HALF = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final OutputStream out;
    private final Shape shape;
    private final long[] starts;
    /** Whether all bits of any entry may be written at once. */
    private final boolean narrow;

    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long written;
    private long entries;

    /** The open bucket: its bits, behind the place of its count. */
    private byte[] bucket = new byte[4096];

    private int bytes;
    private long bits;
    private int pending;
    private int count;
    private int open;
    private long last;

    PrintsWriter(OutputStream out, Shape shape) {
        this.out = out;
        this.shape = shape;
        this.starts = new long[shape.buckets() + 1];
        this.narrow = HALF + shape.rice() + shape.setBits() + MAX_ONES <= MAX_BITS;
    }

    /** Adds an entry that is not below the one before. */
    void add(long print, int set, int answer) throws IOException {
        int in = (int) (print >>> shape.shift());
        while (open < in) {
            endBucket();
        }
        long distance = print - last;
        last = print;
        long high = distance >>> shape.rice();
        for (; high >= HALF; high -= HALF) {
            put((1L << HALF) - 1, HALF);
        }
        int length = (int) high + 1;
        long from = (1L << high) - 1 | (distance & ((1L << shape.rice()) - 1)) << length;
        length += shape.rice();
        int ones = Math.min(answer, MAX_ONES);
        long which = set | ((1L << ones) - 1) << shape.setBits();
        int more = shape.setBits() + ones + (answer < MAX_ONES ? 1 : 0);
        if (narrow) {
            put(from | which << length, length + more);
        } else {
            put(from, length);
            put(which, more);
        }
        count++;
        entries++;
    }

    /** Adds the first entries of an array as they are, each a print and the bits of its answer. */
    void add(long[] sorted, int n, int set) throws IOException {
        for (int i = 0; i < n; i++) {
            add(sorted[i] >>> CheckedSet.ANSWER_BITS, set, (int) sorted[i] & CheckedSet.ANSWER_MASK);
        }
    }

    /** Adds the prints of the first entries of an array, without answers. */
    void addPrints(long[] sorted, int n, int set) throws IOException {
        for (int i = 0; i < n; i++) {
            add(sorted[i] >>> CheckedSet.ANSWER_BITS, set, Answer.CALLABLE.code());
        }
    }

    /** Adds the prints of the first entries of an array to one set, and those with another answer than "callable" also to another. */
    void add(long[] sorted, int n, int numbers, int answers) throws IOException {
        for (int i = 0; i < n; i++) {
            long print = sorted[i] >>> CheckedSet.ANSWER_BITS;
            int answer = (int) sorted[i] & CheckedSet.ANSWER_MASK;
            add(print, numbers, Answer.CALLABLE.code());
            if (answer != Answer.CALLABLE.code()) {
                add(print, answers, answer);
            }
        }
    }

    /** Adds the entries of an array whose answer is another than "callable". */
    void addAnswers(long[] sorted, int n, int set) throws IOException {
        for (int i = 0; i < n; i++) {
            int answer = (int) sorted[i] & CheckedSet.ANSWER_MASK;
            if (answer != Answer.CALLABLE.code()) {
                add(sorted[i] >>> CheckedSet.ANSWER_BITS, set, answer);
            }
        }
    }

    /** Appends low bits; at most 56. */
    private void put(long value, int length) {
        bits |= value << pending;
        pending += length;
        if (bytes + Long.BYTES > bucket.length) {
            bucket = Arrays.copyOf(bucket, 2 * bucket.length);
        }
        LONG.set(bucket, bytes, bits);
        bytes += pending >>> 3;
        bits >>>= pending & ~(Byte.SIZE - 1);
        pending &= Byte.SIZE - 1;
    }

    private void endBucket() throws IOException {
        if (pending > 0) {
            put(0, Byte.SIZE - pending);
        }
        starts[open++] = written;
        room(Integer.BYTES);
        buffer.putInt(count);
        written += Integer.BYTES + bytes;
        for (int from = 0; from < bytes; from += BUFFER) {
            int some = Math.min(BUFFER, bytes - from);
            room(some);
            buffer.put(bucket, from, some);
        }
        bytes = 0;
        count = 0;
        last = (long) open << shape.shift();
    }

    private void room(int length) throws IOException {
        if (buffer.remaining() < length) {
            out.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
    }

    /** Ends the file; returns where its directory begins. */
    long finish() throws IOException {
        while (open < shape.buckets()) {
            endBucket();
        }
        starts[open] = written;
        for (long start : starts) {
            room(Long.BYTES);
            buffer.putLong(start);
        }
        out.write(buffer.array(), 0, buffer.position());
        out.close();
        return written;
    }

    long entries() {
        return entries;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
