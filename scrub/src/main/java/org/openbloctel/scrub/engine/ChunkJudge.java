package org.openbloctel.scrub.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openbloctel.scrub.file.Chunk;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/**
 * Judges a chunk of lines: reads all its numbers, looks them up in one batch, and copies each run of lines to the
 * returned file of its verdict. Hot code: four plain loops over arrays, so that each is compiled well and the look-ups'
 * cache misses overlap. Belongs to one thread.
 */
final class ChunkJudge {
    private static final int SPOTTED_PER_CHUNK = 100;

    private final OppositionList list;
    private final NumberingPlan plan;
    private final NumberReader reader;
    private final int columns;
    private final ByteBuffer[] returned = new ByteBuffer[3];
    private final long[] counts = new long[Outcome.COUNT];
    private final List<Spotted> spotted = new ArrayList<>();
    private long[] numbers = {};
    private long[] scratch = {};
    private byte[] listed = {};
    private byte[] outcomes = {};

    /** A line that was not checked, by its place within the chunk. */
    record Spotted(long line, long offset, Reason reason) {}

    ChunkJudge(OppositionList list, int columns) {
        this.list = list;
        this.plan = list.plan();
        this.reader = new NumberReader(plan);
        this.columns = columns;
        Arrays.fill(returned, ByteBuffer.allocateDirect(0));
    }

    /** Lines by outcome, of the last chunk. */
    long[] counts() {
        return counts;
    }

    /** The first lines of the last chunk that were not checked. */
    List<Spotted> spotted() {
        return spotted;
    }

    /** The last chunk's lines of a verdict, ready to be read. */
    ByteBuffer returned(Verdict verdict) {
        return returned[verdict.ordinal()];
    }

    void judge(Chunk chunk, boolean spot) {
        Arrays.fill(counts, 0);
        spotted.clear();
        for (int v = 0; v < returned.length; v++) {
            if (returned[v].capacity() < chunk.byteLength()) {
                returned[v] = ByteBuffer.allocateDirect(chunk.byteLength());
            }
            returned[v].clear();
        }
        chunk.split();
        Reason spoiled = chunk.spoiled();
        if (spoiled != null) {
            spoil(chunk, spoiled);
        } else {
            reserve(chunk.rows());
            read(chunk);
            list.probe(numbers, chunk.rows() * columns, scratch, listed);
            decide(chunk.rows());
            copy(chunk);
            if (spot) {
                spot(chunk);
            }
        }
        for (ByteBuffer buffer : returned) {
            buffer.flip();
        }
    }

    private void spoil(Chunk chunk, Reason reason) {
        returned[Verdict.UNCHECKED.ordinal()]
                .put(0, chunk.bytes(), 0, chunk.byteLength())
                .position(chunk.byteLength());
        if (!chunk.continues()) {
            counts[Outcome.unchecked(reason)]++;
            spotted.add(new Spotted(1, chunk.offset(), reason));
        }
    }

    private void reserve(int rows) {
        if (numbers.length < rows * columns) {
            numbers = new long[rows * columns * 5 / 4];
            scratch = new long[numbers.length];
            listed = new byte[numbers.length];
            outcomes = new byte[numbers.length];
        }
    }

    /** National numbers, or negative codes; what needs no look-up is coded so that {@link #decide} knows it. */
    private void read(Chunk chunk) {
        byte[] text = chunk.text();
        int rows = chunk.rows();
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < columns; k++) {
                int from = chunk.fieldFrom(row, k);
                long read = from < 0
                        ? NumberReader.because(Reason.MISSING_FIELD)
                        : reader.read(text, from, chunk.fieldTo(row, k));
                if (read < 0) {
                    read = withoutLookUp(chunk, row, read);
                }
                numbers[row * columns + k] = read;
            }
        }
    }

    private long withoutLookUp(Chunk chunk, int row, long read) {
        if (read == NumberReader.SEVERAL) {
            return -1 - Outcome.ofSeveral(list, reader.several());
        }
        boolean emptyLine = chunk.isEmpty(row);
        return -1 - Outcome.unchecked(emptyLine ? Reason.BLANK : NumberReader.reason(read));
    }

    private void decide(int rows) {
        for (int row = 0; row < rows; row++) {
            int outcome = outcome(row * columns);
            for (int k = 1; k < columns; k++) {
                outcome = Outcome.ofLine(outcome, outcome(row * columns + k));
            }
            outcomes[row] = (byte) outcome;
        }
    }

    private int outcome(int slot) {
        long number = numbers[slot];
        return number >= 0 ? Outcome.of(plan, number, listed[slot] != 0) : (int) (-1 - number);
    }

    /** Copies runs of lines with the same verdict at once. */
    private void copy(Chunk chunk) {
        int rows = chunk.rows();
        int runStart = 0;
        int runTarget = -1;
        int start = 0;
        for (int row = 0; row < rows; row++) {
            int outcome = chunk.isBroken(row) ? Outcome.unchecked(Reason.UNCLOSED_QUOTE) : outcomes[row];
            outcomes[row] = (byte) outcome;
            counts[outcome]++;
            int target = Math.min(outcome, 2);
            if (target != runTarget) {
                append(runTarget, chunk, runStart, start);
                runTarget = target;
                runStart = start;
            }
            start = chunk.rowEndByte(row);
        }
        append(runTarget, chunk, runStart, start);
    }

    private void append(int target, Chunk chunk, int from, int to) {
        if (to > from) {
            ByteBuffer buffer = returned[target];
            int at = buffer.position();
            buffer.put(at, chunk.bytes(), from, to - from).position(at + to - from);
        }
    }

    private void spot(Chunk chunk) {
        long line = 1;
        for (int row = 0; row < chunk.rows() && spotted.size() < SPOTTED_PER_CHUNK; row++) {
            Reason reason = Outcome.reason(outcomes[row]);
            if (reason != null) {
                int start = row == 0 ? 0 : chunk.rowEndByte(row - 1);
                spotted.add(new Spotted(line, chunk.offset() + start, reason));
            }
            line += 1 + chunk.lineBreaksIn(row);
        }
    }
}
