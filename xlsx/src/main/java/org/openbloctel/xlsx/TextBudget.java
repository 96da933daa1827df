package org.openbloctel.xlsx;

import java.util.List;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;

/**
 * The characters that the cells of a workbook may come to, against the size of its file: a text shared by cells is stored once, read and written
 * for each of them. Checked before a row is judged and written, so that a small file costs neither much time nor much disk. Not thread-safe.
 */
final class TextBudget {
    private final String file;
    private final long most;
    private long characters;

    TextBudget(String file, long fileBytes, Limits limits) {
        this.file = file;
        this.most = Math.max(limits.textBytes(), Math.multiplyExact(fileBytes, limits.textRatio()));
    }

    /**
     * Counts the texts of a row, and its cells: those that are left out before the last are looked at like others.
     *
     * @throws CallFileException when the rows up to this one have too many characters
     */
    void spend(BookRow row) throws CallFileException {
        characters += row.cells().size();
        for (BookCell cell : row.cells()) {
            if (cell != null && cell.value() instanceof String text) {
                characters += text.length();
            }
        }
        if (characters > most) {
            throw new CallFileException(Fault.WORKBOOK_EXPANDS, file, row.number(), 0, List.of());
        }
    }
}
