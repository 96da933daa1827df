package org.openbloctel.scrub.engine;

import java.io.IOException;

/**
 * Takes each line of a call file with its verdict while a {@link Scrub} runs, in the order of the file: the returned files have lost
 * the order between verdicts. Called by one thread at a time, while the others judge on.
 */
public interface LineConsumer {
    /**
     * The file begins.
     *
     * @param preamble byte-order mark, titles and header, as every returned file begins
     * @throws IOException when what is made of the lines cannot be written
     */
    void begin(byte[] preamble) throws IOException;

    /**
     * Takes the next lines.
     *
     * @param lines valid during the call
     * @throws IOException when what is made of the lines cannot be written
     */
    void take(JudgedLines lines) throws IOException;
}
