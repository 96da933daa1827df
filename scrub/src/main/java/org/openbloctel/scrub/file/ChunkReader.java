package org.openbloctel.scrub.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.openbloctel.scrub.number.AsciiFolding;
import org.openbloctel.scrub.number.Reason;

/**
 * Cuts a call file into chunks of whole records. The cut is exact for any input: quotes are walked one by one with the
 * file's state, a quote in the middle of an unquoted field being a plain character; such quotes are taken out of the
 * chunk's mask, so that the parallel part can find quoted stretches by parity alone.
 *
 * <p>A record longer than {@link #MAX_LINE}, or a quote still open at the end of the file, comes as spoiled chunks, which
 * no memory has to hold whole. One thread at a time may call {@link #next}.
 */
public final class ChunkReader {
    /** The longest record that is judged, in bytes. */
    public static final int MAX_LINE = 1 << 20;

    private static final int SMALL_CHUNKS = 32;
    private static final int SMALL_CHUNK_BYTES = 1 << 13;

    private final ByteSource source;
    private final ByteBuffer sample;
    private final Layout layout;
    private final int unit;
    private final int chunkBytes;
    private final InputDigest digest;
    private ByteBuffer carry = ByteBuffer.allocateDirect(0);
    private long offset;
    private long sequence;
    private final Deque<HeadLine> headLines = new ArrayDeque<>();
    /** Physical lines before the table. */
    private long lines;

    private int titles;
    private boolean ended;
    private boolean inLongLine;
    private Reason longLineReason = Reason.LINE_TOO_LONG;

    // The state of the quotes at the point up to which the current chunk was walked.
    private boolean insideQuotes;
    private boolean quotePending;
    private byte before;
    private boolean backslashBefore;

    ChunkReader(ByteSource source, ByteBuffer sample, Layout layout, int chunkBytes, InputDigest digest) {
        this.source = source;
        this.sample = sample;
        this.layout = layout;
        this.unit = layout.encoding().unit();
        this.chunkBytes = Math.max(unit, chunkBytes / unit * unit);
        this.digest = digest;
    }

    /** A record before the header that is judged. */
    private record HeadLine(ByteBuffer bytes, long offset, long line) {}

    /** A chunk to be filled, again and again, by {@link #next}. */
    public Chunk newChunk() {
        return new Chunk(layout, chunkBytes);
    }

    /**
     * The byte-order mark, titles, and the header, where the file has them: what every returned file begins with. Records among them that may hold a
     * number are lines, and come as the first chunks.
     */
    public byte[] preamble() throws IOException {
        Chunk first = new Chunk(layout, Math.max(chunkBytes, SMALL_CHUNK_BYTES));
        int mark = layout.markLength();
        ByteBuffer bom = ByteBuffer.allocate(mark);
        while (bom.hasRemaining() && fill(bom) >= 0) {}
        offset = mark;
        digest.unpacked(bom.duplicate().flip());
        int heads = layout.headRecords();
        if (heads == 0 || !next(first)) {
            return bom.array();
        }
        first.split();
        // Lines that a stray quote glued to the header are no header: they would be in the callable file unchecked.
        boolean areLines = first.spoiled() == null && first.rows() >= heads;
        for (int row = 0; row < heads && areLines; row++) {
            areLines = !first.isBroken(row);
        }
        ByteArrayOutputStream preamble = new ByteArrayOutputStream();
        preamble.writeBytes(bom.array());
        int end = 0;
        for (int row = 0; row < heads && areLines; row++) {
            byte[] record = new byte[first.rowEndByte(row) - end];
            first.bytes().get(end, record);
            if (layout.headLines().contains(row)) {
                headLines.add(new HeadLine(ByteBuffer.wrap(record), mark + end, lines + 1));
            } else {
                preamble.writeBytes(record);
            }
            lines += 1 + first.lineBreaksIn(row);
            end += record.length;
        }
        titles = areLines ? layout.titles() : 0;
        giveBack(first, end);
        return preamble.toByteArray();
    }

    /** Physical lines before the table, in the preamble or judged. */
    public long headLines() {
        return lines;
    }

    /** Records of the preamble before the header. */
    public int titles() {
        return titles;
    }

    /** Puts what follows the header back in front of what is to be read. */
    private void giveBack(Chunk chunk, int used) {
        int left = chunk.byteLength() - used;
        ByteBuffer joined = ByteBuffer.allocateDirect(left + carry.remaining());
        joined.put(0, chunk.bytes(), used, left);
        joined.put(left, carry, carry.position(), carry.remaining());
        carry = joined;
        offset = chunk.offset() + used;
        sequence = 0;
        inLongLine = false;
    }

