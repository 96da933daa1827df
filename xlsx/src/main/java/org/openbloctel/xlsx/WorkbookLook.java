package org.openbloctel.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.openbloctel.scrub.file.CallFileException;
import org.openbloctel.scrub.file.CallFileException.Fault;

/** A first look into a workbook, before it is scrubbed. Stateless, thread-safe. */
public final class WorkbookLook {
    /** What a format is told by. */
    private static final int FORMAT_BYTES = 8;

    private WorkbookLook() {}

    /**
     * The texts of the first rows that hold something, the header among them: those by which {@link WorkbookScrub} finds the
     * phone columns.
     *
     * @param name what it is called in faults
     * @throws CallFileException when a scrub of the workbook would refuse it
     */
    public static List<List<String>> rows(Path workbook, String name) throws IOException {
        refuseOthers(workbook, name);
        WorkbookGuard.Findings findings = WorkbookGuard.check(workbook, name, Limits.ofThisMachine());
        try (OpenWorkbook open = new OpenWorkbook(workbook, name, findings.styles())) {
            return Sample.of(open, open.sheet(), new CellText());
        }
    }

    /** Refuses what is no workbook, or an encrypted one. */
    static void refuseOthers(Path workbook, String name) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(workbook)) {
            first = in.readNBytes(FORMAT_BYTES);
        }
        if (first.length == 0) {
            throw new CallFileException(Fault.EMPTY, name, List.of());
        }
        boolean longEnough = first.length == FORMAT_BYTES;
        if (longEnough && ReadableWorkbook.isOLE2Header(first)) {
            throw OpenWorkbook.damaged(name, "encrypted", 1);
        }
        if (!longEnough || !ReadableWorkbook.isOOXMLZipHeader(first)) {
            throw OpenWorkbook.damaged(name, "zip", 1);
        }
    }
}
