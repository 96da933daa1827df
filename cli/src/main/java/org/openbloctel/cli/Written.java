package org.openbloctel.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.openbloctel.scrub.engine.UnwritableException;
import org.openbloctel.scrub.list.ListChange;
import org.openbloctel.scrub.list.OppositionList;

/** Writes lists and changes, so that a full disk is told apart from an input that cannot be read. */
final class Written {
    private Written() {}

    static void list(OppositionList list, Path file) throws IOException {
        try {
            list.write(file);
        } catch (IOException e) {
            throw new UnwritableException(e);
        }
    }

    static void change(ListChange change, Path file) throws IOException {
        try {
            change.write(file);
        } catch (IOException e) {
            throw new UnwritableException(e);
        }
    }
}
