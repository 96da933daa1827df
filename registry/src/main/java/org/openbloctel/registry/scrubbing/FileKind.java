package org.openbloctel.registry.scrubbing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.openbloctel.scrub.engine.Verdict;

/** The files that come back. */
public enum FileKind {
    /** Lines that may be called. */
    CALLABLE,
    /** Lines on the list. */
    OPPOSED,
    /** Lines that may not be called for the campaign, for another reason than the list; only where a file belongs to one. */
    FORBIDDEN,
    /** Lines that were not checked. */
    UNCHECKED,
    /** A line for each number, in the file's order, with its answer. */
    VERDICTS;

    /** The name in addresses and tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with this name. */
    public static Optional<FileKind> of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }

    static FileKind of(Verdict verdict) {
        return switch (verdict) {
            case CALLABLE -> CALLABLE;
            case OPPOSED -> OPPOSED;
            case FORBIDDEN -> FORBIDDEN;
            case UNCHECKED -> UNCHECKED;
        };
    }
}
