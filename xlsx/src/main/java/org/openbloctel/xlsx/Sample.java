package org.openbloctel.xlsx;

import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.reader.Sheet;
import org.openbloctel.scrub.file.CallFileException;

/** The first rows of a sheet, by which its phone columns are found: bounded in rows, cells and characters. */
final class Sample {
    private static final int ROWS = 300;
    private static final int CELLS = 100_000;
    private static final int CHARACTERS = 1 << 22;

    private Sample() {}

    static List<List<String>> of(OpenWorkbook open, Sheet sheet, CellText text) throws CallFileException {
        List<List<String>> sample = new ArrayList<>();
        long cells = 0;
        long characters = 0;
        try (SheetRows rows = open.rows(sheet)) {
            while (sample.size() < ROWS && cells < CELLS && characters < CHARACTERS && rows.next()) {
                List<String> row = text.of(rows.row());
                sample.add(row);
                cells += row.size();
                characters += row.stream().mapToLong(String::length).sum();
            }
        }
        return sample;
    }
}
