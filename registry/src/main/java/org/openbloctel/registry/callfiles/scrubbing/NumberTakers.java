package org.openbloctel.registry.callfiles.scrubbing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.openbloctel.registry.list.guard.Reading;
import org.openbloctel.registry.list.trace.Traced;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * Who takes the numbers of a file while it is judged.
 *
 * @param checked the numbers of each line, for the charge
 * @param asked each number, for the guard
 * @param traced each number with its answer, for the traces
 */
record NumberTakers(Lines checked, Reading asked, Traced traced) {
    /** Takes the numbers of each line that was judged. Not thread-safe. */
    interface Lines {
        /**
         * Adds a line.
         *
         * @param numbers its numbers, from the front; what is several numbers in one field is negative, and 0 stands for none
         * @param n how many there are, at least 1
         */
        void add(long[] numbers, int n);

        /** Adds lines of one number each: the first of an array. */
        default void addEach(long[] numbers, int n) {
            long[] one = new long[1];
            for (int i = 0; i < n; i++) {
                one[0] = numbers[i];
                add(one, 1);
            }
        }

        /** What came of them, at the end. */
        SortedPrints sorted();

        /** Stands for a field that does not hold exactly one number: by SHA-256, so that two texts cannot be made to count as one. */
        static long ofText(String text) {
            byte[] digest = Sha256.newDigest().digest(text.getBytes(StandardCharsets.UTF_16));
            return ByteBuffer.wrap(digest).getLong() | Long.MIN_VALUE;
        }
    }
}
