package org.openbloctel.scrub.number;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what people write for a phone number: one number of the plan, several (looked up all), or the reason why none.
 * Never guesses: what cannot be read for sure is a {@link Reason}.
 *
 * <p>Not thread-safe: it keeps scratch space, so one reader a thread.
 */
public final class NumberReader {
    /** The result of {@link #read} when the field holds several numbers: see {@link #several()}. */
    public static final long SEVERAL = -1000;

    private final NumberingPlan plan;
    private final Grouping grouping;
    private final Spelling spelling;
    private @Nullable ReadCache cache;

    /** A reader for numbers as they are written in the plan's country. */
    public NumberReader(NumberingPlan plan) {
        this(plan, Placeholders.USUAL);
    }

    /** The same, with what stands for no number. */
    public NumberReader(NumberingPlan plan, Placeholders placeholders) {
        this.plan = plan;
        this.grouping = plan.grouping();
        this.spelling = new Spelling(plan, placeholders);
    }

    /** The plan the reader reads for. */
    public NumberingPlan plan() {
        return plan;
    }

    /**
     * Reads a field.
     *
     * @param b the field's bytes in ASCII, UTF-8 or windows-1252, without the quotes of its file format
     * @param from where it begins
     * @param to where it ends, exclusive
     * @return the national number, at least 0; or {@link #SEVERAL}; or a code that {@link #reason} explains
     */
    public long read(byte[] b, int from, int to) {
        long plain = grouping.read(b, from, to);
        if (plain >= 0) {
            return plain;
        }
        ReadCache odd = cache();
        if (!odd.find(b, from, to)) {
            odd.put(spelling.read(b, from, to));
        }
        return odd.result();
    }

    /** Made at the first odd field: a reader of a single number would take longer to make it than to read. */
    private ReadCache cache() {
        ReadCache known = cache;
        if (known == null) {
            known = new ReadCache();
            cache = known;
        }
        return known;
    }

    /**
     * Reads many fields, those in a plain spelling and of a range that may be called. Hot code: what is left is for {@link
     * #read(byte[], int, int)}, one field at a time.
     *
     * @param from where each field begins; {@code to}, where it ends
     * @param n how many fields
     * @param numbers receives the national numbers, and a negative one for a field that is not in a plain spelling
     * @param left receives which fields are left: those that were not read, and numbers with an {@link
     *     NumberingPlan#objection objection}
     * @return how many are left
     */
    public int readPlain(byte[] b, int[] from, int[] to, int n, long[] numbers, int[] left) {
        int m = 0;
        for (int i = 0; i < n; i++) {
            long number = grouping.read(b, from[i], to[i]);
            numbers[i] = number;
            if (number < 0 || plan.hasObjection(number)) {
                left[m++] = i;
            }
        }
        return m;
    }

    /** The national numbers of the last field read, when {@link #read} returned {@link #SEVERAL}. */
    public long[] several() {
        return spelling.several();
    }

    /** Reads a text, for callers that have no bytes; same result as {@link #read(byte[], int, int)}. */
    public long read(CharSequence text) {
        byte[] b = text.toString().getBytes(StandardCharsets.UTF_8);
        return read(b, 0, b.length);
    }

    /** The reason behind a negative result other than {@link #SEVERAL}. */
    public static Reason reason(long read) {
        return Reason.of((int) (-1 - read));
    }

    /** The negative result that stands for a reason. */
    public static long because(Reason reason) {
        return -1 - reason.ordinal();
    }
}
