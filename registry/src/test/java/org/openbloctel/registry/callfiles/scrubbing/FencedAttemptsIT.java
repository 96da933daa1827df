package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.scrub.file.CallFileException;

/** An attempt that lost its submission says nothing of it any more; who is next is decided by size and age. */
final class FencedAttemptsIT {
    private static final Duration TICK = Duration.ofMillis(1);
    private static final long SMALL = 16L << 20;

    @TempDir
    private Path folder;

    private SubmissionFixture fixture;
    private Duration lease = Duration.ZERO;

    @BeforeEach
    void start() {
        fixture = new SubmissionFixture(folder);
        lease = fixture.scrub.lease();
    }

    private Instant lease() {
        return fixture.now.plus(fixture.scrub.lease());
    }

    private AttemptRows rows() {
        return fixture.database.rows(AttemptRows.class);
    }

    private Submission workbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String entry : List.of("[Content_Types].xml", "xl/workbook.xml")) {
                zip.putNextEntry(new ZipEntry(entry));
            }
        }
        return fixture.submissions()
                .receive(SubmissionFixture.sent("a.xlsx"), new ByteArrayInputStream(bytes.toByteArray()))
                .submission();
    }

    /** What the slow attempt ends in. */
    @FunctionalInterface
    private interface Ending {
        void come() throws IOException;
    }

    /** A scrub that is so slow that another server takes it over, and then ends like this. */
    private void slow(Submission submission, Ending ending) {
        fixture.workbooks = (workbook, name, list, ruling, options, returned, rows, progress) -> {
            fixture.later(lease);
            Attempts.begin(fixture.database, fixture.scrub, submission.id(), 7, fixture.now);
            ending.come();
            throw new IllegalStateException("ended otherwise");
        };
    }

    private List<String> trail(Submission submission) {
        return fixture.audit.about("submission:" + submission.id(), 20).stream()
                .map(AuditEntry.Recorded::entry)
                .map(entry -> entry.action())
                .toList();
    }

    private int failures(Submission submission) {
        return fixture.database
                .accounts()
                .sql("select failures from accounts.submission where id = ?")
                .param(submission.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void attemptThatWasTakenOverDoesNotRefuseTheFile() throws IOException {
        Submission received = workbook();
        slow(received, () -> {
            throw new CallFileException(CallFileException.Fault.DAMAGED_WORKBOOK, "a.xlsx", List.of("xml"));
        });
        fixture.queue().run(received.id());
        assertThat(fixture.get(received).state()).isEqualTo(State.CHECKING);
        assertThat(trail(received)).containsExactly("submission.received");
    }

    @Test
    void attemptThatWasTakenOverDoesNotCountAsAFailure() throws IOException {
        Submission received = workbook();
        slow(received, () -> {
            throw new IOException("an entry ends too early");
        });
        assertThatThrownBy(() -> fixture.queue().run(received.id())).isInstanceOf(UncheckedIOException.class);
        assertThat(failures(received)).isZero();
        assertThat(fixture.queue().waiting(10))
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.fault()).isEmpty());
    }

    @Test
    void refusalOfOursLeavesTheFileWaitingAndAnyOtherRefusesIt() throws IOException {
        Submission received = workbook();
        fixture.workbooks = (workbook, name, list, ruling, options, returned, rows, progress) -> {
            throw new RefusedException(new ListRefusal.ListNotFresh());
        };
        assertThatThrownBy(() -> fixture.queue().run(received.id())).isInstanceOf(RefusedException.class);
        assertThat(fixture.get(received).state()).isEqualTo(State.CHECKING);
        fixture.workbooks = (workbook, name, list, ruling, options, returned, rows, progress) -> {
            throw new RefusedException(new CompanyRefusal.NoPlan());
        };
        fixture.later(Duration.ofHours(1));
        assertThat(fixture.queue().run(received.id())).isTrue();
        assertThat(fixture.get(received).refusal().orElseThrow().code()).isEqualTo(new CompanyRefusal.NoPlan().code());
        assertThat(trail(received)).containsExactly("submission.refused", "submission.received");
        assertThat(fixture.vault.names(received.id()))
                .as("only the file as it was sent is left")
                .allMatch(name -> name.startsWith("in-"));
    }

    @Test
    void leaseIsHeldToItsLastMomentAndProlongedByEachSign() throws IOException {
        UUID id = fixture.receive(SubmissionFixture.FILE).id();
        ScrubTask.Attempt first = rows().take(id, 7, fixture.now, lease()).orElseThrow();
        fixture.later(lease.minus(TICK));
        assertThat(rows().take(id, 7, fixture.now, lease())).isEmpty();
        assertThat(rows().takeNext(AttemptRows.ALL, 7, fixture.now, lease())).isEmpty();
        assertThat(rows().alive(first, 10, 1, lease())).isTrue();
        fixture.later(lease.minus(TICK));
        assertThat(fixture.queue().runNext()).isFalse();
        fixture.later(TICK);
        ScrubTask.Attempt second =
                rows().takeNext(AttemptRows.ALL, 8, fixture.now, lease()).orElseThrow();
        assertThat(second.number()).isEqualTo(first.number() + 1);
        assertThat(rows().alive(first, 10, 1, lease())).isFalse();
        assertThat(rows().failed(first, true, "fault", fixture.now)).isEmpty();
        assertThat(rows().abandoned(second))
                .as("the first ended without a word")
                .isEqualTo(1);
    }

    @Test
    void smallGoBeforeLargeAndOfEachTheOldest() throws IOException {
        List<UUID> expected = new ArrayList<>();
        UUID large = sized("a", SMALL + 1);
        expected.add(sized("b", SMALL));
        expected.add(sized("c", 1));
        UUID larger = sized("d", SMALL * 100);
        expected.add(sized("e", SMALL - 1));
        expected.add(large);
        expected.add(larger);
        List<UUID> taken = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            taken.add(rows().takeNext(AttemptRows.ALL, 7, fixture.now, lease())
                    .orElseThrow()
                    .id());
        }
        assertThat(taken).containsExactlyElementsOf(expected);
        assertThat(rows().takeNext(AttemptRows.ALL, 7, fixture.now, lease())).isEmpty();
        assertThat(fixture.queue().waiting(10))
                .extracting(waiting -> waiting.task().id())
                .as("shown by age")
                .containsExactly(large, expected.get(0), expected.get(1), larger, expected.get(2));
    }

    private UUID sized(String name, long size) throws IOException {
        UUID id = fixture.receive("Nom;Téléphone\n" + name + ";0639980002\n").id();
        fixture.later(Duration.ofSeconds(1));
        fixture.database
                .accounts()
                .sql("update accounts.submission set size = ? where id = ?")
                .params(size, id)
                .update();
        return id;
    }

    @Test
    void manyWorkersTakeEachSubmissionOnce() throws Exception {
        for (int i = 0; i < 16; i++) {
            fixture.receive("Nom;Téléphone\n" + i + ";0639980002\n");
        }
        int ran = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                runs.add(pool.submit(() -> {
                    int mine = 0;
                    while (fixture.queue().runNext()) {
                        mine++;
                    }
                    return mine;
                }));
            }
            for (Future<Integer> run : runs) {
                ran += run.get();
            }
        }
        assertThat(ran).isEqualTo(16);
        assertThat(fixture.certified).hasSize(16);
        assertThat(fixture.charged.stream().mapToLong(Long::longValue).sum())
                .as("the one number is charged once")
                .isEqualTo(1);
        assertThat(fixture.queue().depth().waiting()).isZero();
    }

    @Test
    void staleListLeavesEverythingWaiting() throws IOException {
        UUID id = fixture.receive(SubmissionFixture.FILE).id();
        ScrubQueue stale = new ScrubQueue(
                fixture.database,
                fixture.clock(),
                fixture.audit,
                fixture.scrub,
                fixture.vault,
                fixture.master,
                new ScrubQueue.Needs(
                        () -> {
                            throw new RefusedException(new ListRefusal.ListNotFresh());
                        },
                        UnaryOperator.identity(),
                        fixture.workbooks,
                        fixture.allowance,
                        fixture.attestation,
                        waited -> {},
                        org.openbloctel.registry.platform.event.Events.NONE,
                        SubmissionFixture.NO_LAW,
                        Gate.OPEN,
                        (task, hold, at) -> {},
                        fixture.traces(fixture.database)));
        assertThatThrownBy(() -> stale.run(id)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(stale::runNext).isInstanceOf(RefusedException.class);
        assertThat(fixture.submissions().get(SubmissionFixture.COMPANY, id).state())
                .as("and no attempt is spent on it")
                .isEqualTo(State.RECEIVED);
    }

    @Test
    void checkHoldsForThirtyDaysAndThenIsChargedAnew() throws IOException {
        String one = "Téléphone\n0639980002\n";
        fixture.scrubbed(one);
        assertThat(fixture.charged).containsExactly(1L);
        fixture.later(Duration.ofDays(30).minus(TICK));
        fixture.scrubbed("Nom;Téléphone\nBert;06 39 98 00 02\nCora;0639980003\n");
        assertThat(fixture.charged).as("only the second number is new").containsExactly(1L, 1L);
        fixture.later(Duration.ofDays(30));
        fixture.scrubbed("Nom;Téléphone\nBert;+33639980002\n");
        assertThat(fixture.charged).containsExactly(1L, 1L, 1L);
    }
}
