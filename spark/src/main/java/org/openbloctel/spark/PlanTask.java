package org.openbloctel.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.spark.api.java.function.Function;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.ChunkReader;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.Layout;

/** Looks at the beginning of a large file: whether it can be split, and its layout. */
final class PlanTask implements Function<Unit, PlanTask.Plan> {
    private static final long serialVersionUID = 1L;
    /** More than the engine looks at to tell a layout. */
    private static final long SAMPLE = 4L * ChunkReader.MAX_LINE;

    private final Store store;
    private final SharedList list;
    private final LayoutWanted wanted;

    PlanTask(Store store, SharedList list, LayoutWanted wanted) {
        this.store = store;
        this.list = list;
        this.wanted = wanted;
    }

    /** The layout of a file that can be split; null for one that is left to one task. */
    record Plan(Unit unit, @Nullable Layout layout) implements Serializable {}

    @Override
    public Plan call(Unit unit) throws IOException {
        // A zip archive would be spooled whole to be opened: of its beginning, it is refused, and left to one task.
        try (InputStream in = store.open(unit, 0, Math.min(SAMPLE, unit.length()));
                CallFile file = CallFile.open(in, unit.name(), false)) {
            boolean plain = file.container() == Container.PLAIN;
            Layout layout = plain ? file.layout(wanted.options(), list.open().plan()) : null;
            return new Plan(unit, layout != null && QuoteScan.canRead(layout) ? layout : null);
        } catch (CallFileException e) {
            return new Plan(unit, null);
        }
    }
}
