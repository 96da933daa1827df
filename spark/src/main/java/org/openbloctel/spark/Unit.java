package org.openbloctel.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.engine.ReturnedNames;
import org.openbloctel.scrub.file.Container;
import org.openbloctel.scrub.file.Layout;

/**
 * What one task does: a call file, or a part of it.
 *
 * @param file the file's place among the inputs
 * @param length its size as it was listed
 * @param modified its time as it was listed
 * @param part null for the whole file
 * @param layout of the whole file; null where the task tells it
 */
record Unit(
        int file,
        String uri,
        String name,
        long length,
        long modified,
        @Nullable Part part,
        @Nullable Layout layout) implements Serializable {
    Unit with(Part one, Layout known) {
        return new Unit(file, uri, name, length, modified, one, known);
    }

    int number() {
        return part == null ? 0 : part.number();
    }

    long bytes() {
        return part == null ? length : part.to() - part.from();
    }

    /** The names of what is returned: workbooks, whose extension would change, are refused. */
    ReturnedNames names() {
        return ReturnedNames.of(name, Container.PLAIN);
    }
}
