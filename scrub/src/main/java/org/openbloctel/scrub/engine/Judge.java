package org.openbloctel.scrub.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.Chunk;
import org.openbloctel.scrub.file.DigitRuns;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.Placeholders;
import org.openbloctel.scrub.number.Reason;

/**
 * The rule by which a line is judged, one line at a time: for workbooks, single checks, and clusters.
 *
 * <p>Opposed if any number of the line is on the list; else forbidden if a {@link Ruling} forbids any; else not checked if any field
 * holds something that cannot be read for sure, or all are blank; else callable. A field that can be read two ways is looked up both
 * ways.
 *
 * <p>Not thread-safe: one a thread.
 */
public final class Judge {
    private final OppositionList list;
    private final @Nullable Ruling ruling;
    private final NumberReader reader;
    private final AlsoAsked also;
    private @Nullable WholeLine wholeLine;
    private final long[] asked = new long[1];
    private final byte[] ruled = new byte[1];

    /** A judge by this list. */
    public Judge(OppositionList list) {
        this(list, null);
    }

    /**
     * A judge by this list and what decides beside it.
     *
     * @param ruling null where the list alone decides
     */
    public Judge(OppositionList list, @Nullable Ruling ruling) {
        this(list, ruling, (place, e164) -> {});
    }

    /**
     * A judge of fields with these placeholders.
     *
     * @param ruling null where the list alone decides
     */
    public Judge(OppositionList list, @Nullable Ruling ruling, Placeholders placeholders) {
        this(list, ruling, (place, e164) -> {}, placeholders);
    }

    /**
     * A judge that tells which numbers it looked up.
     *
     * @param ruling null where the list alone decides
     */
    public Judge(OppositionList list, @Nullable Ruling ruling, AlsoAsked also) {
        this(list, ruling, also, Placeholders.USUAL);
    }

    /**
     * A judge of fields with these placeholders that tells which numbers it looked up.
     *
     * @param ruling null where the list alone decides
     */
    public Judge(OppositionList list, @Nullable Ruling ruling, AlsoAsked also, Placeholders placeholders) {
        this.list = list;
        this.ruling = ruling;
        this.also = also;
        this.reader = new NumberReader(list.plan(), placeholders);
    }

    /** Judges one number as it is written. */
    public Judgement number(CharSequence written) {
        return number(reader.read(written));
    }

    /** Judges one number as it is written, in bytes as {@link NumberReader#read(byte[], int, int)} reads them. */
    public Judgement number(byte[] written, int from, int to) {
        return number(reader.read(written, from, to));
    }