    /**
     * Fills a chunk with the next records.
     *
     * @return false when there are none
     */
    public boolean next(Chunk chunk) throws IOException {
        chunk.raw.clear();
        HeadLine head = headLines.poll();
        if (head != null) {
            headLine(chunk, head);
            return true;
        }
        // A quote left over is told by the character behind it: there is room for two.
        while (chunk.capacity() < carry.remaining() + Math.max(2 * unit, chunkBytes / 2)) {
            chunk.raw.clear();
            chunk.grow(Math.max(chunk.capacity() * 2, carry.remaining() + Math.max(2 * unit, chunkBytes)));
        }
        int carried = carry.remaining();
        chunk.raw.put(0, carry, carry.position(), carried).position(carried);
        insideQuotes &= inLongLine;
        int most = Math.max(carried + 2 * unit, firstBytes());
        for (; ; ) {
            fillUp(chunk, most);
            most = MAX_LINE;
            int bytes = chunk.raw.position();
            // Half a UTF-16 unit at the end of the file is a character that nothing can be read from.
            chunk.length = ended ? (bytes + unit - 1) / unit : bytes / unit;
            prepareText(chunk, bytes);
            int cut = cut(chunk);
            if (ended && !insideQuotes && !inLongLine) {
                cut = chunk.length; // the last line may have no end
            }
            if (cut > 0 || ended || inLongLine || bytes >= MAX_LINE) {
                return finish(chunk, cut, bytes);
            }
            chunk.raw.position(bytes).limit(bytes);
            if (bytes == chunk.capacity()) {
                chunk.grow(Math.min(MAX_LINE, chunk.capacity() * 2));
            }
        }
    }

    /** A record before the header, which follows no other: its quotes end within it. */
    private void headLine(Chunk chunk, HeadLine head) {
        int bytes = head.bytes().remaining();
        if (chunk.capacity() < bytes + 2 * unit) {
            chunk.grow(bytes + 2 * unit);
        }
        chunk.raw.clear();
        chunk.raw.put(head.bytes());
        chunk.length = bytes / unit;
        prepareText(chunk, bytes);
        cut(chunk);
        chunk.spoiled = null;
        chunk.continues = false;
        chunk.byteLength = bytes;
        chunk.raw.clear();
        chunk.offset = head.offset();
        chunk.headLine = head.line();
        chunk.sequence = sequence++;
    }

    /**
     * The first chunks of a file are small, so that what runs once a chunk has soon run often enough to be compiled, and few
     * bytes go through the interpreter until then.
     */
    private int firstBytes() {
        return sequence < SMALL_CHUNKS ? SMALL_CHUNK_BYTES : MAX_LINE;
    }

    /** Fills a chunk up to its capacity, or to {@code most} bytes. */
    private void fillUp(Chunk chunk, int most) throws IOException {
        int before = chunk.raw.position();
        // However large the chunk has grown, no record beyond the limit is ever whole in it.
        chunk.raw.limit(Math.min(chunk.capacity(), most));
        while (chunk.raw.hasRemaining() && !ended) {
            ended = fill(chunk.raw) < 0;
        }
        if (chunk.raw.position() > before) {
            digest.unpacked(chunk.raw.duplicate().flip().position(before));
        }
    }

    private int fill(ByteBuffer target) throws IOException {
        if (!sample.hasRemaining()) {
            return source.read(target);
        }
        int n = Math.min(sample.remaining(), target.remaining());
        target.put(target.position(), sample, sample.position(), n);
        target.position(target.position() + n);
        sample.position(sample.position() + n);
        return n;
    }

    private void prepareText(Chunk chunk, int bytes) {
        ByteBuffer raw = chunk.raw;
        raw.clear();
        if (unit == 1) {
            raw.putLong(bytes, 0);
            raw.get(0, chunk.text, 0, bytes);
        } else {
            int low = layout.encoding() == Encoding.UTF_16LE ? 0 : 1;
            if ((bytes & 1) != 0) {
                chunk.text[bytes / 2] = AsciiFolding.OTHER;
            }
            char before = 0; // no chunk begins within a pair
            for (int i = 0; i < bytes / 2; i++) {
                char c = (char) ((raw.get(2 * i + low) & 0xff) | (raw.get(2 * i + 1 - low) & 0xff) << 8);
                chunk.text[i] = AsciiFolding.unit(before, c);
                before = c;
            }
        }
        java.util.Arrays.fill(chunk.text, chunk.length, chunk.length + 8, (byte) 0);
        raw.position(bytes);
    }

    /** Walks the quotes and finds the end of the last whole record, 0 when there is none. */
    private int cut(Chunk chunk) {
        boolean startsInside = inLongLine && insideQuotes;
        chunk.hasQuotes = chunk.findQuotes();
        if (!chunk.hasQuotes && !startsInside) {
            insideQuotes = false;
            return inLongLine ? afterFirst(chunk, 0, chunk.length) : afterLast(chunk, 0, chunk.length);
        }
        return new QuoteWalk(chunk, startsInside).cut();
    }

