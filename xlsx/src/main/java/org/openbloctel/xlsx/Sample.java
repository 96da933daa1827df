package org.openbloctel.xlsx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The first rows of a sheet, by which its phone columns are found: bounded in rows, cells and characters. */
final class Sample {
    private static final int ROWS = 300;
    private static final int CELLS = 100_000;
    private static final int CHARACTERS = 1 << 22;
    /** No phone cell is longer; a text that all cells of a row share would be looked through for each. */
    private static final int CELL_CHARACTERS = 1 << 10;
    /** Rows that may be titles or the header, which are read whole: they are copied into each returned workbook. */
    private static final int HEAD_ROWS = 16;

    private Sample() {}

    static List<List<String>> of(Book book, int sheet) throws IOException {
        List<List<String>> sample = new ArrayList<>();
        long cells = 0;
        long characters = 0;
        try (SheetRows rows = new SheetRows(book.rows(sheet))) {
            while (sample.size() < ROWS && cells < CELLS && characters < CHARACTERS && rows.next()) {
                boolean head = sample.size() < HEAD_ROWS;
                List<String> row = CellText.of(rows.row()).stream()
                        .map(text -> head ? text : cut(text))
                        .toList();
                sample.add(row);
                cells += row.size();
                characters += row.stream().mapToLong(String::length).sum();
            }
        }
        return sample;
    }

    private static String cut(String text) {
        return text.length() <= CELL_CHARACTERS ? text : text.substring(0, CELL_CHARACTERS);
    }
}
