package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.platform.database.RowsRead;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A small submission reads as little of the database after many others of its principal as after none. */
final class ManyFilesIT {
    /** Submissions that came before; more of them measure. */
    private static final int BEFORE = Integer.getInteger("files.before", 4_000);

    private static final int TIMED = Integer.getInteger("files.timed", 5);
    private static final int NUMBERS = 10;

    @TempDir
    private Path folder;

    private int next;

    @Test
    void smallSubmissionReadsAsLittleAfterManyOthers() {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        time(fixture, "warm");
        time(fixture, "first");
        long first = read(fixture);
        plant(fixture);
        long later = read(fixture);
        time(fixture, "after " + BEFORE);
        System.out.printf("rows read: %d, after %d submissions %d%n", first, BEFORE, later);
        assertThat(later).as("rows read; %s without others", first).isLessThan(first + 200);
    }

    private long read(SubmissionFixture fixture) {
        return RowsRead.by(fixture.test, fixture.database, "%", () -> scrub(fixture));
    }

    private void time(SubmissionFixture fixture, String when) {
        long[] times = new long[TIMED];
        for (int i = 0; i < times.length; i++) {
            long began = System.nanoTime();
            scrub(fixture);
            times[i] = System.nanoTime() - began;
        }
        Arrays.sort(times);
        System.out.printf("%s: %.1f ms a submission in the median%n", when, times[times.length / 2] / 1e6);
    }

    private void scrub(SubmissionFixture fixture) {
        StringBuilder file = new StringBuilder("Téléphone\n");
        for (int i = 0; i < NUMBERS; i++) {
            file.append("063998").append(String.format("%04d", next)).append('\n');
            next++;
        }
        fixture.later(Duration.ofSeconds(1));
        try {
            assertThat(fixture.scrubbed(file.toString()).state()).isEqualTo(State.READY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As they stand a day later, each with numbers of its own. */
    private static void plant(SubmissionFixture fixture) {
        JdbcClient owner = JdbcClient.create(fixture.test.owner());
        owner.sql("""
                        insert into accounts.submission (id, company, principal, submitted_by, file_name, channel, option_columns,
                            received_at, size, sha256, state, inputs, input_until, settled_at, purged_at)
                        select gen_random_uuid(), :company, :company, 'member:1', 'a.csv', 'api', '{}', at, 9, md5(n::text),
                            'PURGED', '{}', at, at, at
                        from generate_series(1, :before) n, lateral (select cast(:now as timestamptz) - n * interval '20 seconds' as at) t
                        """)
                .param("company", SubmissionFixture.COMPANY)
                .param("before", BEFORE)
                .param("now", fixture.now.atOffset(ZoneOffset.UTC))
                .update();
        owner.sql("""
                        insert into accounts.submission_checked
                            (submission, company, checked_at, numbers, stored_name, file_key, in_rows)
                        select id, company, received_at, :numbers, 'checked-1', '', true
                        from accounts.submission where purged_at is not null
                        """).param("numbers", NUMBERS).update();
        owner.sql("""
                        insert into accounts.checked_print (company, print, checked_at)
                        select company, hashint8extended(turn * :numbers + n, 0), checked_at
                        from accounts.submission_checked, generate_series(1, :numbers) n
                        where stored_name = 'checked-1' and file_key = '' on conflict do nothing
                        """).param("numbers", NUMBERS).update();
        // As PostgreSQL does by itself within a minute: until then it keeps the plans that it made for an empty table.
        owner.sql("analyze accounts.submission, accounts.submission_checked, accounts.checked_print")
                .update();
    }
}