    private int afterLast(Chunk chunk, int from, int to) {
        byte end = (byte) layout.lineEnd();
        for (int i = to; i > from; i--) {
            if (chunk.text[i - 1] == end) {
                return i;
            }
        }
        return 0;
    }

    private int afterFirst(Chunk chunk, int from, int to) {
        byte end = (byte) layout.lineEnd();
        for (int i = from; i < to; i++) {
            if (chunk.text[i] == end) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Goes from quote to quote with the state of RFC 4180, and clears the bits of quotes that are plain characters. */
    private final class QuoteWalk {
        private final Chunk chunk;
        private final byte[] text;
        private final boolean first;
        private boolean inside;
        private int outsideSince;
        private int cut;

        QuoteWalk(Chunk chunk, boolean startsInside) {
            this.chunk = chunk;
            this.text = chunk.text;
            this.first = inLongLine;
            this.inside = startsInside;
        }

        int cut() {
            quotePending = false;
            int skip = -1;
            for (int w = 0; w < (chunk.length + 63) >>> 6; w++) {
                for (long left = Masks.word(chunk.quotes, w); left != 0; left &= left - 1) {
                    int at = (w << 6) + Long.numberOfTrailingZeros(left);
                    if (at == skip) {
                        continue;
                    }
                    if (inside) {
                        skip = close(at);
                    } else {
                        open(at);
                    }
                }
            }
            if (!inside) {
                lineEnds(chunk.length);
            }
            insideQuotes = inside;
            return cut;
        }

        /** A quote inside: two are one character, one behind a backslash may be one, one closes. Returns the second of two. */
        private int close(int at) {
            if (isEscaped(at)) {
                isPlain(at);
                return -1;
            }
            if (at + 1 < chunk.length && text[at + 1] == '"') {
                return at + 1;
            }
            inside = false;
            outsideSince = at + 1;
            quotePending = outsideSince == chunk.length && !ended;
            return -1;
        }

        /** A quote outside opens a field when it is the field's first character, else it is plain. */
        private void open(int at) {
            byte previous = at > 0 ? text[at - 1] : first ? before : (byte) layout.lineEnd();
            if (previous == layout.separator() || previous == layout.lineEnd()) {
                lineEnds(at);
                inside = true;
            } else {
                isPlain(at);
            }
        }

        /** Whether backslashes make a quote a plain character; those at the end of the piece before count. */
        private boolean isEscaped(int at) {
            int run = layout.backslashes(text, at);
            return ((run & 1) != 0) != (first && run == at && backslashBefore);
        }

        private void isPlain(int at) {
            chunk.quotes[at >>> 3] &= (byte) ~(1 << (at & 7));
        }

        /** Takes the last line end (in a long line: the first) of the stretch outside quotes that ends at {@code to}. */
        private void lineEnds(int to) {
            if (first && cut > 0) {
                return;
            }
            int found = first ? afterFirst(chunk, outsideSince, to) : afterLast(chunk, outsideSince, to);
            cut = found > 0 ? found : cut;
        }
    }

    private boolean finish(Chunk chunk, int cut, int bytes) {
        boolean whole = cut > 0;
        int used = whole ? cut : chunk.length;
        chunk.spoiled = null;
        chunk.headLine = 0;
        chunk.continues = inLongLine;
        if (used > 0 && (inLongLine || !whole)) {
            if (!inLongLine) {
                longLineReason = insideQuotes ? Reason.UNCLOSED_QUOTE : Reason.LINE_TOO_LONG;
            }
            chunk.spoiled = longLineReason;
            inLongLine = !whole;
            if (quotePending && used > 1 && !whole) {
                used--; // the next byte tells whether this quote closes
                insideQuotes = true;
            }
            before = chunk.text[used - 1];
            int run = layout.backslashes(chunk.text, used);
            backslashBefore = ((run & 1) != 0) != (chunk.continues && run == used && backslashBefore);
        }
        int usedBytes = used == chunk.length && ended ? bytes : used * unit;
        int left = bytes - usedBytes;
        ByteBuffer rest =
                carry.capacity() >= left ? carry.clear() : ByteBuffer.allocateDirect(Math.max(left, chunkBytes));
        rest.put(0, chunk.raw, usedBytes, left);
        carry = rest.limit(left);
        chunk.length = used;
        chunk.byteLength = usedBytes;
        chunk.raw.clear();
        chunk.offset = offset;
        chunk.sequence = sequence++;
        offset += usedBytes;
        return used > 0;
    }
}
