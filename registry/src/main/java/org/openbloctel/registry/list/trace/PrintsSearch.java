package org.openbloctel.registry.list.trace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Looks for a print in a file: two reads, of its bucket's place and of its bucket. */
final class PrintsSearch {
    private static final int MAX_BUCKET = 1 << 28;

    private PrintsSearch() {}

    /** The bytes of a file, which are read at any place. */
    @FunctionalInterface
    interface Bytes {
        /** So many bytes from there. */
        ByteBuffer read(long from, int length) throws IOException;
    }

    /** Takes the sets that hold the print. */
    @FunctionalInterface
    interface Hits {
        void hit(int set, int answer);
    }

    /**
     * Finds a print.
     *
     * @param directory where the directory begins
     */
    static void find(Bytes file, Shape shape, long directory, long print, Hits hits) throws IOException {
        long bucket = print >>> shape.shift();
        ByteBuffer place = file.read(directory + bucket * Long.BYTES, 2 * Long.BYTES);
        long from = place.getLong();
        long length = place.getLong() - from;
        if (from < 0 || length < Integer.BYTES || length > MAX_BUCKET) {
            throw new IOException("the directory of prints is damaged");
        }
        byte[] content = new byte[(int) length];
        file.read(from, content.length).get(content);
        // One bucket is read as a file of its own, whose prints are counted from its beginning.
        Shape one = new Shape(shape.shift(), shape.shift(), shape.rice(), shape.setBits());
        long wanted = print & ((1L << shape.shift()) - 1);
        try (PrintsReader reader = new PrintsReader(new ByteArrayInputStream(content), one)) {
            while (reader.next() && reader.print() <= wanted) {
                if (reader.print() == wanted) {
                    hits.hit(reader.set(), reader.answer());
                }
            }
        }
    }
}
