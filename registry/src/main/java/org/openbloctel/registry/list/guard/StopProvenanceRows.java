package org.openbloctel.registry.list.guard;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of provenances. */
interface StopProvenanceRows {
    @SqlUpdate("""
            insert into accounts.guard_provenance (id, stop, company, text, link, member, at)
            values (:id, :given.stop, :given.company, :given.said.text, coalesce(cast(:given.said.papers as text), ''),
                :given.said.by, :given.said.at)
            """)
    void insert(UUID id, StopProvenances.Given given);

    /** Whether something was said of this stop after this instant. Of two transactions the second one waits for the first. */
    default boolean isSaidSince(UUID stop, Instant since) {
        lock(stop);
        return isSaidAfter(stop, since);
    }

    @SqlUpdate("select id from accounts.guard_stop where id = :stop for update")
    void lock(UUID stop);

    @SqlQuery("select exists (select from accounts.guard_provenance where stop = :stop and at > :since)")
    boolean isSaidAfter(UUID stop, Instant since);

    @SqlQuery("""
            select *, nullif(link, '') as papers, member as by from accounts.guard_provenance
            where company = :company order by at desc, id
            """)
    List<StopProvenances.Given> of(UUID company);

    @SqlQuery("select distinct company from accounts.guard_provenance")
    List<UUID> companies();

    @SqlUpdate("delete from accounts.guard_provenance where at < :before or company = any(:gone)")
    int forget(Instant before, Collection<UUID> gone);
}
