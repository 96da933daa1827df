package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.RowsRead;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Waiting files take turns: by account, inside it by principal, oldest first. */
final class FairTurnsIT {
    private static final long SMALL = 16L << 20;
    private static final long LARGE = SMALL + 1;
    private static final UUID CROWD = account(0);

    /** The claim of the release before. */
    private static final String FORMER_CLAIM = """
            update accounts.submission
            set state = 'CHECKING', attempt = attempt + 1, lease_until = :lease, read_bytes = 0, read_rows = 0,
                checking_revision = :revision
            where id = (
                select id from accounts.submission
                where (state in ('RECEIVED') or state = 'CHECKING') and (lease_until is null or lease_until <= :now)
                order by size > 16777216, received_at limit 1 for update skip locked)
            returning file_name
            """;

    private final TestDatabase test = TestDatabase.create();
    private final JdbcClient owner = JdbcClient.create(test.owner());
    private final AttemptRows rows = test.database().rows(AttemptRows.class);
    private Instant now = Instant.parse("2026-11-25T08:00:00Z");

    private static UUID account(int n) {
        return new UUID(0xACC0, n);
    }

    private void receive(UUID account, UUID principal, long size, String name) {
        now = now.plusMillis(1);
        owner.sql("""
                        insert into accounts.submission (id, company, principal, submitted_by, file_name, channel, option_columns,
                            received_at, size, sha256, state, file_key, inputs, input_until)
                        values (gen_random_uuid(), :account, :principal, 'member:1', :name, 'api', '{}', :at, :size, '', 'RECEIVED',
                            '', '{}', :at)
                        """)
                .param("account", account)
                .param("principal", principal)
                .param("name", name)
                .param("size", size)
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void receive(UUID account, long size, String name) {
        receive(account, account, size, name);
    }

    private Optional<ScrubTask.Attempt> takeNext(String lanes) {
        return rows.takeNext(lanes, 7, now, now.plusSeconds(15));
    }

    private String take() {
        return takeNext(AttemptRows.ALL).orElseThrow().task().fileName();
    }

    private List<String> take(int count) {
        return Stream.generate(this::take).limit(count).toList();
    }

    @Test
    void thirtyFilesOfTenAccountsDoNotWaitBehindTwoHundredAndFiftyOfOne() {
        for (int i = 0; i < 250; i++) {
            receive(CROWD, 9, "crowd");
        }
        for (int file = 1; file <= 3; file++) {
            for (int i = 1; i <= 10; i++) {
                receive(account(i), 9, "file " + file + " of " + i);
            }
        }
        List<String> expected = new ArrayList<>();
        for (int file = 1; file <= 3; file++) {
            int number = file;
            expected.add("crowd");
            IntStream.rangeClosed(1, 10).forEach(i -> expected.add("file " + number + " of " + i));
        }
        expected.addAll(List.of("crowd", "crowd"));
        assertThat(take(35)).containsExactlyElementsOf(expected);
    }

    @Test
    void principalsOfAnAccountTakeTurnsWithinItsTurns() {
        for (int i = 0; i < 3; i++) {
            receive(CROWD, account(100), 9, "first " + i);
        }
        receive(CROWD, account(101), 9, "second");
        receive(account(1), 9, "other 0");
        receive(account(1), 9, "other 1");
        receive(account(1), 9, "other 2");
        assertThat(take(7)).containsExactly("first 0", "other 0", "second", "other 1", "first 1", "other 2", "first 2");
    }

    @Test
    void accountThatHadNothingWaitingGoesBeforeOneThatHadATurn() {
        receive(CROWD, 9, "crowd 0");
        receive(CROWD, 9, "crowd 1");
        take();
        receive(account(1), 9, "fresh");
        assertThat(take(2)).containsExactly("fresh", "crowd 1");
    }

    @Test
    void laneOfSmallFilesTakesTurnsToo() {
        receive(CROWD, LARGE, "large");
        receive(CROWD, SMALL, "crowd 0");
        receive(CROWD, 1, "crowd 1");
        receive(account(1), 1, "other");
        List<String> taken = new ArrayList<>();
        for (Optional<ScrubTask.Attempt> next = takeNext(AttemptRows.SMALL);
                next.isPresent();
                next = takeNext(AttemptRows.SMALL)) {
            taken.add(next.get().task().fileName());
        }
        assertThat(taken).containsExactly("crowd 0", "other", "crowd 1");
    }

    @Test
    void largeFileThatWasPassedOverTwentyTimesIsNext() {
        receive(account(1), LARGE, "large");
        for (int i = 0; i < 50; i++) {
            receive(CROWD, 9, "crowd");
        }
        receive(account(1), LARGE, "large again");
        assertThat(take(22).indexOf("large")).isEqualTo(AttemptRows.PASSED_OVER);
        assertThat(take(10)).as("the next large one waits as long again").doesNotContain("large again");
    }

    @Test
    void accountWithManyPrincipalsIsNotPassedOverForEachOfThem() {
        for (int i = 0; i < 60; i++) {
            receive(CROWD, account(100 + i), 9, "crowd");
        }
        for (int i = 1; i <= 3; i++) {
            for (int file = 0; file < 10; file++) {
                receive(account(i), 9, "other");
            }
        }
        assertThat(take(40))
                .as("each account has a quarter of the turns")
                .filteredOn("crowd"::equals)
                .hasSize(10);
    }

    @Test
    void twoServersThatTakeAtOnceTakeDifferentFilesOfOneAccount() throws Exception {
        receive(CROWD, 9, "first");
        receive(CROWD, 9, "second");
        try (var open = test.owner().getConnection()) {
            open.setAutoCommit(false);
            try (var statement = open.createStatement()) {
                statement.execute("select from accounts.submission where file_name = 'first' for update");
                assertThat(take()).isEqualTo("second");
            }
            open.rollback();
        }
        assertThat(take()).isEqualTo("first");
    }

    @Test
    void releaseBeforeTakesByAgeBesideThisOne() {
        receive(CROWD, 9, "crowd 0");
        receive(CROWD, 9, "crowd 1");
        receive(account(1), 9, "other");
        JdbcClient former = test.database().accounts();
        String taken = former.sql(FORMER_CLAIM)
                .param("lease", now.plusSeconds(15).atOffset(ZoneOffset.UTC))
                .param("revision", 7)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .single();
        assertThat(taken).isEqualTo("crowd 0");
        assertThat(take(2)).containsExactly("crowd 1", "other");
    }

    @Test
    @Tag("check-long")
    void claimReadsLittleOfTenThousandWaitingFiles() {
        owner.sql("""
                        insert into accounts.submission (id, company, principal, submitted_by, file_name, channel, option_columns,
                            received_at, size, sha256, state, file_key, inputs, input_until)
                        select gen_random_uuid(), md5((n % 100)::text)::uuid, md5((n % 300)::text)::uuid, 'member:1', n::text, 'api', '{}',
                            cast(:now as timestamptz) - n * interval '1 second', 9, '', 'RECEIVED', '', '{}', :now
                        from generate_series(1, 10000) n
                        """).param("now", now.atOffset(ZoneOffset.UTC)).update();
        long read = RowsRead.by(test, test.database(), "submission", this::take);
        long[] times = new long[200];
        for (int i = 0; i < times.length; i++) {
            long began = System.nanoTime();
            take();
            times[i] = System.nanoTime() - began;
        }
        Arrays.sort(times);
        System.out.printf("a claim among 10,000: %d rows read, %.1f ms in the median%n", read, times[100] / 1e6);
        assertThat(read).as("rows read for 300 lines").isLessThan(300 * 5L);
    }

    @Test
    void leaseThatRanOutPutsTheFileBackIntoItsLine() {
        receive(CROWD, 9, "crowd 0");
        receive(account(1), 9, "other 0");
        receive(account(1), 9, "other 1");
        take();
        take();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(take(3)).containsExactly("crowd 0", "other 0", "other 1");
    }
}
