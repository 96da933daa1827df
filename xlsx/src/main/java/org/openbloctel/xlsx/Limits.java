package org.openbloctel.xlsx;

/**
 * How large a workbook may be. What lies beyond the first three is no workbook that a spreadsheet would open; the others
 * bound what reading costs.
 *
 * @param rows rows of a sheet
 * @param columns columns of a sheet
 * @param cellCharacters characters in a cell; a spreadsheet allows 32,767, and runs of rich text and readings add to them
 * @param rowCharacters characters in a row
 * @param pieceBytes unpacked bytes of one piece of XML: a tag, a comment, a text
 * @param bombBytes unpacked bytes that are never too many
 * @param bombRatio beyond them, unpacked bytes for each byte of the file
 * @param keptBytes bytes that the library keeps in memory: shared strings, formats, formulas of ranges
 * @param rangeScans comparisons of a cell with the range of an array formula, of which the library makes one for each
 *     formula at every cell; 20 billion take about a minute
 */
record Limits(
        long rows,
        int columns,
        long cellCharacters,
        long rowCharacters,
        long pieceBytes,
        long bombBytes,
        long bombRatio,
        long keptBytes,
        long rangeScans) {
    static final int MAX_ROWS = 1_048_576;
    static final int MAX_COLUMNS = 16_384;

    private static final long MAX_CELL_CHARACTERS = 1 << 16;
    private static final long MAX_ROW_CHARACTERS = 1 << 23;
    private static final long MAX_PIECE_BYTES = 1 << 20;
    /** The same as of a gzip or zip archive. */
    private static final long BOMB_BYTES = 100L << 20;

    private static final long BOMB_RATIO = 200;
    private static final long HEAP_SHARE = 4;
    private static final long MAX_RANGE_SCANS = 20_000_000_000L;

    /** Those of every day: a workbook may keep a quarter of the virtual machine's memory. */
    static Limits ofThisMachine() {
        return new Limits(
                MAX_ROWS,
                MAX_COLUMNS,
                MAX_CELL_CHARACTERS,
                MAX_ROW_CHARACTERS,
                MAX_PIECE_BYTES,
                BOMB_BYTES,
                BOMB_RATIO,
                Runtime.getRuntime().maxMemory() / HEAP_SHARE,
                MAX_RANGE_SCANS);
    }
}
