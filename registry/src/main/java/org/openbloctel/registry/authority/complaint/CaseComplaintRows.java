package org.openbloctel.registry.authority.complaint;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openbloctel.registry.accounts.consumer.PhoneNumber;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The rows of complaints as a case file has them. */
final class CaseComplaintRows {
    private final Database database;

    CaseComplaintRows(Database database) {
        this.database = database;
    }

    /** Those that a decision closed with the case, and that were never in it, are left out. */
    List<CaseComplaint> of(UUID caseFile) {
        return database.accounts()
                .sql("""
                        select id, reference, same_as, state, number, caller, calls, subject, broken, unsure, company
                        from accounts.complaint c
                        where case_file = :case and exists (select from accounts.complaint_step s
                            where s.complaint = c.id and s.state = 'IN_CASE')
                        order by received_at, id
                        """)
                .param("case", caseFile)
                .query(this::row)
                .list();
    }

    /** How many complaints that are not closed joined those of each case and are not in it; a case without any is left out. */
    Map<UUID, Long> late(Collection<UUID> cases) {
        List<Map.Entry<UUID, Long>> counts = database.accounts()
                .sql("""
                        select f.case_file, count(*) as complaints
                        from accounts.complaint f join accounts.complaint j on j.same_as = f.id
                        where f.case_file = any(:cases) and f.state = 'IN_CASE' and j.state in ('RECEIVED', 'ATTRIBUTED')
                        group by f.case_file
                        """)
                .param("cases", cases.toArray(UUID[]::new))
                .query((row, n) -> Map.entry(row.getObject("case_file", UUID.class), row.getLong("complaints")))
                .list();
        return counts.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The complaints of a case that others joined which are not in it. */
    List<UUID> joinedLater(UUID caseFile) {
        return database.accounts()
                .sql("""
                        select f.id from accounts.complaint f
                        where f.case_file = :case and f.state = 'IN_CASE' and exists (select from accounts.complaint j
                            where j.same_as = f.id and j.state in ('RECEIVED', 'ATTRIBUTED'))
                        order by f.id
                        """)
                .param("case", caseFile)
                .query(UUID.class)
                .list();
    }

    /** Those of these cases with a complaint about calls that showed this number. */
    Set<UUID> withCaller(CallingNumber caller, Collection<UUID> cases) {
        return database.accounts()
                .sql(
                        "select distinct case_file from accounts.complaint where case_file = any(:cases) and caller = :caller")
                .param("cases", cases.toArray(UUID[]::new))
                .param("caller", database.accountsNumbers().seal(caller.value()))
                .query(UUID.class)
                .set();
    }

    private CaseComplaint row(ResultSet row, int n) throws SQLException {
        UUID number = row.getObject("number", UUID.class);
        UUID caller = row.getObject("caller", UUID.class);
        Timestamp[] calls = (Timestamp[]) row.getArray("calls").getArray();
        return new CaseComplaint(
                row.getObject("id", UUID.class),
                new Reference(row.getString("reference")),
                row.getObject("same_as", UUID.class),
                ComplaintState.valueOf(row.getString("state")),
                number == null
                        ? null
                        : new PhoneNumber(database.accountsNumbers().open(number)),
                caller == null
                        ? null
                        : new CallingNumber(database.accountsNumbers().open(caller)),
                Stream.of(calls).map(Timestamp::toInstant).toList(),
                Subject.valueOf(row.getString("subject")),
                Columns.texts(row, "broken"),
                Columns.texts(row, "unsure"),
                row.getObject("company", UUID.class));
    }
}
