package org.openbloctel.registry.list.trace;

import java.io.IOException;
import org.openbloctel.scrub.engine.Verdict;

/** Takes the numbers of a file with the answer about each. */
public interface Traced {
    /** For files of tests, which leave no trace. */
    Traced NONE = new Traced() {
        @Override
        public void add(long e164, Verdict verdict) {}

        @Override
        public void add(long[] e164s, byte[] verdicts, int n) {}

        @Override
        public void addBeside(long e164) {}
    };

    /** Adds a number of a line. */
    void add(long e164, Verdict verdict) throws IOException;

    /** Adds the first of an array, each with the place of its verdict among all. */
    void add(long[] e164s, byte[] verdicts, int n) throws IOException;

    /** Adds a number that was looked up beside those of the phone columns. */
    void addBeside(long e164) throws IOException;
}
