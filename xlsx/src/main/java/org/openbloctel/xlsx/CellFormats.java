package org.openbloctel.xlsx;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/** Tells from a number cell's format whether it is a date or a time, and what format it keeps. Not thread-safe. */
final class CellFormats {
    /** What the format of a cell is for. */
    enum Kind {
        NUMBER,
        /** A day, perhaps with a time. */
        DATE,
        /** A time of day or a duration, without a day. */
        TIME
    }

    private static final String ISO_DATE = "yyyy-mm-dd";
    private static final String ISO_TIME = "yyyy-mm-dd hh:mm";

    private final Map<String, Kind> known = new HashMap<>();

    Kind kind(Cell cell) {
        String format = of(cell);
        return format == null ? Kind.NUMBER : known.computeIfAbsent(format, CellFormats::kindOf);
    }

    /**
     * The format that the cell's copy gets; null for none. Formats 14 and 22 are the dates of the reader's country, which
     * the library gives in the American order: they become ISO dates, which nobody misreads. Of 27 to 36 and 50 to 58,
     * the dates of East Asian spreadsheets, it does not know the text.
     */
    @Nullable
    String of(Cell cell) {
        Integer id = cell.getDataFormatId();
        if (id == null) {
            return null;
        }
        if (id == 14 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) {
            return ISO_DATE;
        }
        String format = cell.getDataFormatString();
        return id == 22 ? ISO_TIME : format == null || format.equalsIgnoreCase("general") ? null : format;
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
}
