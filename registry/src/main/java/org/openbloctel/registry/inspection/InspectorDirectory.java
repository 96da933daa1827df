package org.openbloctel.registry.inspection;

import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.database.Database;

/** Since when people are inspectors, and by whom: for what two of them decide together. Thread-safe. */
public final class InspectorDirectory {
    private final InspectorRows rows;

    /** Inspectors in this database. */
    public InspectorDirectory(Database database) {
        this.rows = new InspectorRows(database);
    }

    /** How somebody became an inspector; empty for one who is none. */
    public Optional<InspectorBeginning> beginning(UUID inspector) {
        return rows.beginning(inspector);
    }
}
