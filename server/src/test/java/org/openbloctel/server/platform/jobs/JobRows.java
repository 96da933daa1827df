package org.openbloctel.server.platform.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of jobs as the owner of the database sees them. For one thread. */
final class JobRows {
    private final JdbcClient owner;

    /**
     * The row of a job.
     *
     * @param taken whether a server has it
     * @param version counts its changes; a sign of life is none
     * @param sign the last sign of life, {@link Instant#MIN} where there is none
     * @param success when it was done last, likewise
     */
    record Row(String job, boolean taken, long version, Instant due, Instant sign, Instant success) {
        /** The row as one server took it, or gave it back. */
        Attempt attempt() {
            return new Attempt(job, version);
        }
    }

    /** A job and the version under which a server has it. */
    record Attempt(String job, long version) {}

    JobRows(DataSource owner) {
        this.owner = JdbcClient.create(owner);
    }

    /** All, by their names. */
    SortedMap<String, Row> all() {
        SortedMap<String, Row> rows = new TreeMap<>();
        owner.sql("""
                        select task_name, picked, version, execution_time, last_heartbeat, last_success
                        from accounts.scheduled_tasks
                        """).query((RowCallbackHandler) row -> {
            Row one = new Row(
                    row.getString("task_name"),
                    row.getBoolean("picked"),
                    row.getLong("version"),
                    instant(row, "execution_time"),
                    instant(row, "last_heartbeat"),
                    instant(row, "last_success"));
            rows.put(one.job(), one);
        });
        return rows;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
                .orElse(Instant.MIN);
    }

    /** Removes all, and what they leave on the disk: the order in which jobs are found depends on it. */
    void empty() {
        owner.sql("truncate accounts.scheduled_tasks").update();
    }
}
