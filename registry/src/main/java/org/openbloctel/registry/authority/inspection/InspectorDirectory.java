package org.openbloctel.registry.authority.inspection;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/** Inspectors, for features in which they work: since when they are, and where mails reach them. Thread-safe. */
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

    /** An inspector, while they are one. */
    public Optional<InspectorAccount> find(UUID inspector) {
        return rows.find(inspector);
    }

    /** The heads of inspectors, by name. */
    public List<InspectorAccount> heads() {
        return rows.all().stream()
                .filter(one -> one.rank() == InspectorAccount.Rank.HEAD)
                .toList();
    }
}
