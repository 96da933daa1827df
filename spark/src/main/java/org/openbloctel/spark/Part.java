package org.openbloctel.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.openbloctel.scrub.file.ChunkReader;

/**
 * A part of a text file that begins and ends where a record does, so that it can be judged alone.
 *
 * @param number its place among the parts, from 0
 * @param from its first byte in the file
 * @param to behind its last byte
 * @param linesBefore physical lines of the file before it
 */
record Part(int number, long from, long to, long linesBefore) implements Serializable {
    /** The engine looks at no more than this to tell the header: the first part has at least so many bytes. */
    static final long MIN_FIRST_BYTES = ChunkReader.MAX_LINE;

    /**
     * The parts of a file: each begins with the first record that begins within a split, by the state of the quotes in which the splits
     * before it end. A split in which no record begins belongs to the part before.
     *
     * @param splits all splits of the file, in order
     */
    static List<Part> of(List<SplitStates> splits) {
        List<Part> parts = new ArrayList<>();
        int state = QuoteScan.FIELD;
        long from = 0;
        long linesBefore = 0;
        long lines = 0;
        for (SplitStates split : splits) {
            long record = split.firstRecord(state);
            boolean first = split == splits.get(0);
            if (!first && record >= MIN_FIRST_BYTES && record < end(splits)) {
                parts.add(new Part(parts.size(), from, record, linesBefore));
                from = record;
                linesBefore = lines + split.linesToFirstRecord(state);
            }
            lines += split.lines();
            state = split.exit(state);
        }
        parts.add(new Part(parts.size(), from, end(splits), linesBefore));
        return parts;
    }

    private static long end(List<SplitStates> splits) {
        return splits.get(splits.size() - 1).to();
    }
}
