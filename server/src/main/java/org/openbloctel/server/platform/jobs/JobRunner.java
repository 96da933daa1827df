package org.openbloctel.server.platform.jobs;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Does the jobs, on some threads of this server. Several servers share the table: a job is taken by one, whose heartbeat says
 * that it lives; after four missing beats, some eight seconds, another takes it over. A stop waits for what is under way, then
 * interrupts it; it is done again elsewhere. Thread-safe.
 */
public final class JobRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int BEATS_MISSED = 4;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final double BELOW_REFILL = 0.5;
    private static final double MAX_LOAD = 1.0;

    private static final Duration NEVER = Duration.ofDays(100_000);

    /** How often it looks for jobs that are due too late, because the clock was set back. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private static final Duration SLACK = Duration.ofSeconds(10);
    private static final int FAILURES = 3;
    private static final int FAILURES_OF_A_DAILY_ONE = 2;

    private final Scheduler scheduler;
    private final JobQueue queue;
    private final JdbcClient rows;
    private final Map<String, Integer> patience = new HashMap<>();
    private final Map<String, Duration> furthest = new HashMap<>();
    private final InstantSource clock;
    private final ScheduledExecutorService clockWatch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("job-clock").factory());
    private volatile boolean running;

    /**
     * The jobs that features offer.
     *
     * @param recurring done again and again
     * @param oneOff done once, when a feature puts one into the queue
     */
    public record Jobs(List<RecurringJob> recurring, List<OneOffJob> oneOff) {}

    /**
     * By what a runner tells the time, and on which threads it works.
     *
     * @param clock the system's, but in simulations: leases between servers are no matter of law
     * @param threads sets other threads than a scheduler's own
     */
    record Timing(Duration heartbeat, InstantSource clock, UnaryOperator<SchedulerBuilder> threads) {
        /** On the system's clock, and threads of its own. */
        static Timing beating(Duration heartbeat) {
            return new Timing(heartbeat, InstantSource.system(), UnaryOperator.identity());
        }
    }

    /** A runner for these jobs; works once it is started. */
    public JobRunner(DataSource accounts, int threads, JobQueue queue, Jobs jobs) {
        this(accounts, threads, queue, jobs, Timing.beating(HEARTBEAT));
    }

    JobRunner(DataSource accounts, int threads, JobQueue queue, Jobs jobs, Timing timing) {
        this.clock = timing.clock();
        List<RecurringJob> recurring = jobs.recurring();
        List<OneOffJob> oneOff = jobs.oneOff();
        List<RecurringTask<Void>> again = new ArrayList<>();
        List<Task<?>> once = new ArrayList<>();
        recurring.forEach(job -> again.add(task(job)));
        oneOff.forEach(job -> once.add(task(job)));
        checkNames(recurring, oneOff);
        recurring.forEach(job -> patience.put(job.name(), job.isDaily() ? FAILURES_OF_A_DAILY_ONE : FAILURES));
        oneOff.forEach(job -> patience.put(job.name(), FAILURES));
        recurring.forEach(job -> furthest.put(job.name(), job.furthest().plus(SLACK)));
        this.queue = queue;
        this.rows = JdbcClient.create(accounts);
        SchedulerBuilder builder = Scheduler.create(accounts, once)
                .startTasks(again)
                .clock(clock::instant)
                .tableName(JobQueue.TABLE)
                .threads(threads)
                .pollUsingLockAndFetch(BELOW_REFILL, MAX_LOAD)
                .pollingInterval(POLL)
                .heartbeatInterval(timing.heartbeat())
                .missedHeartbeatsLimit(BEATS_MISSED)
                .shutdownMaxWait(STOP_PATIENCE)
                .alwaysPersistTimestampInUTC()
                // A job that this server does not have is another's: servers differ by their settings and versions.
                .deleteUnresolvedAfter(NEVER);
        this.scheduler = timing.threads().apply(builder).build();
    }

    /** What does the jobs, for a simulation that gives it its turns. */
    Scheduler scheduler() {
        return scheduler;
    }

    private static void checkNames(List<RecurringJob> recurring, List<OneOffJob> oneOff) {
        List<String> names = new ArrayList<>();
        recurring.forEach(job -> names.add(job.name()));
        oneOff.forEach(job -> names.add(job.name()));
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalStateException("two jobs are named " + name);
            }
        }
    }

    /** What a dead server leaves is due at once, by the clock by which all is due. */
    private RecurringTask<Void> task(RecurringJob job) {
        return Tasks.recurring(job.name(), job.schedule())
                .onDeadExecution((left, row) -> row.reschedule(left, clock.instant()))
                .execute((instance, context) -> job.work().run());
    }

    private static Task<Void> task(OneOffJob job) {
        return Tasks.oneTime(job.name())
                .onFailure(FailureHandler.<Void>maxRetries(OneOffJob.ATTEMPTS - 1)
                        .withBackoff(FIRST_PAUSE, 2.0)
                        .thenRemove(failed -> giveUp(job, failed.getExecution().getId())))
                .execute((instance, context) -> job.work().accept(instance.getId()));
    }

    private static void giveUp(OneOffJob job, String id) {
        LOG.error("Job {} of {} is given up after {} attempts", job.name(), id, OneOffJob.ATTEMPTS);
        job.givenUp().accept(id);
    }

    /**
     * The names of the jobs, of any server, that failed again and again and did not succeed since: three times, a daily one twice.
     * One-off work that was given up is not among them any more: that is for a recurring job to find.
     */
    public List<String> failing() {
        Map<String, Integer> failures = new TreeMap<>();
        rows.sql("select task_name, max(consecutive_failures) as failures from " + JobQueue.TABLE
                        + " where consecutive_failures > 1 group by task_name")
                .query((RowCallbackHandler) row -> failures.put(row.getString("task_name"), row.getInt("failures")));
        failures.entrySet().removeIf(job -> job.getValue() < patience.getOrDefault(job.getKey(), Integer.MAX_VALUE));
        return List.copyOf(failures.keySet());
    }

    /** When a recurring job is due next, on whichever server; nothing when it is under way. */
    public Optional<Instant> next(String job) {
        return scheduler
                .getScheduledExecution(TaskInstanceId.of(job, RecurringTask.INSTANCE))
                .filter(execution -> !execution.isPicked())
                .map(ScheduledExecution::getExecutionTime);
    }

    /** Makes a recurring job due now, on whichever server takes it; false when it is under way already. */
    public boolean runNow(String job) {
        boolean moved = next(job).isPresent() && makeDue(job);
        scheduler.triggerCheckForDueExecutions();
        return moved;
    }

    /**
     * Makes jobs due that are due later than their schedule allows: the clock was set back, by an hour for example. The clock is read after the
     * row: this server may stand still between the two, while another does the job.
     */
    void bringNearer() {
        try {
            furthest.forEach((job, most) -> {
                boolean far = next(job)
                        .filter(due -> due.isAfter(clock.instant().plus(most)))
                        .isPresent();
                if (far && makeDue(job)) {
                    LOG.warn("The clock went back: job {} is done now", job);
                    // The scheduler waits until an instant, which is now as far away.
                    scheduler.triggerCheckForDueExecutions();
                }
            });
        } catch (RuntimeException e) {
            LOG.debug("The jobs cannot be looked at: the next look tries again", e);
        }
    }

    private boolean makeDue(String job) {
        try {
            return scheduler.reschedule(TaskInstanceId.of(job, RecurringTask.INSTANCE), clock.instant());
        } catch (TaskInstanceException e) {
            // A server has taken it since it was looked at.
            return false;
        }
    }

    @Override
    public void start() {
        scheduler.start();
        ScheduledFuture<?> _ = clockWatch.scheduleWithFixedDelay(
                this::bringNearer, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        queue.wakes(scheduler::triggerCheckForDueExecutions);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        queue.wakes(() -> {});
        clockWatch.shutdownNow();
        scheduler.stop();
    }

    /** Starts before the doors open, stops once they are closed. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 4096;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
