package org.openbloctel.registry.platform.database;

import java.util.List;

/**
 * The migrations that a database has had are not the first ones of this version, in their order. Nothing was migrated: a migration that is
 * filled in later would meet a schema that it does not expect, and one that was altered has made another schema.
 */
public final class MigrationOrderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // immutable lists can be written
    private final List<String> skipped;

    @SuppressWarnings("serial")
    private final List<String> different;

    MigrationOrderException(List<String> skipped, List<String> different) {
        super("skipped: " + String.join(", ", skipped) + "; different or unknown: " + String.join(", ", different));
        this.skipped = List.copyOf(skipped);
        this.different = List.copyOf(different);
    }

    /** The versions of migrations that the database lacks, although it has had later ones. */
    public List<String> skipped() {
        return skipped;
    }

    /** The versions of applied migrations that differ from this version's, or that it does not know in between its own. */
    public List<String> different() {
        return different;
    }
}
