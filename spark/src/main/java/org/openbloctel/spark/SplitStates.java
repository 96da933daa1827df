package org.openbloctel.spark;

import java.io.Serializable;

/** What is known of a split of a text file before anybody knows in which state of the quotes it begins: an answer for each. */
final class SplitStates implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long to;
    private final long lines;
    private final int exits;
    private final long[] firstRecord;
    private final long[] linesToFirstRecord;

    SplitStates(long to, long lines, int exits, long[] firstRecord, long[] linesToFirstRecord) {
        this.to = to;
        this.lines = lines;
        this.exits = exits;
        this.firstRecord = firstRecord.clone();
        this.linesToFirstRecord = linesToFirstRecord.clone();
    }

    /** Behind its last byte in the file. */
    long to() {
        return to;
    }

    /** Line ends in it, in quotes or not. */
    long lines() {
        return lines;
    }

    /** The state behind its last byte when it begins in this one. */
    int exit(int state) {
        return QuoteScan.state(exits, state);
    }

    /** Where in the file the first record begins that begins behind its first byte, up to its end; -1 when none does. */
    long firstRecord(int state) {
        return firstRecord[state];
    }

    /** Line ends of the split before that record. */
    long linesToFirstRecord(int state) {
        return linesToFirstRecord[state];
    }
}
