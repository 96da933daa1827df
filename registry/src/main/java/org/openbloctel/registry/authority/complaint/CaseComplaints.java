package org.openbloctel.registry.authority.complaint;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/**
 * The complaints of a case file, for the case alone: when which number called, without what their complainants wrote, which only {@link
 * InspectorDesk#open} reads. Thread-safe.
 */
public final class CaseComplaints {
    private final Database database;
    private final CaseComplaintRows rows;

    /** Over this database. */
    public CaseComplaints(Database database) {
        this.database = database;
        this.rows = CaseComplaintRows.in(database);
    }

    /** Those that a case has, with those that joined them before they were taken into it, in the order in which they came. */
    public List<CaseComplaint> of(UUID caseFile) {
        return rows.of(caseFile);
    }

    /** How many complaints joined those of each of these cases after they were taken into it; a case without any is left out. */
    public Map<UUID, Long> late(Collection<UUID> cases) {
        return cases.isEmpty() ? Map.of() : rows.late(cases);
    }

    /** Those of these cases with a complaint about calls that showed this number. */
    public Set<UUID> withCaller(CallingNumber caller, Collection<UUID> cases) {
        return rows.withCaller(caller.sealed(database), cases);
    }

    /** The complaints of a case that others joined after they were taken into it. */
    public List<UUID> joinedLater(UUID caseFile) {
        return rows.joinedLater(caseFile);
    }
}
