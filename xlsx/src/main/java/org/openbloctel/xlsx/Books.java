package org.openbloctel.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;

/** Opens workbooks, by their first bytes. Stateless. */
final class Books {
    /** What a format is told by. */
    private static final int FORMAT_BYTES = 8;

    private Books() {}

    /** A fault that names no content: messages of libraries quote cells, and cells are phone numbers. */
    static CallFileException damaged(String file, String what, long line) {
        return new CallFileException(Fault.DAMAGED_WORKBOOK, file, line, 0, List.of(what));
    }

    /**
     * Opens one that may be read.
     *
     * @param name what it is called in faults
     */
    static Book open(Path workbook, String name, Limits limits) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(workbook)) {
            first = in.readNBytes(FORMAT_BYTES);
        }
        if (first.length == 0) {
            throw new CallFileException(Fault.EMPTY, name, List.of());
        }
        if (startsWith(first, 0xd0, 0xcf, 0x11, 0xe0)) {
            return new XlsBook(workbook, name, limits);
        }
        if (!startsWith(first, 'P', 'K', 3, 4)) {
            throw damaged(name, "zip", 1);
        }
        return new XlsxBook(workbook, name, limits);
    }

    private static boolean startsWith(byte[] first, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (i >= first.length || (first[i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
