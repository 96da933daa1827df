package org.openbloctel.registry.callfiles.intake;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of files that were dropped, and of what became of them. */
interface ArrivalRows {
    @SqlUpdate("""
            insert into accounts.arrival (id, company, folder, name, arrived_at, size, submission, refusal_code, refusal_arguments)
            values (:arrival.id, :arrival.company, :arrival.folder, :arrival.name, :arrival.at, :arrival.size, :arrival.submission,
                :arrival.refusalCode, :arrival.refusalArguments)
            """)
    void insert(Arrivals.Arrival arrival);

    @SqlQuery("""
            select *, arrived_at as at from accounts.arrival where company = :company and folder = :folder
            order by seq desc limit :most
            """)
    List<Arrivals.Arrival> of(UUID company, String folder, int most);

    @SqlUpdate("delete from accounts.arrival where arrived_at <= :arrivedBefore")
    int forget(Instant arrivedBefore);
}
