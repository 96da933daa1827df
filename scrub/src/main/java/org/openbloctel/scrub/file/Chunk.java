package org.openbloctel.scrub.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.number.Reason;

/**
 * Whole lines of a call file: their bytes, and after {@link #split} where each line ends and where its phone fields are.
 * Positions count units: bytes, or characters of two bytes in UTF-16, where {@link #text} is the narrowed text. Reused
 * for one stretch of the file after the other; belongs to one thread at a time.
 */
public final class Chunk {
    /** Masks are made for this many bytes at a time, so that the words between stay in the first cache. */
    static final int BLOCK_BYTES = 8192;

    private static final int PADDING = 64;
    /** Positions of one word, the eight that are written at once, and the end of a last line. */
    private static final int MARGIN = 64 + 8 + 1;

    private final Layout layout;
    private final int[] columns;
    private final long[] words = new long[BLOCK_BYTES / 8];

    ByteBuffer raw;
    private LongBuffer rawWords;
    byte[] text;
    byte[] quotes;
    boolean hasQuotes;
    int length;
    int byteLength;
    long offset;
    long sequence;

    @Nullable
    Reason spoiled;

    boolean continues;

    private byte[] lineEnds;
    private byte[] separators;
    private int[] structure = new int[1 << 12];
    private int[] ends = new int[1 << 10];
    private int[] from = new int[1 << 10];
    private int[] to = new int[1 << 10];
    private boolean[] broken = new boolean[1 << 10];
    private boolean anyBroken;
    private int[] lineBreaks = new int[MARGIN];
    private @Nullable QuoteCheck quoteCheck;
    private int structures;
    private int rows;
    private long lines;

    Chunk(Layout layout, int capacity) {
        this.layout = layout;
        this.columns = layout.columns().stream().mapToInt(i -> i).toArray();
        this.raw = direct(capacity);
        this.rawWords = raw.asLongBuffer();
        this.text = new byte[capacity + PADDING];
        this.quotes = new byte[maskBytes(capacity)];
        this.lineEnds = new byte[0];
        this.separators = new byte[0];
    }

    private static int maskBytes(int capacity) {
        return (capacity + BLOCK_BYTES - 1) / BLOCK_BYTES * (BLOCK_BYTES / 8);
    }

