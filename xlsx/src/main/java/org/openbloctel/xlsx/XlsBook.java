package org.openbloctel.xlsx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;

/**
 * A workbook of Excel 97 to 2003 (.xls, BIFF8, [MS-XLS]). It keeps the shared strings and the formats, within the limits, and streams the rest; of
 * some hundred kinds of records it reads those that hold values. Not thread-safe.
 */
final class XlsBook implements Book {
    /** The stream that holds the workbook. */
    static final String STREAM = "Workbook";

    private static final String EXCEL_5 = "Book";
    private static final int BIFF8 = 0x0600;
    private static final int KEPT_OBJECT = 64;
    /** What {@link Ole2File} keeps of each sector: its successor, and its place in a chain. */
    private static final int SECTOR_TABLE = 8;

    private static final int SECTOR = 512;
    private static final int WORKSHEET = 0;
    private static final int MAX_ROWS = 65_536;

    private static final int BEGIN = 0x0809;
    private static final int END = 0x000a;
    private static final int PASSWORD = 0x002f;
    private static final int DATE_MODE = 0x0022;
    private static final int FORMAT = 0x041e;
    private static final int CELL_FORMAT = 0x00e0;
    private static final int SHEET = 0x0085;
    private static final int STRINGS = 0x00fc;

    private final String file;
    private final Limits limits;
    private final Ole2File streams;
    private final List<String> names = new ArrayList<>();
    private final List<Long> places = new ArrayList<>();
    private final List<String> strings = new ArrayList<>();
    private final List<CellFormat> formats = new ArrayList<>();
    private boolean countsFrom1904;
    private long kept;

    XlsBook(Path path, String file, Limits limits) throws IOException {
        this.file = file;
        this.limits = limits;
        keep(Files.size(path) / SECTOR * SECTOR_TABLE);
        try {
            this.streams = new Ole2File(path);
        } catch (IOException | RuntimeException e) {
            throw Books.damaged(file, "workbook", 1);
        }
        try {
            refuseOthers();
            readGlobals();
        } catch (IOException | RuntimeException e) {
            closeQuietly();
            throw e instanceof CallFileException fault ? fault : Books.damaged(file, "workbook", 1);
        }
    }

    /** Other programs write such files too, and so does whatever encrypts a workbook of today. */
    private void refuseOthers() throws CallFileException {
        if (streams.has("EncryptedPackage")) {
            throw Books.damaged(file, "encrypted", 1);
        }
        if (!streams.has(STREAM)) {
            String other = streams.has(EXCEL_5)
                    ? "xls, Excel 95"
                    : streams.has("WordDocument") ? "doc" : streams.has("PowerPoint Document") ? "ppt" : "ole2";
            throw new CallFileException(Fault.OTHER_FORMAT, file, List.of(other));
        }
    }

    private void readGlobals() throws IOException {
        BiffRecords records = new BiffRecords(streams, STREAM, 0);
        CellFormatTable table = new CellFormatTable();
        List<Integer> ids = new ArrayList<>();
        while (records.next() && records.type() != END) {
            switch (records.type()) {
                case BEGIN -> {
                    if (records.u16() != BIFF8) {
                        throw new CallFileException(Fault.OTHER_FORMAT, file, List.of("xls, Excel 95"));
                    }
                }
                case PASSWORD -> throw Books.damaged(file, "encrypted", 1);
                case DATE_MODE -> countsFrom1904 = records.u16() == 1;
                case FORMAT -> declare(table, records);
                case CELL_FORMAT -> {
                    records.u16();
                    ids.add(records.u16());
                    keep(KEPT_OBJECT);
                }
                case SHEET -> addSheet(records);
                case STRINGS -> readStrings(records);
                default -> {}
            }
        }
        ids.forEach(id -> formats.add(table.format(id)));
    }

    private void declare(CellFormatTable table, BiffRecords records) throws IOException {
        int id = records.u16();
        String code = records.text();
        if (code.length() > limits.numberCharacters()) {
            throw Books.damaged(file, "formats", 1);
        }
        keep(KEPT_OBJECT + 2L * code.length());
        table.declare(id, code);
    }

    private void addSheet(BiffRecords records) throws IOException {
        long place = records.i32() & 0xffffffffL;
        records.u8();
        int type = records.u8();
        String name = records.text(records.u8());
        keep(KEPT_OBJECT + 2L * name.length());
        if (type == WORKSHEET) {
            names.add(name.isBlank() ? "Sheet" + (names.size() + 1) : name);
            places.add(place);
        }
    }

    private void readStrings(BiffRecords records) throws IOException {
        records.i32();
        int declared = records.i32();
        for (int i = 0; i < declared; i++) {
            String text = records.text();
            keep(KEPT_OBJECT + 2L * text.length());
            strings.add(text);
        }
    }

    private void keep(long bytes) throws CallFileException {
        kept += bytes;
        if (kept > limits.keptBytes()) {
            throw new CallFileException(Fault.WORKBOOK_TOO_LARGE, file, List.of("memory"));
        }
    }

    @Override
    public List<String> sheets() {
        return List.copyOf(names);
    }

    @Override
    public long rows() {
        return (long) MAX_ROWS * names.size();
    }

    @Override
    public Rows rows(int sheet) throws CallFileException {
        Set<Long> distinct = new HashSet<>(places);
        if (distinct.size() < places.size()) {
            throw Books.damaged(file, "sheets", 1);
        }
        return new XlsRows(file, new BiffRecords(streams, STREAM, places.get(sheet)), strings, formats, countsFrom1904);
    }

    private void closeQuietly() {
        try {
            streams.close();
        } catch (IOException e) {
            // the fault that ends the scrub says more
        }
    }

    @Override
    public void close() throws IOException {
        streams.close();
    }
}
