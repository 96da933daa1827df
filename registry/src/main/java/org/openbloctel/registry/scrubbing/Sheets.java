package org.openbloctel.registry.scrubbing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openbloctel.scrub.file.LayoutOptions;

/** How the first rows of a workbook are read: the server brings the module that can. */
@FunctionalInterface
public interface Sheets {
    /**
     * The texts of the first rows that hold something, the header among them: those by which a scrub finds the columns.
     *
     * @param workbook a plain file
     * @param name what it is called in faults
     * @param options what is known of the sheet and its columns
     * @throws org.openbloctel.scrub.file.CallFileException when it cannot be read
     */
    List<List<String>> first(Path workbook, String name, LayoutOptions options) throws IOException;
}
