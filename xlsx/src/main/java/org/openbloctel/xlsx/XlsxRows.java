package org.openbloctel.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.CallFileException;

/**
 * The rows of a sheet of Office Open XML, one at a time (ECMA-376, 18.3.1). A row or a cell that leaves its address out follows the one
 * before. Formulas are passed over: what counts is their last result. Not thread-safe.
 */
final class XlsxRows implements Book.Rows {
    private final String file;
    private final List<String> strings;
    private final List<CellFormat> formats;
    private final boolean countsFrom1904;
    private final InputStream in;
    private final XMLStreamReader xml;
    private final StringBuilder text = new StringBuilder();
    private int number;
    private boolean inData;

    /**
     * Rows out of the part of a sheet.
     *
     * @param strings the shared strings
     * @param formats the cell formats, by their index
     */
    XlsxRows(String file, List<String> strings, List<CellFormat> formats, boolean countsFrom1904, InputStream in)
            throws XMLStreamException {
        this.file = file;
        this.strings = strings;
        this.formats = formats;
        this.countsFrom1904 = countsFrom1904;
        this.in = in;
        this.xml = WorkbookGuard.XML.createXMLStreamReader(in);
    }

    @Override
    public @Nullable BookRow next() throws CallFileException {
        try {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.END_ELEMENT && isAt("sheetData")) {
                    inData = false;
                } else if (event == XMLStreamConstants.START_ELEMENT && isAt("sheetData")) {
                    inData = true;
                } else if (event == XMLStreamConstants.START_ELEMENT && inData && isAt("row")) {
                    return row();
                }
            }
            return null;
        } catch (XMLStreamException | RuntimeException e) {
            throw Books.damaged(file, "row", number + 1L);
        }
    }

    private boolean isAt(String name) {
        return xml.getLocalName().equals(name);
    }

    private BookRow row() throws XMLStreamException, CallFileException {
        String address = xml.getAttributeValue(null, "r");
        number = address == null ? number + 1 : Math.max(number + 1, Integer.parseInt(address));
        if (number > Limits.MAX_ROWS) {
            throw Books.damaged(file, "row", number);
        }
        List<@Nullable BookCell> cells = new ArrayList<>();
        boolean[] seen = new boolean[16];
        int column = -1;
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && isAt("row")) {
                return new BookRow(number, cells);
            }
            if (event == XMLStreamConstants.START_ELEMENT && isAt("c")) {
                String where = xml.getAttributeValue(null, "r");
                column = where == null ? column + 1 : column(where);
                if (column < 0 || column >= Limits.MAX_COLUMNS) {
                    throw Books.damaged(file, "columns", number);
                }
                seen = column < seen.length ? seen : java.util.Arrays.copyOf(seen, 2 * (column + 1));
                if (seen[column]) {
                    throw Books.damaged(file, "cell-twice", number);
                }
                seen[column] = true;
                put(cells, column, cell());
            }
        }
    }

    private static void put(List<@Nullable BookCell> cells, int column, @Nullable BookCell cell) {
        if (cell == null) {
            return;
        }
        while (cells.size() <= column) {
            cells.add(null);
        }
        cells.set(column, cell);
    }

    /** The column in an address such as {@code $AB12}, from 0. */
    private static int column(String address) {
        int column = 0;
        for (int i = address.startsWith("$") ? 1 : 0; i < address.length() && column <= Limits.MAX_COLUMNS; i++) {
            int letter = (address.charAt(i) | 0x20) - 'a' + 1;
            if (letter < 1 || letter > 26) {
                break;
            }
            column = column * 26 + letter;
        }
        return column - 1;
    }

    private @Nullable BookCell cell() throws XMLStreamException {
        String type = xml.getAttributeValue(null, "t");
        CellFormat format = format(xml.getAttributeValue(null, "s"));
        String value = "";
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && isAt("c")) {
                return value.isEmpty() ? null : cell(type == null ? "n" : type, value, format);
            }
            if (event == XMLStreamConstants.START_ELEMENT && isAt("v")) {
                value = textOf("v", true);
            } else if (event == XMLStreamConstants.START_ELEMENT && isAt("is")) {
                value = textOf("is", false);
            }
        }
    }

    private CellFormat format(@Nullable String index) {
        int place = index == null ? -1 : Integer.parseInt(index);
        return place >= 0 && place < formats.size() ? formats.get(place) : CellFormat.GENERAL;
    }

    /** The characters in an element: all, or those of its texts {@code t} without their readings. */
    private String textOf(String element, boolean all) throws XMLStreamException {
        text.setLength(0);
        XmlText.append(xml, element, all, text);
        return text.toString();
    }

    private @Nullable BookCell cell(String type, String value, CellFormat format) {
        return switch (type) {
            case "n" -> number(value, format);
            case "s" -> {
                String shared = strings.get(Integer.parseInt(value.strip()));
                yield shared.isEmpty() ? null : new BookCell(shared, format);
            }
            case "b" -> {
                boolean known = value.equals("0") || value.equals("1");
                yield new BookCell(known ? (Object) value.equals("1") : value, format);
            }
            case "d" -> IsoDate.cell(value, format);
            default -> new BookCell(value, format);
        };
    }

    private BookCell number(String value, CellFormat format) {
        try {
            return BookCell.number(new BigDecimal(value), format, countsFrom1904);
        } catch (NumberFormatException e) {
            return new BookCell(value, format);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
