package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Reading;

/** The rows of complaints as a case file has them. */
interface CaseComplaintRows {
    static CaseComplaintRows in(Database database) {
        return database.rows(
                CaseComplaintRows.class, new Reading<>(Row.class, CaseComplaint.class, row -> row.complaint(database)));
    }

    /** A complaint of a case as it stands in its row. */
    record Row(
            UUID id,
            Reference reference,
            @Nullable UUID first,
            ComplaintState state,
            @Nullable UUID number,
            @Nullable UUID caller,
            List<Instant> calls,
            Subject subject,
            List<String> broken,
            List<String> unsure,
            @Nullable UUID company) {
        CaseComplaint complaint(Database database) {
            return new CaseComplaint(
                    id,
                    reference,
                    first,
                    state,
                    ComplaintSeal.number(number, database),
                    CallingNumber.opened(caller, database),
                    calls,
                    subject,
                    broken,
                    unsure,
                    company);
        }
    }

    /** Those that a decision closed with the case, and that were never in it, are left out. */
    @SqlQuery("""
            select id, reference, same_as as first, state, number, caller, calls, subject, broken, unsure, company
            from accounts.complaint c
            where case_file = :caseFile and exists (select from accounts.complaint_step s
                where s.complaint = c.id and s.state = 'IN_CASE')
            order by received_at, id
            """)
    List<CaseComplaint> of(UUID caseFile);

    /** How many complaints that are not closed joined those of each case and are not in it; a case without any is left out. */
    @SqlQuery("""
            select f.case_file, count(*) as complaints
            from accounts.complaint f join accounts.complaint j on j.same_as = f.id
            where f.case_file = any(:cases) and f.state = 'IN_CASE' and j.state in ('RECEIVED', 'ATTRIBUTED')
            group by f.case_file
            """)
    @KeyColumn("case_file")
    @ValueColumn("complaints")
    Map<UUID, Long> late(Collection<UUID> cases);

    /** The complaints of a case that others joined which are not in it. */
    @SqlQuery("""
            select f.id from accounts.complaint f
            where f.case_file = :caseFile and f.state = 'IN_CASE' and exists (select from accounts.complaint j
                where j.same_as = f.id and j.state in ('RECEIVED', 'ATTRIBUTED'))
            order by f.id
            """)
    List<UUID> joinedLater(UUID caseFile);

    /** Those of these cases with a complaint about calls that showed this number. */
    @SqlQuery("select distinct case_file from accounts.complaint where case_file = any(:cases) and caller = :caller")
    Set<UUID> withCaller(UUID caller, Collection<UUID> cases);
}
