package org.openbloctel.scrub.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.Chunk;
import org.openbloctel.scrub.number.Reason;

/**
 * What became of a chunk: its lines by verdict, how many of each outcome, which were not checked. Reused; belongs to one
 * thread at a time, first to the one that judges, then to the one that hands in.
 */
final class JudgedChunk {
    private final boolean arrays;
    private final ByteBuffer[] returned = new ByteBuffer[Verdict.values().length];
    private final long[] positions = new long[returned.length];
    private final long[] counts = new long[Outcome.COUNT];
    private final List<Spotted> spotted = new ArrayList<>();
    private @Nullable JudgedLines kept;
    private long sequence;
    private long physicalLines;
    private long headLine;

    /** A line that was not checked, by its place within the chunk. */
    record Spotted(long line, long offset, Reason reason) {}

    /**
     * An empty chunk.
     *
     * @param arrays whether its lines are to lie in arrays, for streams, rather than outside the heap
     */
    JudgedChunk(boolean arrays) {
        this.arrays = arrays;
        Arrays.fill(returned, ByteBuffer.allocate(0));
    }

    /** What a {@link LineConsumer} takes; null where there is none. */
    @Nullable
    JudgedLines lines() {
        return kept;
    }

    /** Keeps the lines for a {@link LineConsumer} from now on: they outlast their chunk. */
    JudgedLines keeping(Supplier<JudgedLines> room) {
        JudgedLines lines = kept;
        if (lines == null) {
            lines = room.get();
            kept = lines;
        }
        return lines;
    }

    /** Makes room for a chunk that has been split, and forgets the one before. */
    void begin(Chunk chunk) {
        sequence = chunk.sequence();
        physicalLines = chunk.lines();
        headLine = chunk.headLine();
        Arrays.fill(counts, 0);
        spotted.clear();
        for (int v = 0; v < returned.length; v++) {
            if (returned[v].capacity() < chunk.byteLength()) {
                returned[v] = arrays
                        ? ByteBuffer.allocate(chunk.byteLength())
                        : ByteBuffer.allocateDirect(chunk.byteLength());
            }
            returned[v].clear();
        }
    }

    /** Copies a run of lines; of no lines, nothing. */
    void append(int verdict, Chunk chunk, int from, int to) {
        if (to > from) {
            ByteBuffer buffer = returned[verdict];
            int at = buffer.position();
            buffer.put(at, chunk.bytes(), from, to - from).position(at + to - from);
        }
    }

    void end() {
        for (ByteBuffer buffer : returned) {
            buffer.flip();
        }
    }

    /** The chunk's place among all chunks, from 0. */
    long sequence() {
        return sequence;
    }

    /** Physical lines. */
    long physicalLines() {
        return physicalLines;
    }

    /** The physical line, from 1, of the record before the header that the chunk is; 0 for lines of the table. */
    long headLine() {
        return headLine;
    }

    /** Lines by outcome. */
    long[] counts() {
        return counts;
    }

    /** The first lines that were not checked. */
    List<Spotted> spotted() {
        return spotted;
    }

    /** The lines of a verdict, by its ordinal, ready to be read. */
    ByteBuffer returned(int verdict) {
        return returned[verdict];
    }

    /** Where the lines of each verdict are to be written. */
    long[] positions() {
        return positions;
    }
}
