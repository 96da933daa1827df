package org.openbloctel.registry.platform.figures;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a month by its parts, without counts that could point at one person or company: a part below {@value #MIN_SHOWN} is not
 * shown, nor is one from which it could be computed.
 *
 * <p>The parts have a fixed order. They are shown up to the first small one; it and all behind it are one sum, of two parts at least,
 * which is never 0 unless the whole is. Which parts are merged depends on nothing else. So a reader who knows this rule too finds two or
 * more values possible for each merged part: the first of them may have any of 0 to 4 that the sum allows, and the others share the rest.
 * Months are the only periods with parts, and only those that are over: sums over other periods would give the difference away.
 *
 * @param month its first day
 * @param shown the parts that may be shown, in their order
 * @param rest those that are merged; null when all are shown
 */
public record Breakdown(
        LocalDate month,
        Figure figure,
        List<Part> shown,
        @Nullable Rest rest) {
    /** The smallest count that is shown. */
    public static final long MIN_SHOWN = 5;

    /** Copies. */
    public Breakdown {
        shown = List.copyOf(shown);
    }

    /** A part that may be shown. */
    public record Part(String code, long value) {}

    /**
     * Parts of which only the sum may be shown.
     *
     * @param parts their codes
     */
    public record Rest(List<String> parts, long value) {
        /** Copies. */
        public Rest {
            parts = List.copyOf(parts);
        }
    }

    /** The breakdown of a month; parts that are missing are 0. */
    static Breakdown of(LocalDate month, Figure figure, Map<String, Long> values) {
        List<String> parts = figure.parts();
        long[] counts =
                parts.stream().mapToLong(part -> values.getOrDefault(part, 0L)).toArray();
        int kept = kept(counts);
        List<Part> shown = new ArrayList<>();
        for (int i = 0; i < kept; i++) {
            shown.add(new Part(parts.get(i), counts[i]));
        }
        Rest rest = kept == counts.length ? null : new Rest(parts.subList(kept, counts.length), sum(counts, kept));
        return new Breakdown(month, figure, shown, rest);
    }

    /** How many parts may be shown, from the first. */
    static int kept(long[] counts) {
        int small = 0;
        while (small < counts.length && counts[small] >= MIN_SHOWN) {
            small++;
        }
        if (small == counts.length || sum(counts, 0) == 0) {
            return counts.length;
        }
        int kept = Math.max(0, Math.min(small, counts.length - 2));
        return kept > 0 && sum(counts, kept) == 0 ? kept - 1 : kept;
    }

    private static long sum(long[] counts, int from) {
        long sum = 0;
        for (int i = from; i < counts.length; i++) {
            sum += counts[i];
        }
        return sum;
    }
}
