package org.openbloctel.scrub.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.number.Reason;

/**
 * Whole lines of a call file: their bytes, and after {@link #split} where each line ends and where its phone fields are.
 * Positions count units: bytes, or characters of two bytes in UTF-16, where {@link #text} is the folded text. Reused
 * for one stretch of the file after the other; belongs to one thread at a time.
 */
public final class Chunk {
    /** Masks are made for this many bytes at a time, so that the words between stay in the first cache. */
    static final int BLOCK_BYTES = 8192;

    private static final int PADDING = 64;
    private static final int WORD = 64;

    private final Layout layout;
    private final int unit;
    private final int[] columns;
    /** How many fields lie between a phone column and the one before, or the line's start. */
    private final int[] skips;

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
    /** The physical line, from 1, of the record before the header that the chunk is; 0 for lines of the table. */
    long headLine;

    private byte[] lineEnds;
    private byte[] separators;
    private int[] lineEndAt = {};
    private int[] from = {};
    private int[] to = {};
    private boolean[] broken = {};
    private boolean anyBroken;
    private int[] lineBreaks = new int[WORD];
    private @Nullable QuoteCheck quoteCheck;
    private final DigitRuns runs = new DigitRuns();
    private final Widths widths = new Widths();
    private int rows;
    private long lines;

    Chunk(Layout layout, int capacity) {
        this.layout = layout;
        this.unit = layout.encoding().unit();
        this.columns = new int[layout.columns().size()];
        this.skips = new int[columns.length];
        for (int k = 0; k < columns.length; k++) {
            columns[k] = layout.columns().get(k);
            skips[k] = k == 0 ? columns[k] : columns[k] - columns[k - 1];
        }
        this.raw = direct(capacity);
        this.rawWords = raw.asLongBuffer();
        this.text = new byte[capacity + PADDING];
        this.quotes = new byte[maskBytes(capacity)];
        this.lineEnds = new byte[0];
        this.separators = new byte[0];
    }

    private static int maskBytes(int capacity) {
        return (capacity + BLOCK_BYTES - 1) / BLOCK_BYTES * (BLOCK_BYTES / 8) + 2 * Long.BYTES;
    }

    private static ByteBuffer direct(int capacity) {
        int whole = (capacity + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
        return ByteBuffer.allocateDirect(whole + PADDING).order(ByteOrder.LITTLE_ENDIAN);
    }

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

    /** How many they are. */
    public int byteLength() {
        return byteLength;
    }

    /** The text in which {@link #fieldStarts} and {@link #fieldEnds} count. */
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
        int end = lineEndAt[row] + 1;
        // Half a UTF-16 unit at the end of a file counts as one.
        return end >= length ? byteLength : end * unit;
    }

    /** Whether a record has nothing but its line end. */
    public boolean isEmpty(int row) {
        int start = start(row);
        int stop = lineEndAt[row];
        return stop == start || (stop == start + 1 && text[start] == '\r');
    }

    /**
     * Where the phone fields of all records begin, without their quotes, record after record, as many as the layout has
     * columns for each; negative for one that the record does not have. Not to be changed, and valid until the next split.
     */
    public int[] fieldStarts() {
        return from;
    }

    /** Where they end, exclusive. */
    public int[] fieldEnds() {
        return to;
    }

    /** Where phone field {@code k} of a record begins, without its quotes; negative when the record has no such field. */
    public int fieldFrom(int row, int k) {
        return from[row * columns.length + k];
    }

    /** Where it ends, exclusive. */
    public int fieldTo(int row, int k) {
        return to[row * columns.length + k];
    }

    /** Whether {@link #isBroken} is true for any record. */
    public boolean isAnyBroken() {
        return anyBroken;
    }

    /** Whether the record's quotes are such that where it ends cannot be trusted. */
    public boolean isBroken(int row) {
        return anyBroken && broken[row];
    }

    /** Where a record begins in the text. */
    public int start(int row) {
        return row == 0 ? 0 : lineEndAt[row - 1] + 1;
    }

    /** Where it ends: its line end, or the end of the text. */
    public int end(int row) {
        return lineEndAt[row];
    }

    /** The place of the field that names a record's country; -1 when the file has none. */
    public int countryColumn() {
        return layout.country();
    }

    /** Where any field of a record begins, with its quotes; behind {@link #end} when the record does not have it. */
    public int start(int row, int column) {
        int at = start(row);
        for (int i = 0; i < column && at <= end(row); i++) {
            at = end(row, at) + 1;
        }
        return at;
    }

