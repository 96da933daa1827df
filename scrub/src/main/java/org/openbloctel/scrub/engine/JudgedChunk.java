package org.openbloctel.scrub.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openbloctel.scrub.file.Chunk;
import org.openbloctel.scrub.number.Reason;

/**
 * What became of a chunk: its lines by verdict, how many of each outcome, which were not checked. Reused; belongs to one
 * thread at a time, first to the one that judges, then to the one that hands in.
 */
final class JudgedChunk {
    private final ByteBuffer[] returned = new ByteBuffer[Verdict.values().length];
    private final long[] positions = new long[returned.length];
    private final long[] counts = new long[Outcome.COUNT];
    private final List<Spotted> spotted = new ArrayList<>();
    private long sequence;
    private long lines;

    /** A line that was not checked, by its place within the chunk. */
    record Spotted(long line, long offset, Reason reason) {}

    JudgedChunk() {
        Arrays.fill(returned, ByteBuffer.allocateDirect(0));
    }

    /** Makes room for a chunk that has been split, and forgets the one before. */
    void begin(Chunk chunk) {
        sequence = chunk.sequence();
        lines = chunk.lines();
        Arrays.fill(counts, 0);
        spotted.clear();
        for (int v = 0; v < returned.length; v++) {
            if (returned[v].capacity() < chunk.byteLength()) {
                returned[v] = ByteBuffer.allocateDirect(chunk.byteLength());
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
    long lines() {
        return lines;
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
