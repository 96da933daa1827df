package org.openbloctel.scrub.engine;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.Chunk;
import org.openbloctel.scrub.file.ChunkReader;
import org.openbloctel.scrub.file.Layout;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberingPlan;
import org.openbloctel.scrub.number.Reason;

/**
 * A stretch of a call file's lines with what became of each, for a {@link LineConsumer}: their texts, the numbers in their phone
 * fields, their verdicts. A line that is too long to be judged has its verdict here, and no fields. Belongs to one thread at a time.
 */
public final class JudgedLines {
    /** What {@link #number} answers where a field does not hold exactly one number. */
    public static final long NO_NUMBER = -1;

    private final Chunk chunk;
    private final Layout layout;
    private final OppositionList list;
    private final @Nullable Ruling ruling;
    private final Judgement[] judgements;
    private final boolean[] lenient;
    private long[] numbers = {};
    private byte[] outcomes = {};
    private long[] also = {};
    private long firstLine;

    JudgedLines(ChunkReader reader, Layout layout, OppositionList list, @Nullable Ruling ruling) {
        this.chunk = reader.newChunk();
        this.layout = layout;
        this.list = list;
        this.ruling = ruling;
        this.judgements = judgements(ruling);
        this.lenient = ChunkJudge.lenient(layout);
    }

    /** All judgements of lines, by their outcomes. */
    private static Judgement[] judgements(@Nullable Ruling ruling) {
        int rules = ruling == null ? 0 : ruling.rules().size();
        Judgement[] judgements = new Judgement[Outcome.FORBIDDEN + rules];
        for (int outcome = 0; outcome < judgements.length; outcome++) {
            int rule = Outcome.rule(outcome);
            judgements[outcome] = new Judgement(
                    Outcome.verdict(outcome),
                    Outcome.reason(outcome),
                    OptionalLong.empty(),
                    ruling == null || rule < 0 ? null : ruling.rules().get(rule));
        }
        return judgements;
    }

    Chunk chunk() {
        return chunk;
    }

    /** Keeps the numbers and hands out the array it had before. */
    long[] swap(long[] judged) {
        long[] before = numbers;
        numbers = judged;
        return before;
    }

    /** The same for the outcomes. */
    byte[] swap(byte[] judged) {
        byte[] before = outcomes;
        outcomes = judged;
        return before;
    }

    /** Keeps what was looked up beside the numbers. */
    void also(long[] nationals) {
        also = nationals;
    }

    /**
     * The numbers that decided something beside those in {@link #numbers}, as {@link AlsoAsked} is told of them: in E.164, in no order,
     * one perhaps twice.
     */
    public long[] alsoAsked() {
        return Arrays.stream(also).map(list.plan()::international).toArray();
    }

    void begin(long line) {
        firstLine = line;
    }

    /** Records, blank ones and such that cannot be judged included. */
    public int rows() {
        if (chunk.spoiled() != null) {
            return chunk.continues() ? 0 : 1;
        }
        return chunk.rows();
    }

    /** The physical line of the first record, from 1. */
    public long firstLine() {
        return firstLine;
    }

    /** How many physical lines a record has: more than one where a field holds line breaks. */
    public long linesOf(int row) {
        return chunk.spoiled() == null ? 1 + chunk.lineBreaksIn(row) : chunk.lines();
    }

    /** The verdict of a record; without a number. */
    public Judgement judgement(int row) {
        return judgements[outcomes[row]];
    }

    /** All judgements that a record may have, in the order of {@link #outcomes}: the same for all lines of a scrub. */
    public List<Judgement> judgements() {
        return List.of(judgements);
    }

    /** Of each record the place of its judgement among {@link #judgements}; not to be changed. */
    public byte[] outcomes() {
        return outcomes;
    }

    /** Whether the records have fields: one that is too long to be judged has none. */
    public boolean hasFields() {
        return chunk.spoiled() == null;
    }

    /** Whether each record has one phone field, which was read as a phone number: {@link #starts} and {@link #ends} are those of the records. */
    public boolean areOfOnePhone() {
        return hasFields() && lenient.length == 1 && !lenient[0];
    }

