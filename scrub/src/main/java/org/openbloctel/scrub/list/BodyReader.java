package org.openbloctel.scrub.list;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a list's file once, from its beginning to its end, through a small window: its checksum, whether it is
 * sound, and, where it is wanted, its bit map. Not through the memory map: pages that were read there stay in the process,
 * 14 MB for 12 million numbers.
 *
 * <p>A block is unpacked only after its counts were checked, so a damaged body harms nothing before its checksum tells. One
 * object reads one body; not thread-safe.
 */
final class BodyReader {
    private static final int WINDOW = 1 << 18;
    private static final int MAX_BLOCK_BYTES = 1 << 16;

    private final ReadableByteChannel channel;
    private final ByteBuffer read = ByteBuffer.allocateDirect(WINDOW);
    private final byte[] window = new byte[WINDOW + MAX_BLOCK_BYTES];
    private final CRC32C crc = new CRC32C();
    private int from;
    private int to;
    private boolean ended;
    private @Nullable ProbeBits bits;

    BodyReader(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * Reads the body to its end.
     *
     * @param blocks how many blocks its directory has
     * @param numbers how many numbers are to be in it
     * @param unpack whether the bit map is wanted
     * @return whether the blocks follow one another without gaps and every count in them adds up, so that no look-up can
     *     leave its block
     */
    boolean read(int blocks, long numbers, boolean unpack) throws IOException {
        boolean sound = readBlocks(blocks, numbers, unpack) && to - from == Blocks.PADDING && !fill(Blocks.PADDING + 1);
        while (!ended) {
            from = to;
            fill(1);
        }
        return sound;
    }

    /** The checksum of all that was read. */
    int checksum() {
        return (int) crc.getValue();
    }

    /** The bit map, when it was wanted and the body is sound. */
    @Nullable
    ProbeBits bits() {
        return bits;
    }

    private boolean readBlocks(int blocks, long numbers, boolean unpack) throws IOException {
        int[] directory = new int[blocks];
        for (int done = 0; done < blocks; ) {
            int count = Math.min(blocks - done, MAX_BLOCK_BYTES / Integer.BYTES);
            if (!fill(count * Integer.BYTES)) {
                return false;
            }
            ByteBuffer.wrap(window, from, count * Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asIntBuffer()
                    .get(directory, done, count);
            from += count * Integer.BYTES;
            done += count;
        }
        ProbeBits unpacked = unpack ? new ProbeBits(directory) : null;
        long end = blocks * 4L;
        long found = 0;
        for (int block = 0; block < blocks; block++) {
            int entry = directory[block];
            if (entry == 0) {
                continue;
            }
            if (Blocks.offset(entry) != end || !fill(Blocks.leastBytes(entry))) {
                return false;
            }
            int members = Blocks.members(entry, window, from);
            int bytes = Blocks.bytes(entry, members);
            if (members < 0 || !fill(bytes)) {
                return false;
            }
            if (unpacked != null) {
                unpacked.put(block, entry, window, from);
            }
            found += members;
            end += bytes;
            from += bytes;
        }
        bits = unpacked;
        return found == numbers && fill(Blocks.PADDING);
    }

    /** Sees to it that so many bytes stand in the window; false when the body has no more. */
    private boolean fill(int bytes) throws IOException {
        if (to - from >= bytes) {
            return true;
        }
        System.arraycopy(window, from, window, 0, to - from);
        to -= from;
        from = 0;
        while (to < bytes && !ended) {
            int n = channel.read(read.clear().limit(Math.min(WINDOW, window.length - to)));
            ended = n < 0;
            if (n > 0) {
                read.flip().get(window, to, n);
                crc.update(window, to, n);
                to += n;
            }
        }
        if (to < bytes) {
            Arrays.fill(window, to, window.length, (byte) 0);
        }
        return to >= bytes;
    }
}
