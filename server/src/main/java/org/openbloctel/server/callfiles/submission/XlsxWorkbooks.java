package org.openbloctel.server.callfiles.submission;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.callfiles.scrubbing.Workbooks;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.Ruling;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.xlsx.WorkbookScrub;

/** Lends the registry the module that reads and writes workbooks. Stateless. */
final class XlsxWorkbooks implements Workbooks {
    @Override
    public ScrubReport scrub(
            Path workbook,
            String name,
            OppositionList list,
            @Nullable Ruling ruling,
            LayoutOptions options,
            Function<Verdict, OutputStream> returned,
            Rows rows,
            Progress progress)
            throws IOException {
        return new WorkbookScrub(list, ruling, options, true).run(workbook, name, returned, rows::judged, progress);
    }
}
