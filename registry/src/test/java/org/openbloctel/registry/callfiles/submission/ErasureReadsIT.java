package org.openbloctel.registry.callfiles.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.callfiles.submission.SubmissionFixture.FILE;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.database.RowsRead;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Erasure runs every few minutes. It reads what is due, however many submissions there were in three years. */
@Tag("check-long")
final class ErasureReadsIT {
    private static final int PURGED = 20_000;

    @TempDir
    private Path folder;

    @Test
    void erasureReadsWhatIsDueOnly() throws IOException {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        fixture.scrubbed(FILE);
        fixture.receive(FILE.replace("Anne", "Anna"));
        JdbcClient owner = JdbcClient.create(fixture.test.owner());
        owner.sql("""
                        insert into accounts.submission (id, company, principal, submitted_by, file_name, channel, option_columns,
                            received_at, size, sha256, state, inputs, input_until, settled_at, purged_at)
                        select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'member:1', 'a.csv', 'api', '{}',
                            at, 9, md5(n::text), case when n % 10 = 0 then 'REFUSED' else 'PURGED' end, '{}', at, at, at
                        from generate_series(1, :purged) n, lateral (select cast('2026-11-20' as timestamptz)
                            - n * interval '1 hour' as at) t
                        """).param("purged", PURGED).update();
        owner.sql("""
                        insert into accounts.submission_key (company, key, submission, until)
                        select gen_random_uuid(), n::text, gen_random_uuid(), cast('2026-12-20' as timestamptz)
                        from generate_series(1, :purged) n
                        """).param("purged", PURGED).update();
        owner.sql("""
                        insert into accounts.submission_checked (submission, company, checked_at, numbers, stored_name, file_key)
                        select id, company, cast('2026-11-24' as timestamptz), 1, 'checked', '' from accounts.submission
                        where state = 'PURGED' limit :purged
                        """).param("purged", PURGED).update();
        // As autovacuum does some time after so many rows: without it the planner knows nothing of them yet.
        owner.sql("analyze accounts.submission, accounts.submission_key, accounts.submission_checked")
                .update();
        Erasure erasure = fixture.erasure();
        fixture.later(Duration.ofMinutes(5));
        assertThat(RowsRead.by(fixture.test, fixture.database, "submission%", () -> {
                    erasure.inputs();
                    erasure.results();
                    erasure.fingerprints();
                    erasure.rows();
                    erasure.leftovers();
                }))
                .isLessThan(500);
        fixture.later(Duration.ofDays(2));
        assertThat(erasure.inputs()).as("what is due is found").isEqualTo(1);
        fixture.later(Duration.ofDays(30));
        assertThat(erasure.results()).isEqualTo(1);
        assertThat(erasure.fingerprints()).isPositive();
    }
}