    private static ByteBuffer direct(int capacity) {
        int whole = (capacity + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
        return ByteBuffer.allocateDirect(whole + PADDING).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Bytes that fit. */
    int capacity() {
        return text.length - PADDING;
    }

    /** Makes room for more, keeping what is there. */
    void grow(int capacity) {
        ByteBuffer larger = direct(capacity);
        larger.put(raw.flip());
        raw = larger;
        rawWords = larger.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        text = Arrays.copyOf(text, capacity + PADDING);
        quotes = new byte[maskBytes(capacity)];
    }

    /** The lines' own bytes, from 0 to {@link #byteLength()}; do not move its position. */
    public ByteBuffer bytes() {
        return raw;
    }

    /** How many bytes the lines have. */
    public int byteLength() {
        return byteLength;
    }

    /** The text in which {@link #fieldFrom} and {@link #fieldTo} count. */
    public byte[] text() {
        return text;
    }

    /** Where the chunk begins in the unpacked file, in bytes. */
    public long offset() {
        return offset;
    }

    /** The chunk's place among all chunks, from 0. */
    public long sequence() {
        return sequence;
    }

    /** When the chunk is a piece of one line that cannot be judged: why; null for ordinary lines. */
    public @Nullable Reason spoiled() {
        return spoiled;
    }

    /** Whether a spoiled piece continues the line of the chunk before. */
    public boolean continues() {
        return continues;
    }

    /** Records in the chunk. */
    public int rows() {
        return rows;
    }

    /** Physical lines in the chunk: more than records where fields hold line breaks. */
    public long lines() {
        return lines;
    }

    /** The byte behind record {@code row}, its line end included. */
    public int rowEndByte(int row) {
        // Half a UTF-16 unit at the end of a file counts as one.
        return ends[row] == length ? byteLength : ends[row] * layout.encoding().unit();
    }

    /** Whether a record has nothing but its line end. */
    public boolean isEmpty(int row) {
        int start = row == 0 ? 0 : ends[row - 1];
        int end = ends[row];
        int stop = end > start && text[end - 1] == layout.lineEnd() ? end - 1 : end;
        return stop == start || (stop == start + 1 && text[start] == '\r');
    }

    /** Where phone field {@code k} of a record begins, without its quotes; negative when the record has no such field. */
    public int fieldFrom(int row, int k) {
        return from[row * columns.length + k];
    }

    /** Where it ends, exclusive. */
    public int fieldTo(int row, int k) {
        return to[row * columns.length + k];
    }

    /** Whether the record's quotes are such that where it ends cannot be trusted. */
    public boolean isBroken(int row) {
        return anyBroken && broken[row];
    }

    /** Line ends inside a record, besides its own: more than 0 where a field holds line breaks. */
    public long lineBreaksIn(int row) {
        if (lines == rows) {
            return 0;
        }
        long breaks = 0;
        for (int i = row == 0 ? 0 : ends[row - 1]; i < ends[row] - 1; i++) {
            breaks += text[i] == layout.lineEnd() ? 1 : 0;
        }
        return breaks;
    }

    /** Fills {@link #quotes} with where quotes stand; true when there is one. */
    boolean findQuotes() {
        if (!layout.quotes()) {
            return false;
        }
        mask('"', quotes);
        long any = 0;
        for (int w = 0; w < (length + 63) >>> 6; w++) {
            any |= Masks.word(quotes, w);
        }
        return any != 0;
    }

    private void mask(char character, byte[] mask) {
        long pattern = Masks.pattern(character);
        for (int at = 0; at < length; at += BLOCK_BYTES) {
            int count = (Math.min(BLOCK_BYTES, length - at) + 7) >>> 3;
            loadWords(at, count);
            Masks.equal(words, count, pattern, mask, at >>> 3);
        }
        clearBehind(mask);
    }

    private void maskStructure() {
        long lineEnd = Masks.pattern(layout.lineEnd());
        long separator = Masks.pattern(layout.separator());
        for (int at = 0; at < length; at += BLOCK_BYTES) {
            int count = (Math.min(BLOCK_BYTES, length - at) + 7) >>> 3;
            loadWords(at, count);
            Masks.equal(words, count, lineEnd, lineEnds, at >>> 3);
            Masks.equal(words, count, separator, separators, at >>> 3);
        }
        clearBehind(lineEnds);
        clearBehind(separators);
    }

    private void loadWords(int at, int count) {
        if (layout.encoding().unit() == 1) {
            rawWords.get(at >>> 3, words, 0, count);
        } else {
            for (int i = 0; i < count; i++) {
                words[i] = (long) Masks.LONG.get(text, at + i * 8);
            }
        }
    }

    /** Whole words of a mask are read: what stands behind the text must be no character. */
    private void clearBehind(byte[] mask) {
        int end = length >>> 3;
        if ((length & 7) != 0) {
            mask[end] &= (byte) ((1 << (length & 7)) - 1);
            end++;
        }
        Arrays.fill(mask, end, Math.min(mask.length, (end + 7) & ~7), (byte) 0);
    }

    /** Finds the records and their phone fields; of a spoiled piece, only how many lines it has. */
    public void split() {
        rows = 0;
        lines = 0;
        anyBroken = false;
        if (spoiled != null) {
            for (int i = 0; i < length; i++) {
                lines += text[i] == layout.lineEnd() ? 1 : 0;
            }
            return;
        }
        int bytes = quotes.length;
        if (lineEnds.length < bytes) {
            lineEnds = new byte[bytes];
            separators = new byte[bytes];
        }
        maskStructure();
        flatten();
        if (length > 0 && (rows == 0 || ends[rows - 1] != length - 1)) {
            structure[structures++] = length; // the last line has no end
            ends[rows++] = length;
        }
        lines += rows;
        fields();
    }

    /** Turns the masks into positions: of all separators and line ends outside quotes, and of the line ends among them. */
    private void flatten() {
        int s = 0;
        int e = 0;
        long open = 0;
        int inner = 0;
        for (int w = 0; w < (length + 63) >>> 6; w++) {
            long lineEnd = Masks.word(lineEnds, w);
            long separator = Masks.word(separators, w);
            if (hasQuotes) {
                long quoted = Masks.prefixXor(Masks.word(quotes, w)) ^ open;
                open = quoted >> 63;
                if ((lineEnd & quoted) != 0) {
                    inner = breaks(lineEnd & quoted, w << 6, inner);
                }
                lineEnd &= ~quoted;
                separator &= ~quoted;
            }
            if (structure.length < s + MARGIN || ends.length < e + MARGIN) {
                structure = Arrays.copyOf(structure, Math.max(structure.length, s + MARGIN) * 2);
                ends = Arrays.copyOf(ends, Math.max(ends.length, e + MARGIN) * 2);
            }
            s = positions(lineEnd | separator, w << 6, structure, s);
            for (; lineEnd != 0; lineEnd &= lineEnd - 1) {
                ends[e++] = (w << 6) + Long.numberOfTrailingZeros(lineEnd);
            }
        }
        structures = s;
        rows = e;
        lines = inner;
        lineBreaks[inner] = Integer.MAX_VALUE;
    }

    /** Notes line breaks inside quotes, which few records have. */
    private int breaks(long bits, int base, int at) {
        int n = at;
        if (lineBreaks.length < n + MARGIN) {
            lineBreaks = Arrays.copyOf(lineBreaks, (n + MARGIN) * 2);
        }
        for (long left = bits; left != 0; left &= left - 1) {
            lineBreaks[n++] = base + Long.numberOfTrailingZeros(left);
        }
        return n;
    }

    /** Writes the positions of the set bits, eight at a time without a branch for each; returns the new size. */
    private static int positions(long bits, int base, int[] out, int at) {
        long left = bits;
        int end = at + Long.bitCount(left);
        for (int i = at; i < end; i += 8) {
            out[i] = base + Long.numberOfTrailingZeros(left);
            left &= left - 1;
            out[i + 1] = base + Long.numberOfTrailingZeros(left);
            left &= left - 1;
            out[i + 2] = base + Long.numberOfTrailingZeros(left);
            left &= left - 1;
            out[i + 3] = base + Long.numberOfTrailingZeros(left);
            left &= left - 1;
            out[i + 4] = base + Long.numberOfTrailingZeros(left);
            left &= left - 1;
            out[i + 5] = base + Long.numberOfTrailingZeros(left);
            left &= left - 1;
            out[i + 6] = base + Long.numberOfTrailingZeros(left);
            left &= left - 1;
            out[i + 7] = base + Long.numberOfTrailingZeros(left);
            left &= left - 1;
        }
        return end;
    }

    private QuoteCheck quoteCheck() {
        QuoteCheck check = quoteCheck;
        if (check == null) {
            check = new QuoteCheck(layout);
            quoteCheck = check;
        }
        return check;
    }

    private void reserve() {
        if (from.length < rows * columns.length) {
            from = new int[rows * columns.length * 5 / 4];
            to = new int[from.length];
        }
        if (broken.length < rows) {
            broken = new boolean[rows * 5 / 4];
        }
    }

    /** Walks the records; a record as wide as the one before is recognised by one comparison. */
    private void fields() {
        reserve();
        int[] marks = structure;
        int nextBreak = 0;
        int first = 0;
        int start = 0;
        int width = 1;
        for (int row = 0; row < rows; row++) {
            int end = ends[row];
            int last = first + width - 1;
            if (last >= structures || marks[last] != end) {
                last = first;
                while (marks[last] != end) {
                    last++;
                }
                width = last - first + 1;
            }
            for (int k = 0; k < columns.length; k++) {
                int column = columns[k];
                int slot = row * columns.length + k;
                if (column >= width) {
                    from[slot] = -1;
                } else {
                    int begin = column == 0 ? start : marks[first + column - 1] + 1;
                    trim(slot, begin, marks[first + column]);
                }
            }
            if (lineBreaks[nextBreak] < end) {
                if (!anyBroken) {
                    Arrays.fill(broken, 0, rows, false);
                }
                broken[row] = quoteCheck().isBroken(text, start, end);
                anyBroken = true;
                while (lineBreaks[nextBreak] < end) {
                    nextBreak++;
                }
            }
            start = Math.min(end + 1, length);
            ends[row] = start;
            first = last + 1;
        }
    }

    /** Leaves out a carriage return and the quotes of RFC 4180. */
    private void trim(int slot, int begin, int end) {
        int stop = end;
        if (stop > begin && text[stop - 1] == '\r') {
            stop--;
        }
        if (stop - begin >= 2 && text[begin] == '"' && text[stop - 1] == '"' && layout.quotes()) {
            begin++;
            stop--;
        }
        from[slot] = begin;
        to[slot] = stop;
    }
}
