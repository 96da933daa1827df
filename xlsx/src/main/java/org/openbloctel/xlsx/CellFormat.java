package org.openbloctel.xlsx;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the format of a cell makes of its number.
 *
 * @param kind what the number is for
 * @param code the format that the cell's copy gets; null for none
 */
record CellFormat(Kind kind, @Nullable String code) {
    /** What a number is for. */
    enum Kind {
        NUMBER,
        /** A day, perhaps with a time. */
        DATE,
        /** A time of day or a duration, without a day. */
        TIME
    }

    /** Of a cell without a format. */
    static final CellFormat GENERAL = new CellFormat(Kind.NUMBER, null);
    /** Of a day. */
    static final CellFormat ISO_DATE = new CellFormat(Kind.DATE, "yyyy-mm-dd");
    /** Of a day with a time. */
    static final CellFormat ISO_TIME = new CellFormat(Kind.DATE, "yyyy-mm-dd hh:mm");
    /** Of a time of day. */
    static final CellFormat TIME_OF_DAY = new CellFormat(Kind.TIME, "h:mm:ss");

    private static final Map<Integer, String> BUILT_IN = builtIn();

    /**
     * The format of a number. Formats 14 and 22 are the dates of the reader's country, in files in the American order: they become ISO dates,
     * which cannot be misread. Of 27 to 36 and 50 to 58, the dates of East Asian spreadsheets, files do not tell the text.
     *
     * @param code its text, where the workbook gives one
     */
    static CellFormat of(int id, @Nullable String code) {
        if (id == 14 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) {
            return ISO_DATE;
        }
        if (id == 22) {
            return ISO_TIME;
        }
        String text = code == null ? BUILT_IN.get(id) : code;
        return text == null || text.isEmpty() || text.equalsIgnoreCase("general")
                ? GENERAL
                : new CellFormat(kindOf(text), text);
    }

    /** By the letters of the first section, leaving out what is quoted, in brackets, escaped or only room. */
    private static Kind kindOf(String format) {
        String code = format.replaceAll("\"[^\"]*\"?|[\\\\_*].", "")
                .replaceAll("(?i)\\[(h+|m+|s+)]", "$1")
                .replaceAll("\\[[^\\]]*]", "")
                .toLowerCase(Locale.ROOT);
        int end = code.indexOf(';');
        String first = end < 0 ? code : code.substring(0, end);
        boolean time = first.indexOf('h') >= 0 || first.indexOf('s') >= 0;
        if (first.startsWith("general")) {
            return Kind.NUMBER;
        }
        if (first.indexOf('y') >= 0 || first.indexOf('d') >= 0 || (first.indexOf('m') >= 0 && !time)) {
            return Kind.DATE;
        }
        return time ? Kind.TIME : Kind.NUMBER;
    }

    /** Those that every spreadsheet knows by their number, as ECMA-376 lists them (18.8.30). */
    private static Map<Integer, String> builtIn() {
        Map<Integer, String> codes = new HashMap<>();
        put(codes, 1, "0", "0.00", "#,##0", "#,##0.00");
        put(codes, 9, "0%", "0.00%", "0.00E+00", "# ?/?", "# ??/??");
        put(codes, 15, "d-mmm-yy", "d-mmm", "mmm-yy", "h:mm AM/PM", "h:mm:ss AM/PM", "h:mm", "h:mm:ss");
        put(codes, 37, "#,##0 ;(#,##0)", "#,##0 ;[Red](#,##0)", "#,##0.00;(#,##0.00)", "#,##0.00;[Red](#,##0.00)");
        put(codes, 45, "mm:ss", "[h]:mm:ss", "mmss.0", "##0.0E+0", "@");
        return Map.copyOf(codes);
    }

    private static void put(Map<Integer, String> codes, int first, String... texts) {
        for (int i = 0; i < texts.length; i++) {
            codes.put(first + i, texts[i]);
        }
    }
}