    /** Where the phone fields of all records begin, as {@link #from}; not to be changed. */
    public int[] starts() {
        return chunk.fieldStarts();
    }

    /** Where they end, as {@link #to}; not to be changed. */
    public int[] ends() {
        return chunk.fieldEnds();
    }

    /** How many phone fields a record has. */
    public int phones() {
        return lenient.length;
    }

    /** The text in which places count. In an encoding of one byte a unit it is the file's own bytes. */
    public byte[] text() {
        return chunk.text();
    }

    /** Where phone field {@code k} of a record begins, without its quotes; negative when the record does not have it. */
    public int from(int row, int k) {
        return chunk.spoiled() == null ? chunk.fieldFrom(row, k) : -1;
    }

    /** Where it ends, exclusive. */
    public int to(int row, int k) {
        return chunk.fieldTo(row, k);
    }

    /** Whether the field was read as a phone number: one that holds other things, in a column where that may be, was not. */
    public boolean isRead(int row, int k) {
        if (!lenient[k]) {
            return true;
        }
        long number = numbers[row * lenient.length + k];
        return number < 0
                ? Outcome.reason(Outcome.lenient(ChunkJudge.outcome(number))) != Reason.BLANK
                : list.plan().objection(number) == null || isOpposed(number);
    }

    private boolean isOpposed(long number) {
        byte[] judged = {(byte) (list.holds(number) ? Outcome.OPPOSED : Outcome.CALLABLE)};
        if (ruling != null) {
            ruling.rule(new long[] {number}, 1, judged);
        }
        return Outcome.ruled(judged[0]) == Outcome.OPPOSED;
    }

    /** The E.164 number in a phone field; {@link #NO_NUMBER} where it does not hold exactly one. */
    public long number(int row, int k) {
        long number = numbers[row * lenient.length + k];
        return number < 0 ? NO_NUMBER : list.plan().international(number);
    }

    /**
     * All {@link #number}s of these lines, record after record. Hot code: the plan's table is large, and one look into it need not
     * wait for another.
     *
     * @param room used when it is large enough
     */
    public long[] numbers(long[] room) {
        int slots = chunk.spoiled() == null ? rows() * lenient.length : 0;
        long[] all = room.length < slots ? new long[slots * 5 / 4] : room;
        NumberingPlan plan = list.plan();
        for (int slot = 0; slot < slots; slot++) {
            all[slot] = numbers[slot] < 0 ? NO_NUMBER : plan.international(numbers[slot]);
        }
        return all;
    }

    /**
     * Finds a field of all records.
     *
     * @param column its place in a record, from 0
     * @param room used when it is large enough
     * @return for each record, where the field begins, without its quotes, and where it ends; the same place twice where the record does not have it
     */
    public int[] find(int column, int[] room) {
        int rows = rows();
        int[] places = room.length < 2 * rows ? new int[rows * 5 / 2] : room;
        if (chunk.spoiled() != null) {
            Arrays.fill(places, 0, 2 * rows, 0);
            return places;
        }
        byte[] text = chunk.text();
        for (int row = 0; row < rows; row++) {
            int from = chunk.start(row, column);
            int to = from;
            int quotes = 0;
            if (from <= chunk.end(row)) {
                to = chunk.end(row, from);
                to -= to > from && text[to - 1] == '\r' ? 1 : 0;
                quotes = layout.quotes() && to - from >= 2 && text[from] == '"' && text[to - 1] == '"' ? 1 : 0;
            }
            places[2 * row] = from + quotes;
            places[2 * row + 1] = to - quotes;
        }
        return places;
    }

    /** What stands between two places of the text, as the file's encoding says, with one quote for two. */
    public String text(int from, int to) {
        int unit = layout.encoding().unit();
        byte[] bytes = new byte[Math.min((to - from) * unit, chunk.byteLength() - from * unit)];
        chunk.bytes().get(from * unit, bytes);
        String text = new String(bytes, layout.encoding().charset());
        return text.indexOf('"') >= 0 ? text.replace("\"\"", "\"") : text;
    }
}
