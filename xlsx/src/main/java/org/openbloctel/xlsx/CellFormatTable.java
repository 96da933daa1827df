package org.openbloctel.xlsx;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The number formats of a workbook, by their numbers: each is looked at once. Not thread-safe. */
final class CellFormatTable {
    private final Map<Integer, String> codes = new HashMap<>();
    private final Map<Integer, CellFormat> known = new HashMap<>();

    /** Takes a format that the workbook declares. */
    void declare(int id, @Nullable String code) {
        if (code != null) {
            codes.put(id, code);
        }
    }

    CellFormat format(int id) {
        return known.computeIfAbsent(id, i -> CellFormat.of(i, codes.get(i)));
    }
}
