package org.openbloctel.scrub.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    private static final int BUFFER = 1 << 16;

    private final SeekableByteChannel zip;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final Set<Long> starts = new HashSet<>();
    private long bufferAt;
    private long length;

    private ZipDirectory(SeekableByteChannel zip) throws IOException {
        this.zip = zip;
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
        if (new ZipDirectory(zip).isTooLong()) {
            throw new CallFileException(Fault.ARCHIVE_DIRECTORY, name, List.of());
        }
        zip.position(0);
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
        long stated = intAt(end + 12) & 0xffffffffL;
        // All bits set stand for a length that follows elsewhere.
        if (stated > MAX_BYTES && stated != 0xffffffffL) {
            return true;
        }
        if (walk(end - stated)) {
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
        return stated64 > MAX_BYTES || walk(end64 - stated64) || walk(longAt(end64 + 48));
    }

    /** Walks the headers from a place on; true once all that were walked are too long. */
    private boolean walk(long from) throws IOException {
        if (!starts.add(from)) {
            return false;
        }
        long at = from;
        while (has(at, HEADER_BYTES) && intAt(at) == HEADER) {
            long bytes = HEADER_BYTES + shortAt(at + 28) + shortAt(at + 30) + shortAt(at + 32);
            at += bytes;
            length += bytes;
            if (length > MAX_BYTES) {
                return true;
            }
        }
        return false;
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
