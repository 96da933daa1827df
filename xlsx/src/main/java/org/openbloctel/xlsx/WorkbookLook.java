package org.openbloctel.xlsx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A first look into a workbook, before it is scrubbed. Stateless, thread-safe. */
public final class WorkbookLook {
    private WorkbookLook() {}

    /**
     * The texts of the first rows that hold something, the header among them: those by which {@link WorkbookScrub} finds the
     * phone columns.
     *
     * @param name what it is called in faults
     * @throws org.openbloctel.scrub.file.CallFileException when a scrub of the workbook would refuse it
     */
    public static List<List<String>> rows(Path workbook, String name) throws IOException {
        try (Book book = Books.open(workbook, name, Limits.ofThisMachine()).book()) {
            return Sample.of(book, Books.sheet(book, name));
        }
    }
}
