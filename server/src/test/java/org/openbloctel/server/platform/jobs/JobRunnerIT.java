package org.openbloctel.server.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.server.app.SettableClock;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Several servers share the jobs: nothing is lost, nothing is done twice, and what a dead one began is done by another. */
final class JobRunnerIT {
    private static final int JOBS = 200;
    private static final int PATIENCE = 60;
    private static final JobRunner.Timing BEAT = JobRunner.Timing.beating(Duration.ofMillis(250));

    private final TestDatabase database = TestDatabase.create();
    private final DataSource accounts =
            new DriverManagerDataSource(database.url() + "&options=-c%20role=openbloctel_accounts");
    private final JobQueue queue = new JobQueue(accounts);
    private final List<JobRunner> runners = new ArrayList<>();

    @AfterEach
    void stop() {
        runners.forEach(JobRunner::stop);
    }

    @Test
    void twoServersDoEveryJobOnce() throws InterruptedException {
        Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
        CountDownLatch done = new CountDownLatch(JOBS);
        OneOffJob job = job(id -> {
            times.computeIfAbsent(id, key -> new AtomicInteger()).incrementAndGet();
            done.countDown();
        });
        start(accounts, job);
        start(accounts, job);
        for (int i = 0; i < JOBS; i++) {
            queue.put("test.work", "job-" + i);
        }
        assertThat(done.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(times)
                .hasSize(JOBS)
                .allSatisfy((id, count) -> assertThat(count).hasValue(1));
    }

    @Test
    void jobIsPutInIfAndOnlyIfItsTransactionIsCommitted() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        start(accounts, job(id -> {
            seen.add(id);
            done.countDown();
        }));
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(accounts));
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    queue.put("test.work", "undone");
                    throw new IllegalStateException("the rest failed");
                }))
                .hasMessage("the rest failed");
        transaction.executeWithoutResult(status -> {
            queue.put("test.work", "kept");
            queue.put("test.work", "kept");
        });
        assertThat(done.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).containsExactly("kept");
    }

    @Test
    void jobOfAServerThatIsCutOffIsDoneByAnother() throws InterruptedException {
        Cable cable = new Cable(accounts);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        start(cable, job(id -> {
            begun.countDown();
            await(never);
        }));
        queue.put("test.work", "job");
        assertThat(begun.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        cable.cut = true;
        CountDownLatch done = new CountDownLatch(1);
        start(accounts, job(id -> done.countDown()));
        assertThat(done.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        never.countDown();
    }

    @Test
    void jobThatFailsIsTriedAgain() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        start(accounts, job(id -> {
            if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("the first attempt fails");
            }
            done.countDown();
        }));
        queue.put("test.work", "job");
        assertThat(done.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(attempts).hasValue(2);
    }

    @Test
    void recurringJobGoesOnAfterAFailure() throws InterruptedException {
        CountDownLatch times = new CountDownLatch(3);
        RecurringJob job = RecurringJob.every(Duration.ofMillis(100), "test.again", () -> {
            times.countDown();
            throw new IllegalStateException("fails every time");
        });
        JobRunner runner = new JobRunner(accounts, 2, queue, new JobRunner.Jobs(List.of(job), List.of()), BEAT);
        runners.add(runner);
        runner.start();
        assertThat(times.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    /** What was due in a second is due in an hour and a second, by a clock that was put back. */
    @Test
    @Tag("check-long")
    void recurringJobsGoOnWhenTheClockGoesBackByAnHour() throws InterruptedException {
        AtomicInteger times = new AtomicInteger();
        RecurringJob job = RecurringJob.every(Duration.ofHours(2), "test.far", times::incrementAndGet);
        RecurringJob near = RecurringJob.every(Duration.ofMillis(100), "test.near", times::incrementAndGet);
        JobRunner runner = new JobRunner(accounts, 2, queue, new JobRunner.Jobs(List.of(job), List.of()), BEAT);
        runners.add(runner);
        runner.start();
        assertThat(eventually(() -> times.get() == 1)).isTrue();
        runner.stop();
        database.database().accounts().sql("""
                        insert into accounts.scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        select 'test.near', 'recurring', now() + interval '1 hour', false, 1
                        """).update();
        JobRunner back = new JobRunner(accounts, 2, queue, new JobRunner.Jobs(List.of(job, near), List.of()), BEAT);
        runners.add(back);
        back.start();
        assertThat(eventually(() -> times.get() > 3)).isTrue();
        assertThat(back.next("test.far").orElseThrow())
                .as("due in two hours, as it may be")
                .isAfter(Instant.now().plus(Duration.ofHours(1)));
    }

    /** Found by {@link JobsSimulationIT}: the job was done by another server meanwhile, and then a second time on that day. */
    @Test
    void serverThatStoodStillBeforeItReadARowDoesNotTakeItsClockForSetBack() {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-25T12:00:00Z"));
        DataSource slow = new DelegatingDataSource(accounts) {
            @Override
            public Connection getConnection() throws SQLException {
                clock.move(Duration.ofHours(10));
                return super.getConnection();
            }
        };
        Instant due = Instant.parse("2026-11-26T18:30:00Z");
        RecurringJob job = RecurringJob.daily(LocalTime.of(19, 30), "test.daily", () -> {});
        JobRunner runner = new JobRunner(
                slow,
                2,
                queue,
                new JobRunner.Jobs(List.of(job), List.of()),
                new JobRunner.Timing(BEAT.heartbeat(), clock, BEAT.threads()));
        database.database()
                .accounts()
                .sql("insert into accounts.scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                        + " values ('test.daily', 'recurring', ?, false, 1)")
                .param(due.atOffset(ZoneOffset.UTC))
                .update();
        clock.set(Instant.parse("2026-11-25T12:00:00Z"));
        runner.bringNearer();
        assertThat(runner.next("test.daily")).contains(due);
    }

    @Test
    @Tag("check-long")
    void jobThatAServerDoesNotHaveIsLeftToTheOneThatHasIt() throws InterruptedException {
        start(accounts, job(id -> {}));
        AtomicInteger times = new AtomicInteger();
        RecurringJob job = RecurringJob.every(Duration.ofMillis(100), "test.mine", times::incrementAndGet);
        JobRunner runner = new JobRunner(accounts, 2, queue, new JobRunner.Jobs(List.of(job), List.of()), BEAT);
        runners.add(runner);
        runner.start();
        assertThat(eventually(() -> times.get() > 20)).isTrue();
    }

    @Test
    void jobThatIsTakenJustAsItIsMadeDueIsNoFault() {
        AtomicInteger times = new AtomicInteger();
        RecurringJob job = RecurringJob.every(Duration.ofHours(1), "test.due", times::incrementAndGet);
        JobRunner runner = new JobRunner(accounts, 2, queue, new JobRunner.Jobs(List.of(job), List.of()), BEAT);
        runners.add(runner);
        runner.start();
        List<Thread> threads = new ArrayList<>();
        Queue<RuntimeException> faults = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (times.get() < 20 && faults.isEmpty()) {
                    try {
                        runner.runNow("test.due");
                    } catch (RuntimeException e) {
                        faults.add(e);
                    }
                }
            }));
        }
        threads.forEach(JobRunnerIT::join);
        assertThat(faults).isEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void jobThatFailsAgainAndAgainIsNamedUntilItSucceeds() {
        AtomicBoolean broken = new AtomicBoolean(true);
        RecurringJob bad = RecurringJob.every(Duration.ofMillis(100), "test.bad", () -> {
            if (broken.get()) {
                throw new IllegalStateException("fails");
            }
        });
        RecurringJob good = RecurringJob.every(Duration.ofMillis(100), "test.good", () -> {});
        RecurringJob daily = RecurringJob.daily(LocalTime.NOON, "test.daily", () -> {});
        JobRunner runner =
                new JobRunner(accounts, 2, queue, new JobRunner.Jobs(List.of(bad, good, daily), List.of()), BEAT);
        runners.add(runner);
        runner.start();
        assertThat(eventually(() -> runner.failing().equals(List.of("test.bad"))))
                .isTrue();
        broken.set(false);
        assertThat(eventually(() -> runner.failing().isEmpty())).isTrue();
        failed("test.daily", 1);
        failed("test.good", 2);
        assertThat(runner.failing()).isEmpty();
        failed("test.daily", 2);
        assertThat(runner.failing()).as("two days are much").containsExactly("test.daily");
    }

    private void failed(String job, int times) {
        database.database()
                .accounts()
                .sql("update accounts.scheduled_tasks set consecutive_failures = ? where task_name = ?")
                .params(times, job)
                .update();
    }

    private static boolean eventually(BooleanSupplier something) {
        long end = System.nanoTime() + Duration.ofSeconds(PATIENCE).toNanos();
        while (!something.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(50_000_000);
        }
        return true;
    }

    @Test
    void stopWaitsForTheJobThatIsUnderWay() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        JobRunner runner = start(accounts, job(id -> {
            begun.countDown();
            await(goOn);
            done.incrementAndGet();
        }));
        queue.put("test.work", "job");
        assertThat(begun.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        Thread stopping = Thread.ofVirtual().start(runner::stop);
        goOn.countDown();
        stopping.join(Duration.ofSeconds(PATIENCE));
        assertThat(done).hasValue(1);
        Database read = database.database();
        assertThat(read.accounts()
                        .sql("select count(*) from accounts.scheduled_tasks")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void twoJobsOfOneNameAreRefused() {
        OneOffJob job = job(id -> {});
        assertThatThrownBy(() -> new JobRunner(accounts, 1, queue, new JobRunner.Jobs(List.of(), List.of(job, job))))
                .hasMessage("two jobs are named test.work");
    }

    private JobRunner start(DataSource source, OneOffJob job) {
        JobRunner runner = new JobRunner(source, 4, queue, new JobRunner.Jobs(List.of(), List.of(job)), BEAT);
        runners.add(runner);
        runner.start();
        return runner;
    }

    private static OneOffJob job(Consumer<String> work) {
        return new OneOffJob("test.work", work, id -> {});
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A way to the database that can be cut. */
    private static final class Cable extends AbstractDataSource {
        private final DataSource end;
        private volatile boolean cut;

        Cable(DataSource end) {
            this.end = end;
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (cut) {
                throw new SQLException("the cable is cut");
            }
            return end.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }
}
