package org.openbloctel.scrub.engine;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.number.NumberReader;
import org.openbloctel.scrub.number.Reason;

/**
 * The rule by which a line is judged, one line at a time: for workbooks, single checks, and clusters.
 *
 * <p>Opposed if any number of the line is on the list; else not checked if any field holds something that cannot be read
 * for sure, or all are blank; else callable. A field that can be read two ways is looked up both ways.
 *
 * <p>Not thread-safe: one a thread.
 */
public final class Judge {
    private final OppositionList list;
    private final NumberReader reader;

    /** A judge by this list. */
    public Judge(OppositionList list) {
        this.list = list;
        this.reader = new NumberReader(list.plan());
    }

    /** Judges one number as it is written. */
    public Judgement number(CharSequence written) {
        return number(reader.read(written));
    }

    /** Judges one number as it is written, in bytes as {@link NumberReader#read(byte[], int, int)} reads them. */
    public Judgement number(byte[] written, int from, int to) {
        return number(reader.read(written, from, to));
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

    private int outcome(long read) {
        if (read == NumberReader.SEVERAL) {
            return Outcome.ofSeveral(list, reader.several());
        }
        return read >= 0
                ? Outcome.of(list.plan(), read, list.holds(read))
                : Outcome.unchecked(NumberReader.reason(read));
    }

    private static Judgement judgement(int outcome, OptionalLong number) {
        return new Judgement(Outcome.verdict(outcome), Outcome.reason(outcome), number);
    }
}
