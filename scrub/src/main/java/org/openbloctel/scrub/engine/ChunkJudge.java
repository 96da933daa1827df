package org.openbloctel.scrub.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.Chunk;
import org.openbloctel.scrub.file.DigitRuns;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/**
 * Judges a chunk of lines: reads all its numbers, looks them up in one batch, and copies each run of lines to the
 * returned file of its verdict. Hot code: plain loops over arrays, so that each is compiled well and the look-ups'
 * cache misses overlap. Belongs to one thread.
 */
final class ChunkJudge {
    private static final int SPOTTED_PER_CHUNK = 100;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final OppositionList list;
    private final NumberingPlan plan;
    private final NumberReader reader;
    private final @Nullable Ruling ruling;
    private final WholeLine wholeLine;
    private final int columns;
    private final boolean[] lenient;

    private JudgedChunk judged = new JudgedChunk(false);
    private long[] numbers = {};
    private long[] scratch = {};
    private int[] left = {};
    private long[] alsoAsked = {};
    private int alsoCount;
    private byte[] outcomes = {};

    ChunkJudge(OppositionList list, @Nullable Ruling ruling, Layout layout) {
        this.list = list;
        this.ruling = ruling;
        this.plan = list.plan();
        this.reader = new NumberReader(plan, layout.placeholders());
        this.wholeLine = new WholeLine(list, this::alsoAsked);
        this.columns = layout.columns().size();
        this.lenient = lenient(layout);
    }

    /** Of each phone column, whether what cannot be read there counts as blank. */
    static boolean[] lenient(Layout layout) {
        boolean[] lenient = new boolean[layout.columns().size()];
        for (int k = 0; k < lenient.length; k++) {
            lenient[k] = layout.lenient().contains(layout.columns().get(k));
        }
        return lenient;
    }

    /** The outcome that stands in place of a number in a field that does not hold exactly one. */
    static int outcome(long number) {
        return (int) (-1 - number);
    }

    /**
     * Judges a chunk.
     *
     * @param spot whether lines that were not checked are to be named
     * @param target receives the outcome, in place of an older one
     */
    void judge(Chunk chunk, boolean spot, JudgedChunk target) {
        judged = target;
        alsoCount = 0;
        chunk.split();
        target.begin(chunk);
        Reason spoiled = chunk.spoiled();
        if (spoiled != null) {
            spoil(chunk, spoiled);
        } else {
            reserve(chunk.rows() * columns);
            int stretches = judgeFields(chunk);
            judgeRecords(chunk);
            wholeLine.elsewhere(chunk, columns, this::wasRead, stretches, outcomes);
            copy(chunk);
            if (spot) {
                spot(chunk);
            }
        }
        target.end();
        JudgedLines lines = target.lines();
        if (lines != null) {
            numbers = lines.swap(numbers);
            outcomes = lines.swap(outcomes);
            lines.also(Arrays.copyOf(alsoAsked, alsoCount));
        }
    }

    /** A number that decides beside those that the lines name. */
    private void alsoAsked(long national) {
        if (alsoCount == alsoAsked.length) {
            alsoAsked = Arrays.copyOf(alsoAsked, Math.max(16, 2 * alsoCount));
        }
        alsoAsked[alsoCount++] = national;
    }

    private void spoil(Chunk chunk, Reason reason) {
        judged.append(Verdict.UNCHECKED.ordinal(), chunk, 0, chunk.byteLength());
        if (!chunk.continues()) {
            judged.counts()[Outcome.unchecked(reason)]++;
            judged.spotted().add(new JudgedChunk.Spotted(1, chunk.offset(), reason));
            reserve(1);
            outcomes[0] = (byte) Outcome.unchecked(reason);
        }
    }

    private void reserve(int slots) {
        int room = slots * 5 / 4;
        if (numbers.length < slots) {
            numbers = new long[room];
        }
        if (outcomes.length < slots + Long.BYTES) {
            outcomes = new byte[room + Long.BYTES];
        }
        if (left.length < slots) {
            left = new int[room];
            scratch = new long[room];
        }
    }

    /**
     * Fields in a plain spelling are read and looked up all at once; the few that are left, one by one.
     *
     * @return how many of the chunk's {@link Chunk#runs stretches of digits} stand in those that were read
     */
    private int judgeFields(Chunk chunk) {
        int slots = chunk.rows() * columns;
        int[] from = chunk.fieldStarts();
        int[] to = chunk.fieldEnds();
        int others = reader.readPlain(chunk.text(), from, to, slots, numbers, left);
        int stretches = longFields(from, to, slots);
        for (int i = 0; i < others; i++) {
            int slot = left[i];
            if (numbers[slot] < 0) {
                stretches += (isRead(slot) ? chunk.runs().countIn(from[slot], to[slot]) : 0)
                        - longFields(from[slot], to[slot]);
                numbers[slot] = from[slot] < 0
                        ? NumberReader.because(Reason.MISSING_FIELD)
                        : reader.read(chunk.text(), from[slot], to[slot]);
                if (numbers[slot] == NumberReader.SEVERAL) {
                    Arrays.stream(reader.several()).forEach(this::alsoAsked);
                    numbers[slot] = -1 - Outcome.ofSeveral(list, ruling, reader.several());
                } else if (numbers[slot] < 0) {
                    numbers[slot] = -1 - Outcome.unchecked(reason(chunk, slot));
                }
            }
        }
        list.probe(numbers, slots, scratch, outcomes); // 0 callable, 1 opposed: as in Outcome
        if (ruling != null) {
            ruling.rule(numbers, slots, outcomes);
            for (int slot = 0; slot < slots; slot++) {
                outcomes[slot] = (byte) Outcome.ruled(outcomes[slot]);
            }
        }
        for (int i = 0; i < others; i++) {
            int slot = left[i];
            long number = numbers[slot];
            int outcome = number < 0 ? outcome(number) : Outcome.of(plan, number, outcomes[slot]);
            outcomes[slot] = (byte) (lenient[slot % columns] ? Outcome.lenient(outcome) : outcome);
        }
        return stretches;
    }

