package org.openbloctel.scrub.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.CallFileException.Fault;

/**
 * The central directory of a zip file: a header of 46 bytes and a name for each entry, which every zip library reads into memory as a whole
 * before it opens the first entry. The entries of {@code java.util.zip} take as much again, those of Apache Commons Compress some 500 bytes
 * each, and up to 25 times as much when they consist of empty extra fields. So a file of 66 MiB, nothing but directory, exhausts a heap
 * of 64 MiB; one of 1 MiB takes at most 25 MiB.
 *
 * <p>The libraries disagree on where the directory begins, and one reads on behind the length that the file states. So each place where one
 * of them may begin is walked, header by header, until there is none. Stateless.
 */
public final class ZipDirectory {
    /** Some 10,000 entries. A call file is one entry, a workbook rarely has a hundred. */
    static final int MAX_BYTES = 1 << 20;

    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int MAX_COMMENT = 0xffff;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_BYTES = 56;
    private static final int HEADER = 0x02014b50;
    private static final int HEADER_BYTES = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int EXTRA_64 = 1;
    private static final long MAX_32 = 0xffffffffL;
    private static final int BUFFER = 1 << 16;

    private final SeekableByteChannel zip;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final Set<Long> starts = new HashSet<>();
    private final @Nullable ZipEntry wanted;
    private long bufferAt;
    private long length;
    private long data = -1;

    private ZipDirectory(SeekableByteChannel zip, @Nullable ZipEntry wanted) throws IOException {
        this.zip = zip;
        this.wanted = wanted;
        this.size = zip.size();
        buffer.limit(0);
    }

    /**
     * Refuses a directory of more than 1 MiB. Leaves the channel at its beginning; what is no zip file passes, for the library to say so.
     *
     * @param name what the file is called in the fault
     * @throws CallFileException {@code ARCHIVE_DIRECTORY}
     */
    public static void check(SeekableByteChannel zip, String name) throws IOException {
        if (new ZipDirectory(zip, null).isTooLong()) {
            throw new CallFileException(Fault.ARCHIVE_DIRECTORY, name, List.of());
        }
        zip.position(0);
    }

    /**
     * Where the data of an entry begins, by its checksum, sizes and method. If two entries share all of these, their content is the same,
     * or the comparison of the checksum fails.
     *
     * @throws ZipException when it is in none of the directories
     */
    static long dataOf(SeekableByteChannel zip, ZipEntry entry) throws IOException {
        ZipDirectory directory = new ZipDirectory(zip, entry);
        if (directory.isTooLong() || directory.data < 0) {
            throw new ZipException("no such entry");
        }
        return directory.data;
    }

    /** Whether one of the directories that the last 64 KiB may point to is too long, or all of them together. */
    private boolean isTooLong() throws IOException {
        for (long at = size - END_BYTES; at >= Math.max(0, size - END_BYTES - MAX_COMMENT); at--) {
            if (has(at, 4) && intAt(at) == END && isTooLong(at)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTooLong(long end) throws IOException {
        if (!has(end, END_BYTES)) {
            return false;
        }
        long stated = intAt(end + 12) & MAX_32;
        // All bits set stand for a length that follows elsewhere.
        if (stated > MAX_BYTES && stated != MAX_32) {
            return true;
        }
        long begin = end - stated;
        if (walk(begin, begin - (intAt(end + 16) & MAX_32))) {
            return true;
        }
        long locator = end - LOCATOR_BYTES;
        if (!has(locator, LOCATOR_BYTES) || intAt(locator) != LOCATOR) {
            return false;
        }
        long end64 = longAt(locator + 8);
        if (!has(end64, END_64_BYTES) || intAt(end64) != END_64) {
            return false;
        }
        long stated64 = longAt(end64 + 40);
        long begin64 = end64 - stated64;
        long offset64 = longAt(end64 + 48);
        return stated64 > MAX_BYTES || walk(begin64, begin64 - offset64) || walk(offset64, 0);
    }

    /**
     * Walks the headers from a place on.
     *
     * @param shift how far behind the places that they state their entries are
     * @return true once all headers that were walked are too long
     */
    private boolean walk(long from, long shift) throws IOException {
        if (!starts.add(from)) {
            return false;
        }
        long at = from;
        while (has(at, HEADER_BYTES) && intAt(at) == HEADER) {
            long bytes = HEADER_BYTES + shortAt(at + 28) + shortAt(at + 30) + shortAt(at + 32);
            if (wanted != null && data < 0) {
                lookFor(wanted, at, shift);
            }
            at += bytes;
            length += bytes;
            if (length > MAX_BYTES) {
                return true;
            }
        }
        return false;
    }

    /** Compares a header with an entry, and finds the entry's data by its local header. */
    private void lookFor(ZipEntry entry, long header, long shift) throws IOException {
        if (!has(header, HEADER_BYTES)
                || shortAt(header + 10) != entry.getMethod()
                || (intAt(header + 16) & MAX_32) != entry.getCrc()) {
            return;
        }
        long packed = intAt(header + 20) & MAX_32;
        long unpacked = intAt(header + 24) & MAX_32;
        long local = intAt(header + 42) & MAX_32;
        // In this order, the field of a zip64 entry has those that do not fit above.
        long field = header + HEADER_BYTES + shortAt(header + 28);
        long end = field + shortAt(header + 30);
        field = field64(field, end);
        long[] values = {unpacked, packed, local};
        for (int i = 0; i < values.length; i++) {
            if (values[i] == MAX_32 && field >= 0 && field + Long.BYTES <= end && has(field, Long.BYTES)) {
                values[i] = longAt(field);
                field += Long.BYTES;
            }
        }
        long at = shift + values[2];
        if (values[0] == entry.getSize()
                && values[1] == entry.getCompressedSize()
                && has(at, LOCAL_BYTES)
                && intAt(at) == LOCAL) {
            data = at + LOCAL_BYTES + shortAt(at + 26) + shortAt(at + 28);
        }
    }

    /** Where the extra field of a zip64 entry begins; -1 when there is none. */
    private long field64(long from, long end) throws IOException {
        long at = from;
        while (at + 4 <= end && has(at, 4)) {
            if (shortAt(at) == EXTRA_64) {
                return at + 4;
            }
            at += 4 + shortAt(at + 2);
        }
        return -1;
    }

    /** Whether so many bytes are there; they are in the buffer then. */
    private boolean has(long at, int bytes) throws IOException {
        if (at < 0 || at > size - bytes) {
            return false;
        }
        if (at < bufferAt || at + bytes > bufferAt + buffer.limit()) {
            // Most of it behind what is asked for, and some before: the end is looked for backwards.
            bufferAt = Math.max(0, at + bytes - BUFFER / 2);
            buffer.clear();
            zip.position(bufferAt);
            while (buffer.hasRemaining() && zip.read(buffer) >= 0) {}
            buffer.flip();
        }
        return at + bytes <= bufferAt + buffer.limit();
    }

    private int shortAt(long at) {
        return buffer.getShort((int) (at - bufferAt)) & 0xffff;
    }

    private int intAt(long at) {
        return buffer.getInt((int) (at - bufferAt));
    }

    private long longAt(long at) {
        return buffer.getLong((int) (at - bufferAt));
    }
}
