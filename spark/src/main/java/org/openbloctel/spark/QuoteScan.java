package org.openbloctel.spark;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.openbloctel.scrub.file.Layout;

/**
 * Reads a split of a text file and tells, for every state of the quotes in which it may begin, how it ends and where its first record
 * begins. The rule is that of {@link org.openbloctel.scrub.file.ChunkReader}: a quote opens a field only as the field's first character,
 * two inside quotes are one character, and a line end outside quotes ends a record. Characters of one byte only.
 *
 * <p>The four states are run side by side as one function from states to states: two bits for each, a byte for all. Between two quotes only
 * the last byte matters, since other bytes, separators and line ends take a state to where they leave it. So the loop looks for quotes
 * and counts line ends, eight bytes at a time.
 */
final class QuoteScan {
    /** At the first character of a field. */
    static final int FIELD = 0;
    /** In a field that no quote opened, or behind the quote that closed one. */
    static final int PLAIN = 1;
    /** In quotes. */
    static final int QUOTED = 2;
    /** Behind a quote in quotes, which closes the field unless another one follows. */
    static final int CLOSING = 3;

    private static final int STATES = 4;
    private static final int IDENTITY = FIELD | PLAIN << 2 | QUOTED << 4 | CLOSING << 6;

    private static final int OTHER = 0;
    private static final int SEPARATOR = 1;
    private static final int QUOTE = 2;
    private static final int CLASSES = 3;

    /** By class of byte and state: the state behind it. A line end does what a separator does. */
    private static final int[][] STEPS = {
        {PLAIN, PLAIN, QUOTED, PLAIN}, {FIELD, FIELD, QUOTED, FIELD}, {QUOTED, PLAIN, CLOSING, QUOTED}
    };

    private static final byte[] NEXT = steps();

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final int BUFFER = 1 << 18;

    private final byte separator;
    private final byte lineEnd;
    private final boolean quotes;
    private final byte[] buffer = new byte[BUFFER];
    private final long[] firstRecord = new long[STATES];
    private final long[] linesToFirstRecord = new long[STATES];
    private int states;
    private int pending;
    private long lines;

    QuoteScan(Layout layout) {
        if (!canRead(layout)) {
            throw new IllegalArgumentException("a layout of other rules");
        }
        this.separator = (byte) layout.separator();
        this.lineEnd = (byte) layout.lineEnd();
        this.quotes = layout.quotes();
    }

    /** Whether a layout keeps to the rule: not with characters of two bytes, nor where backslashes escape quotes. */
    static boolean canRead(Layout layout) {
        return layout.encoding().unit() == 1 && !layout.backslash();
    }

    private static byte[] steps() {
        byte[] next = new byte[CLASSES << 8];
        for (int type = 0; type < CLASSES; type++) {
            for (int states = 0; states < 256; states++) {
                int stepped = 0;
                for (int state = 0; state < STATES; state++) {
                    stepped |= STEPS[type][state(states, state)] << (2 * state);
                }
                next[type << 8 | states] = (byte) stepped;
            }
        }
        return next;
    }

    /** The state to which a function of states takes one. */
    static int state(int states, int state) {
        return states >>> (2 * state) & 3;
    }

    /**
     * Reads a split.
     *
     * @param in stands at its first byte
     * @param from its place in the file
     * @param to behind its last byte
     * @throws EOFException when the file is shorter
     */
    SplitStates read(InputStream in, long from, long to) throws IOException {
        states = IDENTITY;
        pending = (1 << STATES) - 1;
        lines = 0;
        Arrays.fill(firstRecord, -1);
        Arrays.fill(linesToFirstRecord, 0);
        for (long at = from; at < to; ) {
            int n = in.readNBytes(buffer, 0, (int) Math.min(BUFFER, to - at));
            if (n == 0) {
                throw new EOFException("the file became shorter");
            }
            scan(at, n);
            at += n;
        }
        return new SplitStates(to, lines, states, firstRecord, linesToFirstRecord);
    }

    /** The hot loop: eight bytes at a time, quotes one by one. */
    private void scan(long offset, int n) {
        byte[] bytes = buffer;
        long endPattern = (lineEnd & 0xff) * ONES;
        long quotePattern = '"' * ONES;
        int since = 0;
        long linesSince = lines;
        long counted = lines;
        int at = 0;
        for (; at + Long.BYTES <= n; at += Long.BYTES) {
            long word = (long) LONG.get(bytes, at);
            long ends = zeros(word ^ endPattern);
            long found = quotes ? zeros(word ^ quotePattern) : 0;
            for (; found != 0; found &= found - 1) {
                int quote = at + (Long.numberOfTrailingZeros(found) >>> 3);
                stretch(offset, since, quote, linesSince);
                step(QUOTE);
                since = quote + 1;
                linesSince = counted + Long.bitCount(ends & (found & -found) - 1);
            }
            counted += Long.bitCount(ends);
        }
        for (; at < n; at++) {
            if (bytes[at] == '"' && quotes) {
                stretch(offset, since, at, linesSince);
                step(QUOTE);
                since = at + 1;
                linesSince = counted;
            }
            counted += bytes[at] == lineEnd ? 1 : 0;
        }
        stretch(offset, since, n, linesSince);
        lines = counted;
    }

    /** The highest bit of each byte that is zero, and no other. */
    private static long zeros(long word) {
        return ~((word & LOW_BITS) + LOW_BITS | word | LOW_BITS);
    }

    private void step(int type) {
        states = NEXT[type << 8 | states] & 0xff;
    }

    /** Bytes of the buffer without a quote. */
    private void stretch(long offset, int from, int to, long linesBefore) {
        if (from == to) {
            return;
        }
        if (pending != 0 && isAnyPendingOutside()) {
            firstLineEnd(offset, from, to, linesBefore);
        }
        byte last = buffer[to - 1];
        step(last == separator || last == lineEnd ? SEPARATOR : OTHER);
    }

    private boolean isAnyPendingOutside() {
        boolean any = false;
        for (int state = 0; state < STATES; state++) {
            any |= isPendingOutside(state);
        }
        return any;
    }

    private boolean isPendingOutside(int state) {
        return (pending & 1 << state) != 0 && state(states, state) != QUOTED;
    }

    private void firstLineEnd(long offset, int from, int to, long linesBefore) {
        int at = from;
        while (at < to && buffer[at] != lineEnd) {
            at++;
        }
        for (int state = 0; state < STATES && at < to; state++) {
            if (isPendingOutside(state)) {
                firstRecord[state] = offset + at + 1;
                linesToFirstRecord[state] = linesBefore + 1;
                pending &= ~(1 << state);
            }
        }
    }
}