    /**
     * Judges numbers as they are written, each by itself, as {@link #number(byte[], int, int)} does. Many at once cost less than
     * one after the other: they are looked up together, so that the processor waits for memory once and not for each.
     *
     * @param written holds all of them
     * @param from where each begins, in bytes
     * @param to where each ends, exclusive
     * @param n how many there are
     * @return one judgement for each, in their order
     */
    public List<Judgement> numbers(byte[] written, int[] from, int[] to, int n) {
        long[] reads = new long[n];
        int[] several = new int[n];
        for (int i = 0; i < n; i++) {
            reads[i] = reader.read(written, from[i], to[i]);
            if (reads[i] == NumberReader.SEVERAL) {
                several[i] = several(i);
            }
        }
        byte[] listed = new byte[n];
        list.probe(reads, n, new long[n], listed);
        List<Judgement> judgements = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            judgements.add(
                    reads[i] == NumberReader.SEVERAL
                            ? judgement(several[i], OptionalLong.empty())
                            : number(reads[i], listed[i] != 0));
        }
        return judgements;
    }

    private Judgement number(long read, boolean listed) {
        return read >= 0
                ? judgement(
                        Outcome.of(list.plan(), read, judged(read, listed)),
                        OptionalLong.of(list.plan().international(read)))
                : judgement(Outcome.unchecked(NumberReader.reason(read)), OptionalLong.empty());
    }

    private Judgement number(long read) {
        OptionalLong number = read >= 0 ? OptionalLong.of(list.plan().international(read)) : OptionalLong.empty();
        return judgement(outcome(read), number);
    }

    /** Judges a line by all its phone fields; a null field is one that the line does not have. */
    public Judgement line(List<? extends @Nullable CharSequence> fields) {
        int outcome = Outcome.unchecked(Reason.MISSING_FIELD);
        for (int i = 0; i < fields.size(); i++) {
            CharSequence field = fields.get(i);
            int here = field == null ? Outcome.unchecked(Reason.MISSING_FIELD) : outcome(reader.read(field));
            outcome = i == 0 ? here : Outcome.ofLine(outcome, here);
        }
        return judgement(outcome, OptionalLong.empty());
    }

    /**
     * Judges a line of a text file by its phone fields, from the bytes that {@link Scrub} reads: as text in the file's encoding, a field in
     * another encoding would be another number.
     *
     * @param columns which of the chunk's fields are phone fields, at least one
     */
    public Judgement line(Chunk chunk, int row, int[] columns) {
        int outcome = outcome(chunk, row, columns[0]);
        for (int i = 1; i < columns.length; i++) {
            outcome = Outcome.ofLine(outcome, outcome(chunk, row, columns[i]));
        }
        return judgement(outcome, OptionalLong.empty());
    }

    private int outcome(Chunk chunk, int row, int column) {
        int from = chunk.fieldFrom(row, column);
        return from < 0
                ? Outcome.unchecked(Reason.MISSING_FIELD)
                : outcome(reader.read(chunk.text(), from, chunk.fieldTo(row, column)));
    }

    /**
     * Judges a row of a workbook: by its phone fields, and not as callable when another field holds a listed number.
     *
     * @param others the fields beside the phone columns
     * @param country what the row names as its country, empty when nothing
     */
    public Judgement line(
            List<? extends @Nullable CharSequence> fields,
            List<? extends @Nullable CharSequence> others,
            String country) {
        Judgement byColumns = line(fields);
        if (byColumns.verdict() == Verdict.CALLABLE) {
            WholeLine whole = wholeLine();
            if (!country.isEmpty() && whole.isAbroad(country, fields)) {
                return unchecked(Reason.FOREIGN);
            }
            if (elsewhere(others)) {
                return unchecked(Reason.LISTED_ELSEWHERE);
            }
        }
        return byColumns;
    }

    /**
     * Judges a row of a workbook that stands before its header: opposed if any cell holds a listed number, in any spelling; else as the others.
     *
     * @param country what the row names as its country, empty when nothing
     */
    public Judgement lineInDoubt(
            List<? extends @Nullable CharSequence> fields,
            List<? extends @Nullable CharSequence> others,
            String country) {
        boolean listed = Stream.concat(fields.stream(), others.stream())
                .filter(Objects::nonNull)
                .anyMatch(cell -> wholeLine().isListed(cell.toString()));
        return listed ? judgement(Outcome.OPPOSED, OptionalLong.empty()) : line(fields, others, country);
    }

    /**
     * Whether fields beside the phone columns of a row hold a listed number.
     *
     * @param others these fields
     */
    public boolean elsewhere(List<? extends @Nullable CharSequence> others) {
        WholeLine whole = wholeLine();
        if (whole.holdsListedInPieces(others)) {
            return true;
        }
        for (CharSequence other : others) {
            if (other != null
                    && other.length() >= DigitRuns.MIN_LENGTH
                    && whole.holdsListed(other.toString().getBytes(StandardCharsets.UTF_8))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Judges a line of a text file as {@link Scrub} does: by more than its phone columns.
     *
     * @param columns which of the chunk's fields are phone fields that were read
     * @param byColumns what {@link #line} or {@link #number} answered
     */
    public Judgement wholeLine(Chunk chunk, int row, int[] columns, Judgement byColumns) {
        int outcome = byColumns.verdict() == Verdict.OPPOSED ? Outcome.OPPOSED : Outcome.CALLABLE;
        WholeLine whole = wholeLine();
        int inDoubt = whole.inDoubt(chunk, row, outcome);
        if (inDoubt != outcome) {
            return judgement(inDoubt, OptionalLong.empty());
        }
        if (byColumns.verdict() != Verdict.CALLABLE) {
            return byColumns;
        }
        if (whole.isAbroad(chunk, row) && whole.isWrittenAtHome(chunk, row, columns)) {
            return unchecked(Reason.FOREIGN);
        }
        return whole.holdsListed(chunk, row, columns) || whole.holdsListedInPieces(chunk, row)
                ? unchecked(Reason.LISTED_ELSEWHERE)
                : byColumns;
    }

    /** Made when it is needed: single numbers have no line around them. */
    private WholeLine wholeLine() {
        WholeLine known = wholeLine;
        if (known == null) {
            known = new WholeLine(list, national -> also.also(0, list.plan().international(national)));
            wholeLine = known;
        }
        return known;
    }

    private Judgement unchecked(Reason reason) {
        return judgement(Outcome.unchecked(reason), OptionalLong.empty());
    }

    private int outcome(long read) {
        if (read == NumberReader.SEVERAL) {
            return several(0);
        }
        return read >= 0
                ? Outcome.of(list.plan(), read, judged(read, list.holds(read)))
                : Outcome.unchecked(NumberReader.reason(read));
    }

    private int several(int place) {
        long[] nationals = reader.several();
        for (long national : nationals) {
            also.also(place, list.plan().international(national));
        }
        return Outcome.ofSeveral(list, ruling, nationals);
    }

    private int judged(long read, boolean listed) {
        ruled[0] = (byte) (listed ? Outcome.OPPOSED : Outcome.CALLABLE);
        if (ruling != null) {
            asked[0] = read;
            ruling.rule(asked, 1, ruled);
        }
        return Outcome.ruled(ruled[0]);
    }

    private Judgement judgement(int outcome, OptionalLong number) {
        int rule = Outcome.rule(outcome);
        String forbidding = ruling == null || rule < 0 ? null : ruling.rules().get(rule);
        return new Judgement(Outcome.verdict(outcome), Outcome.reason(outcome), number, forbidding);
    }
}
