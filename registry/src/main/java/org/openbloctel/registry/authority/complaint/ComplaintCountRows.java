package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.util.List;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowMapper;

/** Sums of the table of complaints. A number that is forgotten counts as one person for each complaint. */
final class ComplaintCountRows {
    private final Database database;

    ComplaintCountRows(Database database) {
        this.database = database;
    }

    <T> List<T> callers(Instant from, int people, RowMapper<T> count) {
        return database.accounts()
                .sql("""
                        select caller, count(distinct coalesce(number, id)) as people, count(*) as complaints
                        from accounts.complaint
                        where received_at >= :from and caller is not null and state <> 'CLOSED'
                        group by caller having count(distinct coalesce(number, id)) >= :people
                        order by people desc, complaints desc, caller
                        """)
                .param("from", Columns.timestamp(from))
                .param("people", people)
                .query(count)
                .list();
    }

    <T> List<T> companies(Instant from, int people, RowMapper<T> count) {
        return database.accounts()
                .sql("""
                        select company, count(distinct coalesce(number, id)) as people, count(*) as complaints,
                            min(calls[1]) as first_call
                        from accounts.complaint
                        where received_at >= :from and company is not null and state in ('ATTRIBUTED', 'IN_CASE')
                        group by company having count(distinct coalesce(number, id)) >= :people
                        order by people desc, complaints desc, company
                        """)
                .param("from", Columns.timestamp(from))
                .param("people", people)
                .query(count)
                .list();
    }

    <T> List<T> attributed(Instant from, RowMapper<T> complaint) {
        return database.accounts()
                .sql("""
                        select company, number, calls[cardinality(calls)] as last_call,
                            coalesce(answers ->> 'agreed' = 'false', false) as denied
                        from accounts.complaint
                        where received_at >= :from and company is not null and number is not null
                            and state in ('ATTRIBUTED', 'IN_CASE')
                        order by received_at, id
                        """)
                .param("from", Columns.timestamp(from))
                .query(complaint)
                .list();
    }
}
