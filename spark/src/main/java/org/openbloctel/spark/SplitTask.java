package org.openbloctel.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.openbloctel.scrub.file.Layout;

/** Reads a split of a large file for the first time: only quotes and line ends. */
final class SplitTask implements Function<SplitTask.Split, SplitTask.Found> {
    private static final long serialVersionUID = 1L;

    private final Store store;

    SplitTask(Store store) {
        this.store = store;
    }

    /** A stretch of a file. */
    record Split(Unit unit, Layout layout, long from, long to) implements Serializable {
        /** All of a file, without its byte-order mark. */
        static List<Split> of(Unit unit, Layout layout, long bytes) {
            List<Split> splits = new ArrayList<>();
            for (long from = layout.markLength(); from < unit.length(); ) {
                long to = Math.min(unit.length(), (from / bytes + 1) * bytes);
                splits.add(new Split(unit, layout, from, to));
                from = to;
            }
            return splits;
        }
    }

    /** What was found in it. */
    record Found(int file, SplitStates states) implements Serializable {}

    @Override
    public Found call(Split split) throws IOException {
        try (InputStream in = store.open(split.unit(), split.from(), split.to())) {
            return new Found(split.unit().file(), new QuoteScan(split.layout()).read(in, split.from(), split.to()));
        }
    }
}