    /** Whether a field in a plain spelling was looked up, or the line is not callable: not so where it counts as blank. */
    private boolean isRead(int slot) {
        return numbers[slot] >= 0 || !lenient[slot % columns];
    }

    /** As {@link #isRead}, once all fields are judged: of several numbers in a field each was looked up. */
    private boolean wasRead(int slot) {
        return isRead(slot) || Outcome.reason(outcome(numbers[slot])) == null;
    }

    /** Fields that, written plainly, are a stretch of digits each. */
    private static int longFields(int[] from, int[] to, int slots) {
        int n = 0;
        for (int i = 0; i < slots; i++) {
            n += longFields(from[i], to[i]);
        }
        return n;
    }

    private static int longFields(int from, int to) {
        return (DigitRuns.MIN_LENGTH - 1 - (to - from)) >>> 31;
    }

    private Reason reason(Chunk chunk, int slot) {
        return chunk.isEmpty(slot / columns) ? Reason.BLANK : NumberReader.reason(numbers[slot]);
    }

    /** From the outcomes of fields to those of records. */
    private void judgeRecords(Chunk chunk) {
        int rows = chunk.rows();
        for (int row = 0; row < rows && columns > 1; row++) {
            int outcome = outcomes[row * columns];
            for (int k = 1; k < columns; k++) {
                outcome = Outcome.ofLine(outcome, outcomes[row * columns + k]);
            }
            outcomes[row] = (byte) outcome;
        }
        for (int row = 0; row < rows && chunk.isAnyOtherWidth(); row++) {
            outcomes[row] = (byte) wholeLine.inDoubt(chunk, row, outcomes[row]);
        }
        for (int row = 0; row < rows && chunk.countryColumn() >= 0; row++) {
            if (outcomes[row] == Outcome.CALLABLE
                    && wholeLine.isAbroad(chunk, row)
                    && wholeLine.isWrittenAtHome(chunk, row, read(row))) {
                outcomes[row] = (byte) Outcome.unchecked(Reason.FOREIGN);
            }
        }
        for (int row = 0; row < rows && chunk.runs().mayBeInPieces(); row++) {
            if (outcomes[row] == Outcome.CALLABLE && wholeLine.holdsListedInPieces(chunk, row)) {
                outcomes[row] = (byte) Outcome.unchecked(Reason.LISTED_ELSEWHERE);
            }
        }
        for (int row = 0; row < rows && chunk.isAnyBroken(); row++) {
            if (chunk.isBroken(row)) {
                outcomes[row] = (byte) Outcome.unchecked(Reason.UNCLOSED_QUOTE);
            }
        }
    }

    /** The phone fields of a record, by their places among those of a line, but for those that count as blank. */
    private int[] read(int row) {
        return IntStream.range(0, columns)
                .filter(k -> !lenient[k] || !isUnchecked(numbers[row * columns + k]))
                .toArray();
    }

    private boolean isUnchecked(long number) {
        return number < 0 ? Outcome.reason(outcome(number)) != null : plan.objection(number) != null;
    }

    /** Copies runs of lines with the same verdict at once. */
    private void copy(Chunk chunk) {
        long[] counts = judged.counts();
        int rows = chunk.rows();
        int start = 0;
        for (int row = 0; row < rows; ) {
            int first = row;
            int verdict = Outcome.ordinal(outcomes[row]);
            if (verdict == Outcome.CALLABLE) {
                row = afterCallable(row, rows);
                counts[Outcome.CALLABLE] += row - first;
            } else {
                for (; row < rows && Outcome.ordinal(outcomes[row]) == verdict; row++) {
                    counts[outcomes[row]]++;
                }
            }
            int end = chunk.rowEndByte(row - 1);
            judged.append(verdict, chunk, start, end);
            start = end;
        }
    }

    /** The first record behind {@code row} that is not callable, eight at a time: most are. */
    private int afterCallable(int row, int rows) {
        for (int i = row; i < rows; i += Long.BYTES) {
            long eight = (long) LONG.get(outcomes, i);
            if (eight != 0) {
                return Math.min(rows, i + (Long.numberOfTrailingZeros(eight) >>> 3));
            }
        }
        return rows;
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
