package org.openbloctel.registry.accounts.credential;

import java.time.Instant;
import java.time.ZoneOffset;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of wrong tries. */
final class FailureRows {
    private final Database database;

    FailureRows(Database database) {
        this.database = database;
    }

    void clear(String subject) {
        database.accounts()
                .sql("delete from accounts.failure where subject = :subject")
                .param("subject", subject)
                .update();
    }

    void oneLess(String subject) {
        database.accounts()
                .sql("update accounts.failure set failures = greatest(failures - 1, 0) where subject = :subject")
                .param("subject", subject)
                .update();
    }

    int purge(Instant lastBefore) {
        return database.accounts()
                .sql("delete from accounts.failure where last_at < :lastAt")
                .param("lastAt", lastBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    Failures lock(String subject, Instant now) {
        return database.accounts()
                .sql("""
                            insert into accounts.failure as f (subject, failures, last_at)
                            values (:subject, 0, :now)
                            on conflict (subject) do update set failures = f.failures
                            returning f.failures, f.last_at
                            """)
                .param("subject", subject)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Failures(row.getInt("failures"), Columns.instant(row, "last_at")))
                .single();
    }

    void set(String subject, int failures, Instant now) {
        database.accounts()
                .sql("update accounts.failure set failures = :failures, last_at = :now where subject = :subject")
                .param("failures", failures)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("subject", subject)
                .update();
    }

    record Failures(int count, Instant lastAt) {}
}
