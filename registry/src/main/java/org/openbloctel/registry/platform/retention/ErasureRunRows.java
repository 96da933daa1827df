package org.openbloctel.registry.platform.retention;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.springframework.jdbc.core.RowMapper;

/** The table of the runs of jobs that erase. */
final class ErasureRunRows {
    private final Database database;

    ErasureRunRows(Database database) {
        this.database = database;
    }

    void insert(String job, Instant started, long millis, int erased, @Nullable String fault) {
        database.accounts()
                .sql("""
                        insert into accounts.erasure_run (job, started_at, millis, erased, fault)
                        values (:job, :started, :millis, :erased, :fault)
                        """)
                .param("job", job)
                .param("started", started.atOffset(ZoneOffset.UTC))
                .param("millis", millis)
                .param("erased", erased)
                .param("fault", fault)
                .update();
    }

    <T> List<T> latest(RowMapper<T> run) {
        return database.accounts()
                .sql("select distinct on (job) * from accounts.erasure_run order by job, started_at desc, id desc")
                .query(run)
                .list();
    }

    /** The latest run of each of these jobs, by the index: one probe a job. */
    <T> List<T> latest(Collection<String> jobs, RowMapper<T> run) {
        return database.accounts()
                .sql("""
                        select run.* from unnest(:jobs) as wanted (name) cross join lateral
                            (select * from accounts.erasure_run where job = wanted.name order by started_at desc, id desc limit 1) run
                        """)
                .param("jobs", jobs.toArray(String[]::new))
                .query(run)
                .list();
    }

    <T> List<T> notable(int limit, RowMapper<T> run) {
        return database.accounts().sql("""
                        select * from accounts.erasure_run where erased > 0 or fault is not null
                        order by started_at desc, id desc limit :limit
                        """).param("limit", limit).query(run).list();
    }

    int forget(OffsetDateTime before, OffsetDateTime emptyBefore) {
        return database.accounts()
                .sql("""
                        delete from accounts.erasure_run
                        where started_at < :long or (started_at < :short and erased = 0 and fault is null)
                        """)
                .param("long", before)
                .param("short", emptyBefore)
                .update();
    }
}
