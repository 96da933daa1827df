package org.openbloctel.scrub.engine;

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
    private JudgedChunk judged = new JudgedChunk();
    private long[] numbers = {};
    private long[] scratch = {};
    private byte[] listed = {};
    private byte[] outcomes = {};

    ChunkJudge(OppositionList list, int columns) {
        this.list = list;
        this.plan = list.plan();
        this.reader = new NumberReader(plan);
        this.columns = columns;
    }

    /**
     * Judges a chunk.
     *
     * @param spot whether lines that were not checked are to be named
     * @param target receives the outcome, in place of an older one
     */
    void judge(Chunk chunk, boolean spot, JudgedChunk target) {
        judged = target;
        chunk.split();
        target.begin(chunk);
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
        target.end();
    }

    private void spoil(Chunk chunk, Reason reason) {
        judged.append(Verdict.UNCHECKED.ordinal(), chunk, 0, chunk.byteLength());
        if (!chunk.continues()) {
            judged.counts()[Outcome.unchecked(reason)]++;
            judged.spotted().add(new JudgedChunk.Spotted(1, chunk.offset(), reason));
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
        long[] counts = judged.counts();
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
                judged.append(runTarget, chunk, runStart, start);
                runTarget = target;
                runStart = start;
            }
            start = chunk.rowEndByte(row);
        }
        judged.append(runTarget, chunk, runStart, start);
    }

    private void spot(Chunk chunk) {
        List<JudgedChunk.Spotted> spotted = judged.spotted();
        long line = 1;
        for (int row = 0; row < chunk.rows() && spotted.size() < SPOTTED_PER_CHUNK; row++) {
            Reason reason = Outcome.reason(outcomes[row]);
            if (reason != null) {
                int start = row == 0 ? 0 : chunk.rowEndByte(row - 1);
                spotted.add(new JudgedChunk.Spotted(line, chunk.offset() + start, reason));
            }
            line += 1 + chunk.lineBreaksIn(row);
        }
    }
}
