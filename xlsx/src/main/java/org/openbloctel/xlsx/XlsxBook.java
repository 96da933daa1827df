package org.openbloctel.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.CallFileException;

/**
 * A workbook of Office Open XML (.xlsx, .xlsm) that {@link WorkbookGuard} lets through. It keeps the shared strings and the cell formats, which
 * the guard has measured, and streams the rest. Not thread-safe.
 */
final class XlsxBook implements Book {
    private final String file;
    private final long allRows;
    private final ZipFile zip;
    private final List<XlsxParts.SheetPart> sheets = new ArrayList<>();
    private final List<String> strings = new ArrayList<>();
    private final List<CellFormat> formats = new ArrayList<>();
    private boolean countsFrom1904;

    XlsxBook(Path path, String file, Limits limits) throws IOException {
        this.file = file;
        this.allRows = WorkbookGuard.check(path, file, limits);
        try {
            this.zip = WorkbookGuard.zip(path, file);
        } catch (IOException | RuntimeException e) {
            throw Books.damaged(file, "zip", 1);
        }
        try {
            XlsxParts parts = XlsxParts.of(this::open);
            this.countsFrom1904 = parts.countsFrom1904();
            this.sheets.addAll(parts.sheets());
            if (sheets.stream().map(XlsxParts.SheetPart::part).distinct().count() < sheets.size()) {
                throw Books.damaged(file, "sheets", 1); // each would be read for each of its names
            }
            read(parts.styles(), this::readStyles);
            read(parts.strings(), this::readStrings);
        } catch (IOException | XMLStreamException | RuntimeException e) {
            closeQuietly();
            throw e instanceof CallFileException fault ? fault : Books.damaged(file, "workbook", 1);
        }
    }

    /** Opens a part; null where there is none of this name. */
    private @Nullable InputStream open(String part) throws IOException {
        ZipArchiveEntry entry = zip.getEntry(part);
        return entry == null ? null : zip.getInputStream(entry);
    }

    /** What reads a part. */
    private interface PartReader {
        void read(XMLStreamReader xml) throws XMLStreamException;
    }

    private void read(String part, PartReader reader) throws IOException, XMLStreamException {
        try (InputStream in = open(part)) {
            if (in != null) {
                reader.read(WorkbookGuard.XML.createXMLStreamReader(in));
            }
        }
    }

    private void readStrings(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("si")) {
                text.setLength(0);
                XmlText.append(xml, "si", false, text);
                strings.add(text.toString());
            }
        }
    }

    private void readStyles(XMLStreamReader xml) throws XMLStreamException {
        CellFormatTable table = new CellFormatTable();
        boolean ofCells = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
                continue;
            }
            boolean start = event == XMLStreamConstants.START_ELEMENT;
            String name = xml.getLocalName();
            if (name.equals("cellXfs")) {
                ofCells = start;
            } else if (start && name.equals("numFmt")) {
                table.declare(id(xml), xml.getAttributeValue(null, "formatCode"));
            } else if (start && ofCells && name.equals("xf")) {
                formats.add(table.format(id(xml)));
            }
        }
    }

    private static int id(XMLStreamReader xml) {
        String id = xml.getAttributeValue(null, "numFmtId");
        return id == null ? 0 : Integer.parseInt(id);
    }

    @Override
    public List<String> sheets() {
        return sheets.stream().map(XlsxParts.SheetPart::name).toList();
    }

    @Override
    public long rows() {
        return allRows;
    }

    @Override
    public Rows rows(int sheet) throws CallFileException {
        try {
            InputStream in = open(sheets.get(sheet).part());
            if (in == null) {
                throw Books.damaged(file, "sheet", 1);
            }
            return new XlsxRows(file, strings, formats, countsFrom1904, in);
        } catch (CallFileException e) {
            throw e;
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw Books.damaged(file, "sheet", 1);
        }
    }

    private void closeQuietly() {
        try {
            zip.close();
        } catch (IOException e) {
            // the fault that ends the scrub says more
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
