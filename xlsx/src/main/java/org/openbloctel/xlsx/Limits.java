package org.openbloctel.xlsx;

/**
 * How large a workbook may be. What lies beyond the first three is no workbook that a spreadsheet would open; the others
 * bound what reading costs.
 *
 * @param rows rows of a sheet
 * @param columns columns of a sheet
 * @param cellCharacters characters in a cell; a spreadsheet allows 32,767, and runs of rich text and readings add to them
 * @param rowCharacters characters in a row
 * @param numberCharacters characters of a number, and of the code of a number format: a spreadsheet writes 24 and allows 255. To parse a number
 *     of 64 Ki digits takes 30 ms, to strip its zeros a second, and a cell of it takes 64 bytes of a packed file
 * @param pieceBytes unpacked bytes of one piece of XML: a tag, a comment, a text
 * @param bombBytes unpacked bytes that are never too many
 * @param bombRatio beyond them, unpacked bytes for each byte of the file
 * @param textBytes characters of all cells that are never too many
 * @param textRatio beyond them, characters of all cells for each byte of the file. A text that many cells share stands in the file once and in
 *     a returned workbook as often as cells show it. A row with a phone number of its own takes 14 packed bytes or more; so the ratio of
 *     200 leaves 2,800 characters of shared text to each of a million rows
 * @param keptBytes bytes that are kept in memory: shared strings, formats
 */
record Limits(
        long rows,
        int columns,
        long cellCharacters,
        long rowCharacters,
        int numberCharacters,
        long pieceBytes,
        long bombBytes,
        long bombRatio,
        long textBytes,
        long textRatio,
        long keptBytes) {
    static final int MAX_ROWS = 1_048_576;
    static final int MAX_COLUMNS = 16_384;

    private static final long MAX_CELL_CHARACTERS = 1 << 16;
    private static final long MAX_ROW_CHARACTERS = 1 << 23;
    private static final int MAX_NUMBER_CHARACTERS = 512;
    private static final long MAX_PIECE_BYTES = 1 << 20;
    /** The same as of a gzip or zip archive. */
    private static final long BOMB_BYTES = 100L << 20;

    private static final long BOMB_RATIO = 200;
    private static final long HEAP_SHARE = 4;

    /** Those of every day: a workbook may keep a quarter of the virtual machine's memory. */
    static Limits ofThisMachine() {
        return new Limits(
                MAX_ROWS,
                MAX_COLUMNS,
                MAX_CELL_CHARACTERS,
                MAX_ROW_CHARACTERS,
                MAX_NUMBER_CHARACTERS,
                MAX_PIECE_BYTES,
                BOMB_BYTES,
                BOMB_RATIO,
                BOMB_BYTES,
                BOMB_RATIO,
                Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }
}
