package org.openbloctel.registry.accounts.credential;

import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table of wrong tries. */
interface FailureRows {
    @SqlUpdate("delete from accounts.failure where subject = :subject")
    void clear(String subject);

    @SqlUpdate("update accounts.failure set failures = greatest(failures - 1, 0) where subject = :subject")
    void oneLess(String subject);

    @SqlUpdate("delete from accounts.failure where last_at < :lastBefore")
    int purge(Instant lastBefore);

    @SqlQuery("""
            insert into accounts.failure as f (subject, failures, last_at)
            values (:subject, 0, :now)
            on conflict (subject) do update set failures = f.failures
            returning f.failures, f.last_at
            """)
    Failures lock(String subject, Instant now);

    @SqlUpdate("update accounts.failure set failures = :failures, last_at = :now where subject = :subject")
    void set(String subject, int failures, Instant now);

    record Failures(int failures, Instant lastAt) {}
}
