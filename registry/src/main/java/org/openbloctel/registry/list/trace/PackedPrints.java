package org.openbloctel.registry.list.trace;

import java.util.Arrays;
import java.util.Optional;

/** Prints with their answers, ascending, in five bytes each: 37 bits and 3. Immutable: the array that it is given is not changed. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PackedPrints(byte[] bytes) {
    private static final int BYTES = 5;
    private static final int ANSWER_BITS = 3;
    private static final int ANSWER_MASK = (1 << ANSWER_BITS) - 1;
    private static final int OCTET = 0xff;

    /**
     * Packs entries, each a print and three bits of its answer, in any order. Of one print the answer that is best for the company is kept.
     */
    static PackedPrints of(long[] entries, int count) {
        long[] sorted = Arrays.copyOf(entries, count);
        Arrays.sort(sorted);
        byte[] bytes = new byte[count * BYTES];
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || sorted[i] >>> ANSWER_BITS != sorted[i - 1] >>> ANSWER_BITS) {
                long left = sorted[i];
                for (int k = BYTES - 1; k >= 0; k--) {
                    bytes[kept + k] = (byte) left;
                    left >>>= Byte.SIZE;
                }
                kept += BYTES;
            }
        }
        return new PackedPrints(Arrays.copyOf(bytes, kept));
    }

    /** An entry: a print and three bits of its answer. */
    static long entry(long print, Answer answer) {
        return print << ANSWER_BITS | answer.code();
    }

    int count() {
        return bytes.length / BYTES;
    }

    long print(int i) {
        return at(i) >>> ANSWER_BITS;
    }

    int answer(int i) {
        return (int) at(i) & ANSWER_MASK;
    }

    private long at(int i) {
        long entry = 0;
        for (int k = 0; k < BYTES; k++) {
            entry = entry << Byte.SIZE | (bytes[i * BYTES + k] & OCTET);
        }
        return entry;
    }

    /** The answer about a print; empty when it is not among them. */
    Optional<Answer> find(long print) {
        int low = 0;
        int high = count() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long there = print(middle);
            if (there == print) {
                return Optional.of(Answer.ofCode(answer(middle)));
            }
            if (there < print) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }
}