    /** Where the field of a record ends that begins there. */
    public int end(int row, int start) {
        return Masks.next(separators, start, end(row));
    }

    /** The physical line, from 1, of the record before the header that the chunk is; 0 for lines of the table. */
    public long headLine() {
        return headLine;
    }

    /** Whether any record has more or fewer fields than the layout says. */
    public boolean isAnyOtherWidth() {
        return headLine > 0 || widths.isAnyOther();
    }

    /** Whether a record that is not empty has fewer fields than the layout says, or stands before the header. */
    public boolean isNarrow(int row) {
        return headLine > 0 || (widths.isNarrow(row) && !isEmpty(row));
    }

    /** Whether a record has more fields than the layout says, and they are not blank. */
    public boolean isWide(int row) {
        return widths.isWide(row, text, separators, start(row), end(row));
    }

    /** The character between fields, of which one in quotes is none. */
    public byte separator() {
        return (byte) layout.separator();
    }

    /** Where numbers may be written, in any field. */
    public DigitRuns runs() {
        return runs;
    }

    /** Line ends inside a record, besides its own: more than 0 where a field holds line breaks. */
    public long lineBreaksIn(int row) {
        if (lines == rows) {
            return 0;
        }
        long breaks = 0;
        for (int i = start(row); i < lineEndAt[row]; i++) {
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
        Masks.clearBehind(mask, length);
    }

    private void maskStructure() {
        long lineEnd = Masks.pattern(layout.lineEnd());
        long separator = Masks.pattern(layout.separator());
        for (int at = 0; at < length; at += BLOCK_BYTES) {
            int count = (Math.min(BLOCK_BYTES, length - at) + 7) >>> 3;
            loadWords(at, count);
            Masks.equal(words, count, lineEnd, lineEnds, at >>> 3);
            Masks.equal(words, count, separator, separators, at >>> 3);
            runs.mask(words, count, at >>> 3);
        }
        Masks.clearBehind(lineEnds, length);
        Masks.clearBehind(separators, length);
        Masks.clearBehind(runs.numeric(), length);
    }

    private void loadWords(int at, int count) {
        if (unit == 1) {
            rawWords.get(at >>> 3, words, 0, count);
        } else {
            for (int i = 0; i < count; i++) {
                words[i] = (long) Masks.LONG.get(text, at + i * 8);
            }
        }
    }

    /** Finds the records and their phone fields; of a spoiled piece, only how many lines it has. */
    public void split() {
        rows = 0;
        lines = 0;
        anyBroken = false;
        widths.forget();
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
        runs.reserve(bytes);
        maskStructure();
        int inner = hasQuotes ? leaveOutQuoted() : 0;
        findLineEnds();
        findFields();
        runs.find(text, separators, lineEnds, quotes, length);
        if (layout.width() > 0) {
            widths.find(runs, lineEndAt, rows, layout.width() - 1);
        }
        lines = (long) rows + inner;
        if (inner > 0) {
            checkBroken(inner);
        }
    }

    /** Takes what stands in quotes out of the masks; notes the line breaks there and returns how many there are. */
    private int leaveOutQuoted() {
        long open = 0;
        int inner = 0;
        for (int w = 0; w < (length + 63) >>> 6; w++) {
            long quoted = Masks.prefixXor(Masks.word(quotes, w)) ^ open;
            open = quoted >> 63;
            long lineEnd = Masks.word(lineEnds, w);
            if ((lineEnd & quoted) != 0) {
                inner = breaks(lineEnd & quoted, w << 6, inner);
            }
            Masks.setWord(lineEnds, w, lineEnd & ~quoted);
            Masks.setWord(separators, w, Masks.word(separators, w) & ~quoted);
            Masks.setWord(runs.numeric(), w, Masks.word(runs.numeric(), w) & ~Masks.word(quotes, w));
        }
        return inner;
    }

    /** Notes line breaks inside quotes, which few records have. */
    private int breaks(long bits, int base, int at) {
        int n = at;
        if (lineBreaks.length < n + WORD) {
            lineBreaks = Arrays.copyOf(lineBreaks, (n + WORD) * 2);
        }
        for (long left = bits; left != 0; left &= left - 1) {
            lineBreaks[n++] = base + Long.numberOfTrailingZeros(left);
        }
        return n;
    }

    private void checkBroken(int inner) {
        if (broken.length < rows) {
            broken = new boolean[lineEndAt.length];
        }
        Arrays.fill(broken, 0, rows, false);
        anyBroken = true;
        int row = -1;
        for (int i = 0; i < inner; i++) {
            if (row < 0 || lineBreaks[i] > lineEndAt[row]) {
                // The record whose own line end is the first one behind the line break.
                row = -1 - Arrays.binarySearch(lineEndAt, row + 1, rows, lineBreaks[i]);
                broken[row] = quoteCheck().isBroken(text, start(row), lineEndAt[row]);
            }
        }
    }

    private QuoteCheck quoteCheck() {
        QuoteCheck check = quoteCheck;
        if (check == null) {
            check = new QuoteCheck(layout);
            quoteCheck = check;
        }
        return check;
    }

    /** Finds where each record's line end stands; a last one without has it behind the text. Hot code. */
    private void findLineEnds() {
        int n = 0;
        int[] found = lineEndAt;
        for (int w = 0; w < (length + 63) >>> 6; w++) {
            if (found.length < n + WORD + 2) {
                found = Arrays.copyOf(found, Math.max(1 << 10, (n + WORD) * 2));
                lineEndAt = found;
            }
            // Two at once without a branch: most words have one line end, or two, or none, and which is not to be
            // foreseen.
            long bits = Masks.word(lineEnds, w);
            int base = w << 6;
            int next = n + Long.bitCount(bits);
            found[n] = base + Long.numberOfTrailingZeros(bits);
            bits &= bits - 1;
            found[n + 1] = base + Long.numberOfTrailingZeros(bits);
            for (int i = n + 2; i < next; i++) {
                bits &= bits - 1;
                found[i] = base + Long.numberOfTrailingZeros(bits);
            }
            n = next;
        }
        if (length > 0 && (n == 0 || found[n - 1] != length - 1)) {
            found[n++] = length;
        }
        rows = n;
    }

    /**
     * Finds the phone fields. Hot code: where they are is told by the separators in the 57 bytes and more that one load gives
     * from the line's start on, without a branch for each field; wider lines go the plain way.
     */
    private void findFields() {
        if (from.length < rows * columns.length) {
            from = new int[rows * columns.length * 5 / 4];
            to = new int[from.length];
        }
        int start = 0;
        int slot = 0;
        for (int row = 0; row < rows; row++) {
            int stop = lineEndAt[row];
            int begin = start;
            long separator = Masks.window(separators, start);
            for (int skip : skips) {
                for (int i = skip; i > 0; i--) {
                    begin = start + Long.numberOfTrailingZeros(separator) + 1;
                    separator &= separator - 1;
                }
                int end = Math.min(stop, start + Long.numberOfTrailingZeros(separator));
                from[slot] = begin <= stop ? begin : -1;
                to[slot++] = begin <= stop ? end : -1;
            }
            if (separator == 0 && stop - start > WORD - Byte.SIZE) {
                plainRecord(row, start);
            }
            start = stop + 1;
        }
        trim(slot);
    }

    /** A record that is wider than a window, with its phone fields anywhere. */
    private void plainRecord(int row, int start) {
        int stop = lineEndAt[row];
        int slot = row * columns.length;
        int begin = start;
        for (int column = 0, k = 0; k < columns.length; column++) {
            int end = begin > stop ? begin : Masks.next(separators, begin, stop);
            if (columns[k] == column) {
                from[slot + k] = begin <= stop ? begin : -1;
                to[slot + k] = begin <= stop ? end : -1;
                k++;
            }
            begin = end + 1;
        }
    }

    /** Leaves a carriage return and the quotes of RFC 4180 out of each field. Hot code, hence without branches. */
    private void trim(int fields) {
        byte[] b = text;
        int quoted = layout.quotes() && hasQuotes ? 1 : 0;
        for (int i = 0; i < fields; i++) {
            int begin = from[i];
            int end = to[i];
            if (end > begin) {
                end -= b[end - 1] == '\r' ? 1 : 0;
            }
            if (end - begin >= 2) {
                int open = (b[begin] ^ '"') & 0xff;
                int close = (b[end - 1] ^ '"') & 0xff;
                int both = (((open | close) - 1) >>> 31) & quoted;
                begin += both;
                end -= both;
            }
            from[i] = begin;
            to[i] = end;
        }
    }
}
