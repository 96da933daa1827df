package org.openbloctel.registry.list.trace;

import java.io.IOException;
import java.util.List;

/**
 * Several files of prints read as one, in the order of print, set and answer. Hot code: a heap of one word a file, of which the first is
 * replaced and sinks. Closes its files. Not thread-safe.
 */
final class MergedPrints implements AutoCloseable {
    private static final int SET_BITS = 24;
    private static final int ANSWER_BITS = 3;
    private static final int PRINT_SHIFT = SET_BITS + ANSWER_BITS;

    private final List<Source> sources;
    private final Source[] heap;
    private final long[] keys;
    private int size;

    /** A file, and which set of the result each of its sets is; negative for one that is left out. */
    static final class Source {
        private final PrintsReader reader;
        private final int[] sets;

        Source(PrintsReader reader, int... sets) {
            this.reader = reader;
            this.sets = sets;
        }

        private boolean next() throws IOException {
            while (reader.next()) {
                if (sets[reader.set()] >= 0) {
                    return true;
                }
            }
            return false;
        }

        private long key() {
            return reader.print() << PRINT_SHIFT | (long) sets[reader.set()] << ANSWER_BITS | reader.answer();
        }
    }

    /** Takes entries in their order. */
    @FunctionalInterface
    interface Entries {
        void entry(long print, int set, int answer) throws IOException;
    }

    MergedPrints(List<Source> sources) {
        this.sources = List.copyOf(sources);
        this.heap = new Source[sources.size()];
        this.keys = new long[sources.size()];
    }

    /** Reads all. */
    void forEach(Entries entries) throws IOException {
        for (Source source : sources) {
            if (source.next()) {
                heap[size] = source;
                keys[size++] = source.key();
            }
        }
        for (int at = size / 2 - 1; at >= 0; at--) {
            sink(at);
        }
        while (size > 0) {
            long key = keys[0];
            entries.entry(
                    key >>> PRINT_SHIFT,
                    (int) (key >>> ANSWER_BITS) & ((1 << SET_BITS) - 1),
                    (int) key & ((1 << ANSWER_BITS) - 1));
            if (heap[0].next()) {
                keys[0] = heap[0].key();
            } else {
                size--;
                heap[0] = heap[size];
                keys[0] = keys[size];
            }
            sink(0);
        }
    }

    private void sink(int from) {
        int at = from;
        Source source = heap[at];
        long key = keys[at];
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && keys[child + 1] < keys[child]) {
                child++;
            }
            if (keys[child] >= key) {
                break;
            }
            heap[at] = heap[child];
            keys[at] = keys[child];
            at = child;
        }
        heap[at] = source;
        keys[at] = key;
    }

    @Override
    public void close() throws IOException {
        for (Source source : sources) {
            source.reader.close();
        }
    }
}
