package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.callfiles.intake.State;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lines that several submissions have in common are charged once, also when all are scrubbed at the same time. */
final class ChargedOnceIT {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void submissionThatIsPublishedWhileAnotherIsPaysForWhatTheyDoNotShare() throws Exception {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        AtomicInteger inTransaction = new AtomicInteger();
        fixture.attestation = facts -> {
            // The first to come holds its transaction open until the second is in its own, or waits for it.
            if (inTransaction.incrementAndGet() == 1) {
                until(() -> inTransaction.get() > 1 || waiting(fixture));
            }
            return "certificate-" + facts.submission();
        };
        Submission one = fixture.receive("Téléphone\n0639980002\n0639980003\n");
        Submission other = fixture.receive("Téléphone\n0639980003\n0639980002\n0639980004\n");
        run(fixture, List.of(one, other));
        assertThat(fixture.charged.stream().mapToLong(Long::longValue).sum()).isEqualTo(3);
    }

    @Test
    void manyAtOnceAreChargedAsOneAfterTheOther() throws Exception {
        SubmissionFixture fixture = new SubmissionFixture(folder);
        List<Submission> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            StringBuilder file = new StringBuilder("Nom;Téléphone\n");
            for (int n = i; n < i + 20; n++) {
                file.append("N").append(i).append(";06399800").append(10 + n).append('\n');
            }
            all.add(fixture.receive(file.toString()));
        }
        run(fixture, all);
        assertThat(fixture.charged).hasSize(12);
        assertThat(fixture.charged.stream().mapToLong(Long::longValue).sum()).isEqualTo(31);
    }

    private static void run(SubmissionFixture fixture, List<Submission> all) throws Exception {
        List<Future<Boolean>> runs = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (Submission one : all) {
                runs.add(pool.submit(() -> fixture.queue().run(one.id())));
            }
            for (Future<Boolean> run : runs) {
                assertThat(run.get()).isTrue();
            }
        }
        for (Submission one : all) {
            assertThat(fixture.get(one).state()).isEqualTo(State.READY);
        }
    }

    private static boolean waiting(SubmissionFixture fixture) {
        return JdbcClient.create(fixture.test.owner())
                .sql("select exists (select from pg_locks where locktype = 'advisory' and not granted and database ="
                        + " (select oid from pg_database where datname = current_database()))")
                .query(Boolean.class)
                .single();
    }

    private static void until(java.util.function.BooleanSupplier there) {
        long from = System.nanoTime();
        while (!there.getAsBoolean() && System.nanoTime() - from < LONG.toNanos()) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
