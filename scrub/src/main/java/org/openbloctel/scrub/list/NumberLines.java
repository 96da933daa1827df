package org.openbloctel.scrub.list;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Placeholders;
import org.openbloctel.scrub.number.Reason;
import org.openbloctel.scrub.number.WrittenNumbers;

/**
 * A file of one number a line, in any spelling, read by several threads. Blank lines and lines that begin with {@code #}
 * are passed over, as are words beside a number; a line that cannot be read is counted, and the first ten are named by line and byte, never by what
 * they hold.
 */
final class NumberLines {
    private static final int CHUNK = 1 << 19;
    private static final int PADDING = 16;
    private static final int NAMED = 10;
    /** Lines found at a time, then read at a time: two short loops instead of one that does all. */
    private static final int LINES = 512;
    /** Bytes kept of a line that is longer than a chunk: more than any number has. */
    private static final int KEPT = 1024;

    /** Digits beside the numbers of a line that are no number themselves: an extension, a postcode. */
    private static final int MAX_OTHER_DIGITS = 5;

    private static final long[] NONE = {};

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOW_SEVEN = 0x7f7f7f7f7f7f7f7fL;

    private final InputStream in;
    private final NumberingPlan plan;
    private final BitPages pages;
    private final List<Chunk> done = new ArrayList<>();
    private byte[] carry = {};
    private long offset;
    private int sequence;
    private boolean ended;
    private @Nullable Throwable failure;

    private NumberLines(InputStream in, NumberingPlan plan, BitPages pages) {
        this.in = in;
        this.plan = plan;
        this.pages = pages;
    }

    /** A bad line inside a chunk: its line within it. */
    private record Bad(long line, long offset, Reason reason) {}

    /** What became of one chunk. */
    private record Chunk(int sequence, long lines, long numbers, long unreadable, List<Bad> bad) {}

    /**
     * Reads all lines.
     *
     * @param pages takes the numbers
     */
    static LinesRead read(InputStream in, NumberingPlan plan, int threads, BitPages pages) throws IOException {
        NumberLines lines = new NumberLines(in, plan, pages);
        Thread[] others = IntStream.range(1, Math.max(1, threads))
                .mapToObj(i -> new Thread(lines::work, "list-" + i))
                .toArray(Thread[]::new);
        for (Thread thread : others) {
            thread.start();
        }
        lines.work();
        for (Thread thread : others) {
            join(thread);
        }
        return lines.total();
    }

