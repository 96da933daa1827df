package org.openbloctel.registry.callfiles.scrubbing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Progress;
import org.openbloctel.scrub.engine.Ruling;
import org.openbloctel.scrub.engine.ScrubReport;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.OppositionList;

/** How call files that are workbooks are scrubbed: the server brings the module that can read them. */
public interface Workbooks {
    /**
     * Scrubs one.
     *
     * @param workbook a plain file, read from its end
     * @param name what it is called in faults
     * @param ruling what decides beside the list; null for nothing
     * @param returned where the workbook of each verdict goes
     * @param rows told of each row, in order
     * @throws org.openbloctel.scrub.file.CallFileException when it cannot be read
     */
    ScrubReport scrub(
            Path workbook,
            String name,
            OppositionList list,
            @Nullable Ruling ruling,
            LayoutOptions options,
            Function<Verdict, OutputStream> returned,
            Rows rows,
            Progress progress)
            throws IOException;

    /** Told of each row. */
    @FunctionalInterface
    interface Rows {
        /**
         * A row.
         *
         * @param row its number in the sheet, from 1; of several sheets behind the name of its own, such as {@code Nord!17}
         * @param cells its texts
         * @param phones the places of the phone columns in it
         * @param header the texts of the header; empty when there is none
         */
        void judged(String row, List<String> cells, List<Integer> phones, List<String> header, Judgement judgement)
                throws IOException;
    }
}
