package org.openbloctel.registry.platform.retention;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table of the runs of jobs that erase. */
interface ErasureRunRows {
    @SqlUpdate("""
            insert into accounts.erasure_run (job, started_at, millis, erased, fault)
            values (:job, :started, :millis, :erased, :fault)
            """)
    void insert(String job, Instant started, long millis, int erased, @Nullable String fault);

    @SqlQuery("select distinct on (job) * from accounts.erasure_run order by job, started_at desc, id desc")
    List<ErasureRuns.Run> latest();

    /** The latest run of each of these jobs, by the index: one probe a job. */
    @SqlQuery("""
            select run.* from unnest(:jobs) as wanted (name) cross join lateral
                (select * from accounts.erasure_run where job = wanted.name order by started_at desc, id desc limit 1) run
            """)
    List<ErasureRuns.Run> latest(Collection<String> jobs);

    @SqlQuery("""
            select * from accounts.erasure_run where erased > 0 or fault is not null
            order by started_at desc, id desc limit :limit
            """)
    List<ErasureRuns.Run> notable(int limit);

    @SqlUpdate("""
            delete from accounts.erasure_run
            where started_at < :before or (started_at < :emptyBefore and erased = 0 and fault is null)
            """)
    int forget(Instant before, Instant emptyBefore);
}
