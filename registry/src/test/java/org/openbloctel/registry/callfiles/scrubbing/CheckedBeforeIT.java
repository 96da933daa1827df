package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was checked within 30 days costs nothing, in a large file or a small one, and in one of the version before this one. */
final class CheckedBeforeIT {
    private static final int LARGE = CheckedBefore.SMALL + 100;
    /** So long after another file, the same content is another submission. */
    private static final Duration ANOTHER = Duration.ofHours(1).plusSeconds(1);

    @TempDir
    Path folder;

    private SubmissionFixture fixture;
    private JdbcClient owner;

    @BeforeEach
    void open() {
        fixture = new SubmissionFixture(folder);
        owner = JdbcClient.create(fixture.test.owner());
    }

    /** A number costs no time for each file that came before: its fingerprints are found without opening one. */
    @Test
    void filesOfSmallSubmissionsAreNotOpened() throws Exception {
        Submission older = scrub(0, 20);
        Files.delete(fixture.folder.resolve(older.id().toString()).resolve("checked-1"));
        scrub(10, 20);
        assertThat(fixture.charged).containsExactly(20L, 10L);
    }

    @Test
    void largeAndSmallSubmissionsKnowOfEachOther() throws Exception {
        scrub(0, 100);
        scrub(50, LARGE);
        scrub(0, 200);
        scrub(40, LARGE + 20);
        assertThat(fixture.charged).containsExactly(100L, LARGE - 50L, 0L, 10L);
    }

    @Test
    void aLargeSubmissionFindsTheFewItKnowsAmongManyInTheTable() throws Exception {
        for (int i = 0; i < 3; i++) {
            scrub(i * 1000, 1000);
        }
        owner.sql("update accounts.submission_checked set numbers = 100000000").update();
        scrub(2000, LARGE);
        assertThat(fixture.charged).last().isEqualTo(LARGE - 1000L);
    }

    @Test
    void filesOfTheVersionBeforeThisOneAreRead() throws Exception {
        scrub(0, 20);
        owner.sql("update accounts.submission_checked set in_rows = false").update();
        owner.sql("delete from accounts.checked_print").update();
        scrub(10, 20);
        assertThat(fixture.charged).containsExactly(20L, 10L);
    }

    /** And it, in turn, has a file to read for each submission of this version. */
    @Test
    void eachSubmissionHasAFile() throws Exception {
        assertThat(fixture.folder.resolve(scrub(0, 20).id().toString()).resolve("checked-1"))
                .exists();
    }

    @Test
    void fingerprintsAreErasedAfter30DaysUnlessTheyWereCheckedAgain() throws Exception {
        scrub(0, 20);
        fixture.later(Duration.ofDays(10));
        scrub(0, 5);
        fixture.later(Duration.ofDays(20).plusMinutes(1));
        fixture.erasure().fingerprints();
        assertThat(prints()).isEqualTo(5);
        fixture.later(Duration.ofDays(10));
        fixture.erasure().fingerprints();
        assertThat(prints()).isZero();
    }

    private int prints() {
        return owner.sql("select count(*) from accounts.checked_print")
                .query(Integer.class)
                .single();
    }

    @RepeatedTest(30)
    @Tag("check-long")
    void chargesAreThoseOfAPlainList() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        Map<Integer, Instant> known = new HashMap<>();
        for (int i = 0; i < 25; i++) {
            int count = random.nextInt(4) == 0 ? LARGE : 1 + random.nextInt(1000);
            int from = random.nextInt(9_000 - count);
            Instant since = LegalCalendar.daysBefore(fixture.now.plus(ANOTHER), ScrubQueue.CHECK_HOLDS_DAYS);
            long fresh = IntStream.range(from, from + count)
                    .filter(number -> !known.getOrDefault(number, Instant.EPOCH).isAfter(since))
                    .count();
            scrub(from, count);
            assertThat(fixture.charged)
                    .as("seed " + seed + ", file " + i)
                    .last()
                    .isEqualTo(fresh);
            IntStream.range(from, from + count).forEach(number -> known.put(number, fixture.now));
            fixture.later(Duration.ofHours(2 + random.nextInt(200)));
            if (random.nextInt(5) == 0) {
                fixture.erasure().fingerprints();
            }
        }
    }

    private Submission scrub(int from, int count) throws IOException {
        StringBuilder file = new StringBuilder("Téléphone\n");
        for (int i = from; i < from + count; i++) {
            file.append("063998").append(String.format("%04d", i)).append('\n');
        }
        fixture.later(ANOTHER);
        Submission scrubbed = fixture.scrubbed(file.toString());
        assertThat(scrubbed.state()).isEqualTo(State.READY);
        return scrubbed;
    }
}
