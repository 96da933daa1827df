package org.openbloctel.xlsx;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FilePassRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.RecordInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.common.UnicodeString;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;

/**
 * A workbook of Excel 97 to 2003 (.xls, BIFF8), read from its file by Apache POI, one record at a time. Only records that hold values are
 * parsed; the shared strings and the formats are kept, within the limits. Rows of one sheet at a time. Not thread-safe.
 */
final class XlsBook implements Book {
    private static final String STREAM = "Workbook";
    private static final String EXCEL_5 = "Book";
    private static final int BIFF8 = 0x0600;
    private static final int KEPT_OBJECT = 64;
    private static final int MAX_ROWS = 65_536;
    /** POI allocates what it skips. */
    private static final int SKIPPED_BYTES = 1 << 16;

    private final String file;
    private final Limits limits;
    private final XlsStreams streams;
    private final List<String> names = new ArrayList<>();
    private final List<Long> places = new ArrayList<>();
    private final List<String> strings = new ArrayList<>();
    private final List<CellFormat> formats = new ArrayList<>();
    private DocumentInputStream stream;
    private @Nullable XlsRows rows;
    private boolean countsFrom1904;
    private long kept;

    XlsBook(Path path, String file, Limits limits) throws IOException {
        this.file = file;
        this.limits = limits;
        XlsStreams.Budget budget = new XlsStreams.Budget(limits.keptBytes());
        try {
            this.streams = new XlsStreams(path, budget);
        } catch (IOException | RuntimeException e) {
            throw budget.isSpent() ? tooLarge() : Books.damaged(file, "workbook", 1);
        }
        try {
            refuseOthers(streams.getRoot());
            stream = open();
            readGlobals();
        } catch (IOException | RuntimeException e) {
            closeQuietly();
            throw e instanceof CallFileException fault ? fault : Books.damaged(file, "workbook", 1);
        }
    }

    /** Other programs write such files too, and so do programs that encrypt a workbook of today. */
    private void refuseOthers(DirectoryNode root) throws CallFileException {
        if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
            throw Books.damaged(file, "encrypted", 1);
        }
        if (!root.hasEntryCaseInsensitive(STREAM)) {
            String other = root.hasEntryCaseInsensitive(EXCEL_5)
                    ? "xls, Excel 95"
                    : root.hasEntryCaseInsensitive("WordDocument")
                            ? "doc"
                            : root.hasEntryCaseInsensitive("PowerPoint Document") ? "ppt" : "ole2";
            throw new CallFileException(Fault.OTHER_FORMAT, file, List.of(other));
        }
    }

    private DocumentInputStream open() throws IOException {
        DirectoryNode root = streams.getRoot();
        return root.createDocumentInputStream(root.getEntryCaseInsensitive(STREAM));
    }

    /** Goes to the next record, past what is left of this one; false at the stream's end. */
    static boolean next(RecordInputStream records) {
        records.readRemainder();
        if (!records.hasNextRecord()) {
            return false;
        }
        records.nextRecord();
        return true;
    }

    private void readGlobals() throws IOException {
        RecordInputStream records = new RecordInputStream(stream);
        CellFormatTable table = new CellFormatTable();
        List<Integer> ids = new ArrayList<>();
        if (!next(records) || records.getSid() != BOFRecord.sid) {
            throw Books.damaged(file, "workbook", 1);
        }
        if (new BOFRecord(records).getVersion() != BIFF8) {
            throw new CallFileException(Fault.OTHER_FORMAT, file, List.of("xls, Excel 95"));
        }
        while (next(records)) {
            switch (records.getSid()) {
                case EOFRecord.sid -> {
                    ids.forEach(id -> formats.add(table.format(id)));
                    return;
                }
                case FilePassRecord.sid -> throw Books.damaged(file, "encrypted", 1);
                case DateWindow1904Record.sid -> countsFrom1904 = new DateWindow1904Record(records).getWindowing() == 1;
                case FormatRecord.sid -> declare(table, new FormatRecord(records));
                case ExtendedFormatRecord.sid -> {
                    ids.add(new ExtendedFormatRecord(records).getFormatIndex() & 0xffff);
                    keep(KEPT_OBJECT);
                }
                case BoundSheetRecord.sid -> addSheet(new BoundSheetRecord(records));
                case SSTRecord.sid -> readStrings(records);
                default -> {}
            }
        }
        throw Books.damaged(file, "workbook", 1);
    }

    private void declare(CellFormatTable table, FormatRecord format) throws CallFileException {
        String code = format.getFormatString();
        if (code.length() > limits.numberCharacters()) {
            throw Books.damaged(file, "formats", 1);
        }
        keep(KEPT_OBJECT + 2L * code.length());
        table.declare(format.getIndexCode() & 0xffff, code);
    }

    private void addSheet(BoundSheetRecord sheet) throws CallFileException {
        String name = sheet.getSheetname();
        keep(KEPT_OBJECT + 2L * name.length());
        names.add(name.isBlank() ? "Sheet" + (names.size() + 1) : name);
        places.add(sheet.getPositionOfBof() & 0xffffffffL);
    }

    /** Text by text, not by SSTRecord: that one makes as many texts as the workbook says it has, before any can be counted. */
    private void readStrings(RecordInputStream records) throws CallFileException {
        records.readInt();
        int declared = records.readInt();
        for (int i = 0; i < declared; i++) {
            String text = new UnicodeString(records).getString();
            keep(KEPT_OBJECT + 2L * text.length());
            strings.add(text);
        }
    }

    private void keep(long bytes) throws CallFileException {
        kept += bytes;
        if (kept > limits.keptBytes()) {
            throw tooLarge();
        }
    }

    private CallFileException tooLarge() {
        return new CallFileException(Fault.WORKBOOK_TOO_LARGE, file, List.of("memory"));
    }

    @Override
    public List<String> sheets() {
        return List.copyOf(names);
    }

    @Override
    public long rows() {
        return (long) MAX_ROWS * names.size();
    }

    /** The rows of a sheet; those given before are closed. */
    @Override
    public Rows rows(int sheet) throws CallFileException {
        Set<Long> distinct = new HashSet<>(places);
        if (distinct.size() < places.size()) {
            throw Books.damaged(file, "sheets", 1);
        }
        if (rows != null) {
            rows.close();
        }
        try {
            rows = new XlsRows(file, records(places.get(sheet)), strings, formats, countsFrom1904);
            return rows;
        } catch (IOException | RuntimeException e) {
            throw Books.damaged(file, "sheet", 1);
        }
    }

    /** Records from a place in the stream. POI goes there through all that lies before: sheets in order are gone through once. */
    private RecordInputStream records(long place) throws IOException {
        DocumentInputStream start = open();
        long behind = place - (start.available() - stream.available());
        if (behind < 0) {
            stream = start;
            behind = place;
        }
        while (behind > 0) {
            long skipped = stream.skip(Math.min(behind, SKIPPED_BYTES));
            if (skipped <= 0) {
                throw new EOFException("a sheet beyond the end");
            }
            behind -= skipped;
        }
        return new RecordInputStream(stream);
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
