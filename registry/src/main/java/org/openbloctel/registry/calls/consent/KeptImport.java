package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.Refusal;

/**
 * A report that was kept.
 *
 * @param id its id
 * @param at when the file came
 * @param fresh lines that were taken
 * @param known lines that had been taken before
 * @param refused lines that were refused
 */
public record KeptImport(UUID id, Instant at, int fresh, int known, int refused) {

    /**
     * What became of a line.
     *
     * @param line its place in the file, from 1
     * @param reference the company's name for it, without what may be a number in it
     * @param id the consent's; null when it is none
     * @param known whether it was recorded before
     * @param code why it was refused; null when it was not
     * @param arguments what the refusal says beside
     */
    public record Line(
            int line,
            @Nullable String reference,
            @Nullable UUID id,
            boolean known,
            @Nullable String code,
            List<String> arguments) {
        private static final int MAX_REFERENCE_LENGTH = 100;

        /** Copies the list. */
        public Line {
            arguments = List.copyOf(arguments);
            reference = reference == null ? null : shown(reference);
        }

        /** A field that was taken for a reference may be anything, and a hundred thousand of them are held at once. */
        private static String shown(String reference) {
            String text = ConsentNews.masked(reference.replace("\0", ""));
            if (text.length() <= MAX_REFERENCE_LENGTH) {
                return text;
            }
            int end = MAX_REFERENCE_LENGTH - 1;
            return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
        }

        static Line refused(int line, @Nullable String reference, Refusal refusal) {
            List<String> arguments =
                    Arrays.stream(refusal.arguments()).map(String::valueOf).toList();
            return new Line(line, reference, null, false, refusal.code(), arguments);
        }
    }
}