    private static void join(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException();
        }
    }

    @SuppressWarnings("IllegalCatch") // a thread that ends early would leave numbers out of the list
    private void work() {
        try {
            NumberReader reader = new NumberReader(plan, Placeholders.NONE);
            WrittenNumbers written = new WrittenNumbers(plan);
            RangeLine ranges = new RangeLine(plan);
            BitPages.Batch batch = pages.new Batch();
            Window window = new Window();
            byte[] buffer = new byte[CHUNK + PADDING];
            for (Piece piece = next(buffer); piece != null; piece = next(buffer)) {
                buffer = piece.bytes;
                Chunk chunk = new Scan(piece, reader, written, ranges, batch, window).chunk();
                synchronized (done) {
                    done.add(chunk);
                }
            }
            batch.flush();
        } catch (Throwable e) {
            synchronized (this) {
                failure = e;
                ended = true;
            }
        }
    }

    /** Bytes that begin at a line's beginning and end with a line. */
    private static final class Piece {
        private final byte[] bytes;
        private final int length;
        private final long offset;
        private final long passedOver;
        private final int sequence;

        Piece(byte[] bytes, int length, long offset, long passedOver, int sequence) {
            this.bytes = bytes;
            this.length = length;
            this.offset = offset;
            this.passedOver = passedOver;
            this.sequence = sequence;
        }

        /** The place in the file of a line; of the first line, a part may have been passed over. */
        long offsetOf(int start) {
            return start == 0 ? offset : offset + passedOver + start;
        }
    }

    private synchronized @Nullable Piece next(byte[] reuse) throws IOException {
        if (ended) {
            return null;
        }
        byte[] bytes = reuse;
        int n = carry.length;
        if (bytes.length < n + CHUNK + PADDING) {
            bytes = new byte[n + CHUNK + PADDING];
        }
        System.arraycopy(carry, 0, bytes, 0, n);
        int end = 0;
        long passedOver = 0;
        while (end == 0 && !ended) {
            if (n + PADDING >= bytes.length) {
                // One line fills the buffer: a beginning that cannot be read stands for it.
                passedOver += n - KEPT;
                Arrays.fill(bytes, 1, KEPT, (byte) 'x');
                n = KEPT;
            }
            int read = in.readNBytes(bytes, n, bytes.length - PADDING - n);
            n += read;
            ended = n < bytes.length - PADDING;
            end = ended ? n : afterLastLine(bytes, n);
        }
        carry = Arrays.copyOfRange(bytes, end, n);
        Piece piece = new Piece(bytes, end, offset, passedOver, sequence++);
        offset += end + passedOver;
        return end == 0 && ended ? null : piece;
    }

    private static int afterLastLine(byte[] bytes, int n) {
        int i = n;
        while (i > 0 && bytes[i - 1] != '\n') {
            i--;
        }
        return i;
    }

    /** Some lines of a piece and what they hold; one a thread, used again and again. */
    private static final class Window {
        private final int[] from = new int[LINES];
        private final int[] to = new int[LINES];
        private final long[] numbers = new long[LINES];
        private final int[] left = new int[LINES];
        private int next;

        /** Finds the next lines and returns how many; {@link #next} is where the one behind them begins. */
        int find(byte[] b, int start, int end) {
            int n = 0;
            int begin = start;
            while (n < LINES && begin < end) {
                int stop = lineEnd(b, begin, end);
                from[n] = begin;
                to[n++] = stop > begin && b[stop - 1] == '\r' ? stop - 1 : stop;
                begin = stop + 1;
            }
            next = begin;
            return n;
        }
    }

    /** The reading of one piece: plain spellings many at a time, the other lines one by one. */
    private final class Scan {
        private final Piece piece;
        private final NumberReader reader;
        private final WrittenNumbers written;
        private final RangeLine ranges;
        private final BitPages.Batch batch;
        private final Window window;
        private final List<Bad> bad = new ArrayList<>();
        private long lines;
        private long numbers;
        private long unreadable;

        Scan(
                Piece piece,
                NumberReader reader,
                WrittenNumbers written,
                RangeLine ranges,
                BitPages.Batch batch,
                Window window) {
            this.piece = piece;
            this.reader = reader;
            this.written = written;
            this.ranges = ranges;
            this.batch = batch;
            this.window = window;
        }

        Chunk chunk() {
            byte[] b = piece.bytes;
            int end = piece.length;
            int start = piece.offset == 0 ? afterByteOrderMark(b, end) : 0;
            while (start < end) {
                int n = window.find(b, start, end);
                start = window.next;
                int left = reader.readPlain(b, window.from, window.to, n, window.numbers, window.left);
                for (int i = 0; i < left; i++) {
                    window.numbers[window.left[i]] = -1;
                    line(window.left[i]);
                }
                batch.addAll(window.numbers, n);
                lines += n;
                numbers += n - left;
            }
            return new Chunk(piece.sequence, lines, numbers, unreadable, bad);
        }

        /** {@code 06 12 34 56 78 (mobile)}, {@code 01… poste 3}: the numbers are taken; false where other digits are left. */
        private boolean isNumberWithWords(int from, int to) {
            int found = holdsCarriageReturn(piece.bytes, from, to) ? 0 : written.find(piece.bytes, from, to, false);
            boolean any = false;
            for (int k = 0; k < found; k++) {
                if (plan.objection(written.found(k)) != Reason.SPECIAL_NUMBER) {
                    batch.add(written.found(k));
                    any = true;
                }
            }
            boolean whole = any && written.otherDigits() <= MAX_OTHER_DIGITS;
            numbers += whole ? 1 : 0;
            return whole;
        }

        private void line(int i) {
            int start = window.from[i];
            int end = window.to[i];
            boolean glued = holdsCarriageReturn(piece.bytes, start, end);
            long number = glued ? NumberReader.because(Reason.NOT_A_NUMBER) : reader.read(piece.bytes, start, end);
            if (number >= 0 && plan.objection(number) != Reason.SPECIAL_NUMBER) {
                batch.add(number);
                numbers++;
                return;
            }
            long[] several = number == NumberReader.SEVERAL ? reader.several() : NONE;
            boolean range = number < 0 && piece.bytes[start] != '#' && ranges.isRange(piece.bytes, start, end);
            Reason reason = Reason.NOT_A_NUMBER;
            if (several.length > 0 && !range) {
                Arrays.stream(several).forEach(batch::add);
                numbers++;
                return;
            }
            if (several.length == 0 && !range) {
                reason = number >= 0 ? Reason.SPECIAL_NUMBER : NumberReader.reason(number);
            }
            if (reason != Reason.BLANK
                    && piece.bytes[start] != '#'
                    && (number >= 0 || range || !isNumberWithWords(start, end))) {
                unreadable++;
                if (bad.size() < NAMED) {
                    bad.add(new Bad(lines + i + 1, piece.offsetOf(start), reason));
                }
            }
        }
    }

    /** Lines glued by the line ends of another system. */
    private static boolean holdsCarriageReturn(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            if (b[i] == '\r') {
                return true;
            }
        }
        return false;
    }

    private static int afterByteOrderMark(byte[] b, int end) {
        return end >= 3 && b[0] == (byte) 0xef && b[1] == (byte) 0xbb && b[2] == (byte) 0xbf ? 3 : 0;
    }

    /** The next line feed, eight bytes at a time; the buffer is padded behind its end. */
    private static int lineEnd(byte[] b, int from, int end) {
        for (int i = from; i < end; i += 8) {
            long y = (long) LONG.get(b, i) ^ LINE_FEEDS;
            long found = ~((y & LOW_SEVEN) + LOW_SEVEN | y | LOW_SEVEN);
            if (found != 0) {
                return Math.min(end, i + (Long.numberOfTrailingZeros(found) >>> 3));
            }
        }
        return end;
    }

    private synchronized LinesRead total() throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure != null) {
            throw new IllegalStateException("the numbers were not all read", failure);
        }
        done.sort(Comparator.comparingInt(Chunk::sequence));
        long lines = 0;
        long numbers = 0;
        long unreadable = 0;
        List<LinesRead.BadLine> named = new ArrayList<>();
        for (Chunk chunk : done) {
            for (Bad bad : chunk.bad) {
                if (named.size() < NAMED) {
                    named.add(new LinesRead.BadLine(lines + bad.line, bad.offset, bad.reason));
                }
            }
            lines += chunk.lines;
            numbers += chunk.numbers;
            unreadable += chunk.unreadable;
        }
        return new LinesRead(lines, numbers, unreadable, List.copyOf(named));
    }
}
