package org.openbloctel.server.platform.jobs;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Execution;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.openbloctel.registry.platform.simulation.SimulatedServer;

/**
 * A runner of jobs that does nothing on threads of its own: what its scheduler does by the clock, a simulation has it do when it is its turn.
 * The scheduler and its statements are the real ones. For one thread at a time.
 */
final class SimulatedRunner {
    private final Queue<Runnable> taken = new ArrayDeque<>();
    private final InstantSource clock;
    private final JobRunner runner;

    SimulatedRunner(DataSource accounts, Duration heartbeat, InstantSource clock, List<RecurringJob> jobs) {
        this.clock = clock;
        this.runner = new JobRunner(
                accounts,
                jobs.size() + 1,
                new JobQueue(accounts),
                new JobRunner.Jobs(jobs, List.of()),
                new JobRunner.Timing(
                        heartbeat,
                        clock,
                        builder -> builder.executorService(new QueuedExecutor(taken))
                                .dueExecutor(QueuedExecutor.never())
                                .housekeeperExecutor(QueuedExecutor.never())));
    }

    /** Writes its jobs down, where they are not. */
    void start() {
        runner.scheduler().start();
    }

    /** Takes what is due. */
    void take() {
        call("executeDue");
    }

    boolean hasTaken() {
        return !taken.isEmpty();
    }

    /** Does one job that it took. */
    void work() {
        taken.remove().run();
    }

    /** Lets other servers know that it lives, for one job after the other, in an order that does not change from run to run. */
    void beat(Consumer<Execution> before) {
        Instant now = clock.instant();
        List<CurrentlyExecuting> current = new ArrayList<>(runner.scheduler().getCurrentlyExecuting());
        current.sort(Comparator.comparing((CurrentlyExecuting one) -> name(one.getExecution()))
                .thenComparing(one -> one.getExecution().version, Comparator.naturalOrder()));
        for (CurrentlyExecuting one : current) {
            before.accept(one.getExecution());
            call("updateHeartbeatForExecution", new Class<?>[] {Instant.class, CurrentlyExecuting.class}, now, one);
        }
    }

    /** The attempts at a job that it works on, by the versions of their rows. */
    List<Long> versions(String job) {
        return runner.scheduler().getCurrentlyExecuting().stream()
                .map(CurrentlyExecuting::getExecution)
                .filter(execution -> name(execution).equals(job))
                .map(execution -> execution.version)
                .toList();
    }

    /** Gives back the jobs of servers that gave no sign. */
    void releaseDead() {
        call("detectDeadExecutions");
    }

    /** Makes jobs due that are due later than their schedule allows. */
    void lookAtClock() {
        runner.bringNearer();
    }

    private static String name(Execution execution) {
        return execution.taskInstance.getTaskName();
    }

    private void call(String method) {
        call(method, new Class<?>[0]);
    }

    private void call(String name, Class<?>[] types, Object... arguments) {
        try {
            Method method = Scheduler.class.getDeclaredMethod(name, types);
            method.setAccessible(true);
            method.invoke(runner.scheduler(), arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SimulatedServer.Killed killed) {
                throw killed;
            }
            if (e.getCause() instanceof AssertionError error) {
                throw error;
            }
            // A scheduler logs what its housekeeping throws, and goes on.
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
