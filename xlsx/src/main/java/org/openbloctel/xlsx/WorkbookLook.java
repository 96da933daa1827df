package org.openbloctel.xlsx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.number.NumberingPlan;

/** A first look into a workbook, before it is scrubbed. Stateless, thread-safe. */
public final class WorkbookLook {
    private WorkbookLook() {}

    /**
     * The texts of the first rows that hold something, the header among them: those by which {@link WorkbookScrub} finds the
     * phone columns.
     *
     * @param name what it is called in faults
     * @param options what the caller knows of the sheet and its columns
     * @throws org.openbloctel.scrub.file.CallFileException when a scrub of the workbook would refuse it
     */
    public static List<List<String>> rows(Path workbook, String name, LayoutOptions options, NumberingPlan plan)
            throws IOException {
        try (Book book = Books.open(workbook, name, Limits.ofThisMachine())) {
            return ChosenSheet.of(book, name, options, plan).sample();
        }
    }
}
