package org.openbloctel.registry.calls.campaign;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of kept numbers, ascending, 8 bytes each, that is searched instead of read: of a million numbers, 32 segments, a search decrypts
 * five or six, and the next one fewer, since what it reads of other segments is known by then. For one thread.
 */
final class SortedNumbers implements AutoCloseable {
    private final SeekableByteChannel file;
    private final long count;
    private final ByteBuffer one = ByteBuffer.allocate(Long.BYTES);
    private final Map<Long, Long> read = new HashMap<>();

    /**
     * Searches a file.
     *
     * @param count how many numbers are in it
     */
    SortedNumbers(SeekableByteChannel file, long count) {
        this.file = file;
        this.count = count;
    }

    /** The entry of a number, which is the number and a bit; null when it is not kept. */
    @Nullable
    Long find(long number) throws IOException {
        long low = 0;
        long high = count - 1;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            long entry = at(middle);
            if (entry >>> 1 == number) {
                return entry;
            }
            if (entry >>> 1 < number) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    private long at(long place) throws IOException {
        Long known = read.get(place);
        if (known != null) {
            return known;
        }
        file.position(place * Long.BYTES);
        one.clear();
        while (one.hasRemaining()) {
            if (file.read(one) < 0) {
                throw new EOFException("kept numbers are cut off");
            }
        }
        long entry = one.getLong(0);
        read.put(place, entry);
        return entry;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
