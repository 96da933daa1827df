package org.openbloctel.xlsx;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;

/**
 * A workbook that {@link WorkbookGuard} let through, open for reading. Whatever the library throws becomes a {@link
 * CallFileException}. Not thread-safe.
 */
final class OpenWorkbook implements Closeable {
    private final String file;
    private final ReadableWorkbook workbook;

    /** Opens it; the library cannot read formats where there are none. */
    OpenWorkbook(Path path, String file, boolean styles) throws CallFileException {
        this.file = file;
        try {
            this.workbook = new ReadableWorkbook(path.toFile(), new ReadingOptions(styles, true));
        } catch (IOException | RuntimeException e) {
            throw damaged(file, "workbook", 1);
        }
    }

    /** A fault that names no content: messages of the library quote cells, and cells are phone numbers. */
    static CallFileException damaged(String file, String what, long line) {
        return new CallFileException(Fault.DAMAGED_WORKBOOK, file, line, 0, List.of(what));
    }

    /** Whether days are counted from 1904 instead of 1900. */
    boolean countsFrom1904() {
        return workbook.isDate1904();
    }

    /**
     * The one sheet that holds data, hidden or not.
     *
     * @throws CallFileException when none does, or several do
     */
    Sheet sheet() throws CallFileException {
        List<Sheet> sheets = new ArrayList<>();
        for (Sheet sheet : workbook.getSheets().toList()) {
            try (SheetRows rows = rows(sheet)) {
                if (rows.next()) {
                    sheets.add(sheet);
                }
            }
        }
        if (sheets.isEmpty()) {
            throw new CallFileException(Fault.EMPTY, file, List.of());
        }
        if (sheets.size() > 1) {
            List<String> names = sheets.stream().map(OpenWorkbook::name).toList();
            throw new CallFileException(Fault.SEVERAL_SHEETS, file, names);
        }
        return sheets.get(0);
    }

    static String name(Sheet sheet) {
        String name = sheet.getName();
        return name == null || name.isBlank() ? "Sheet" + (sheet.getIndex() + 1) : name;
    }

    SheetRows rows(Sheet sheet) throws CallFileException {
        try {
            return new SheetRows(file, sheet.openStream());
        } catch (IOException | RuntimeException e) {
            throw damaged(file, "sheet", 1);
        }
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
