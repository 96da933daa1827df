package org.openbloctel.xlsx;

import java.io.IOException;
import java.util.List;
import org.openbloctel.scrub.engine.Judgement;

/** Told of each row of a workbook, in order, by the thread that scrubs. What it throws ends the scrub. */
@FunctionalInterface
public interface JudgedRows {
    /**
     * A row has its verdict.
     *
     * @param row its number in the sheet, from 1; of several sheets behind the name of its own, such as {@code Nord!17}
     * @param cells the texts of its cells
     * @param phones the places of the phone columns in it, from 0
     * @param header the texts of the header; empty when there is none
     */
    void judged(String row, List<String> cells, List<Integer> phones, List<String> header, Judgement judgement)
            throws IOException;
}
