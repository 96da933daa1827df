package org.openbloctel.xlsx;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;

/**
 * Counts what one part of a workbook would make {@link XlsxBook} do. It goes by names of elements alone, not by the part's name, so that
 * no part escapes it.
 */
final class PartGuard {
    /** What a shared string or a format takes beside its characters, roughly. */
    private static final int KEPT_OBJECT = 64;

    /** Elements of which attributes are kept. */
    private static final Set<String> KEPT = Set.of("Override", "Relationship", "sheet", "numFmt", "xf");

    /** The number of a cell format: far more than the 64 Ki formats of a workbook, and always an int. */
    private static final Pattern FORMAT = Pattern.compile("[0-9]{1,9}");

    private final String file;
    private final Limits limits;
    private boolean inSheet;
    private boolean inRow;
    private boolean inCell;
    private boolean keptText;
    private long kept;
    private long rows;
    private long sharedStrings;
    private int columns;
    private long rowCharacters;
    private long cellCharacters;
    private boolean inIndex;
    private boolean inNumber;
    private boolean inValue;
    private long numberCharacters;
    private long index;
    private long highestIndex = -1;

    /** Goes on from what other parts made the library keep. */
    PartGuard(String file, Limits limits, long kept) {
        this.file = file;
        this.limits = limits;
        this.kept = kept;
    }

    long rows() {
        return rows;
    }

    long kept() {
        return kept;
    }

    long sharedStrings() {
        return sharedStrings;
    }

    /** The highest index of a shared string that a cell names; -1 when none does. */
    long highestIndex() {
        return highestIndex;
    }

    void start(XMLStreamReader reader) throws CallFileException {
        String name = reader.getLocalName();
        switch (name) {
            case "sheetData" -> inSheet = true;
            case "row" -> startRow();
            case "c" -> startCell(reader);
            case "v" -> {
                index = -1;
                numberCharacters = 0;
                inValue = true;
            }
            case "si" -> {
                sharedStrings++;
                keptText = true;
                keep(KEPT_OBJECT);
            }
            default -> {
                if (KEPT.contains(name)) {
                    checkFormat(reader.getAttributeValue(null, "numFmtId"));
                    checkFormatCode(reader.getAttributeValue(null, "formatCode"));
                    keepAttributes(reader);
                }
            }
        }
    }

    private void startRow() throws CallFileException {
        if (inSheet) {
            rows++;
            if (inRow || rows > limits.rows()) {
                throw damaged("rows");
            }
            inRow = true;
        }
    }

    private void startCell(XMLStreamReader reader) throws CallFileException {
        if (!inRow) {
            return;
        }
        columns++;
        if (inCell || columns > limits.columns() || column(reader.getAttributeValue(null, "r")) > limits.columns()) {
            throw damaged("columns");
        }
        inCell = true;
        String type = reader.getAttributeValue(null, "t");
        inIndex = "s".equals(type);
        inNumber = type == null || type.equals("n");
        cellCharacters = 0;
    }

    /** The column in an address such as {@code $AB12}, from 1; what is no letter ends it. */
    private long column(@Nullable String address) {
        long column = 0;
        for (int i = 0; address != null && i < address.length() && column <= limits.columns(); i++) {
            int letter = (address.charAt(i) | 0x20) - 'a' + 1;
            if (letter >= 1 && letter <= 26) {
                column = column * 26 + letter;
            } else if (i > 0 || address.charAt(i) != '$') {
                break;
            }
        }
        return column;
    }

    /** So that the number of a format is an int wherever it is parsed. */
    private void checkFormat(@Nullable String id) throws CallFileException {
        if (id != null && !FORMAT.matcher(id).matches()) {
            throw damaged("formats");
        }
    }

    private void checkFormatCode(@Nullable String code) throws CallFileException {
        if (code != null && code.length() > limits.numberCharacters()) {
            throw damaged("formats");
        }
    }

    private void keepAttributes(XMLStreamReader reader) throws CallFileException {
        long characters = KEPT_OBJECT;
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            characters += reader.getAttributeValue(i).length();
        }
        keep(characters);
    }

    private void keep(long bytes) throws CallFileException {
        kept += bytes;
        if (kept > limits.keptBytes()) {
            throw new CallFileException(Fault.WORKBOOK_TOO_LARGE, file, List.of("memory"));
        }
    }

    void end(String name) {
        switch (name) {
            case "sheetData" -> inSheet = false;
            case "row" -> {
                inRow = false;
                inCell = false;
                columns = 0;
                rowCharacters = 0;
            }
            case "c" -> inCell = false;
            case "si" -> keptText = false;
            case "v" -> {
                inValue = false;
                highestIndex = inCell && inIndex ? Math.max(highestIndex, index) : highestIndex;
            }
            default -> {}
        }
    }

    void text(XMLStreamReader reader) throws CallFileException {
        if (!inRow && !keptText) {
            return;
        }
        int length = reader.getTextLength();
        if (keptText) {
            keep(length);
        }
        if (!inRow) {
            return;
        }
        rowCharacters += length;
        cellCharacters += length;
        if (rowCharacters > limits.rowCharacters() || (inCell && cellCharacters > limits.cellCharacters())) {
            throw damaged("cell-length");
        }
        numberCharacters += inValue && inNumber ? length : 0;
        if (numberCharacters > limits.numberCharacters()) {
            throw damaged("number-length");
        }
        if (inIndex) {
            addToIndex(reader, length);
        }
    }

    private void addToIndex(XMLStreamReader reader, int length) {
        char[] characters = reader.getTextCharacters();
        int from = reader.getTextStart();
        for (int i = from; i < from + length; i++) {
            int digit = Character.digit(characters[i], 10);
            if (digit >= 0 && index <= Integer.MAX_VALUE) {
                index = Math.max(0, index) * 10 + digit;
            }
        }
    }

    private CallFileException damaged(String what) {
        return new CallFileException(Fault.DAMAGED_WORKBOOK, file, Math.max(1, rows), 0, List.of(what));
    }
}
