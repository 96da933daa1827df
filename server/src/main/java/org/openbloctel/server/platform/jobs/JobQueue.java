package org.openbloctel.server.platform.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where one-off work is put, in the transaction that is open or in one of its own: it is done if and only if that is
 * committed, and begins at once on this server if it has a thread to spare. Thread-safe.
 */
@Component
public final class JobQueue {
    static final String TABLE = "accounts.scheduled_tasks";

    private final SchedulerClient client;
    private volatile Runnable wake = () -> {};

    /** A queue over the accounts' pool. */
    public JobQueue(@Qualifier("accounts") DataSource accounts) {
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(accounts))
                .tableName(TABLE)
                .build();
    }

    /** Puts work in, to be done now; nothing, when the same is still waiting or under way. */
    public void put(String job, String id) {
        // The runner's clock: the system's.
        put(job, id, Instant.now());
    }

    /** Puts work in, to be done at that time; nothing, when the same is still waiting or under way. */
    public void put(String job, String id, Instant at) {
        client.scheduleIfNotExists(new TaskInstance<Void>(job, id), at);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            wake.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.run();
            }
        });
    }

    /** What makes the scheduler of this server look at once instead of at its next turn. */
    void wakes(Runnable scheduler) {
        wake = scheduler;
    }
}
