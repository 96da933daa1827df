package org.openbloctel.registry.list.trace;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.filevault.WrappedKey;

/**
 * A file of prints as its row names it.
 *
 * @param id its folder in the vault
 * @param key opens the file; null where the prints are in the row
 * @param content the prints in the row; null where they are in a file
 * @param directory where in it the directory begins
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
record Volume(
        UUID id,
        int year,
        LocalDate madeOn,
        @Nullable WrappedKey key,
        byte @Nullable [] content,
        long entries,
        Shape shape,
        long directory) {
    /** The name of the file in its folder. */
    static final String FILE = "prints";
}
