package org.openbloctel.registry.complaint;

import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.database.Database;

/**
 * The complaints of a case file, for the case alone: when which number called, without what their complainants wrote, which only {@link
 * InspectorDesk#open} reads. Thread-safe.
 */
public final class CaseComplaints {
    private final CaseComplaintRows rows;

    /** Over this database. */
    public CaseComplaints(Database database) {
        this.rows = new CaseComplaintRows(database);
    }

    /** Those that a case has, with those that joined them before they were taken into it, in the order in which they came. */
    public List<CaseComplaint> of(UUID caseFile) {
        return rows.of(caseFile);
    }
}
