package org.openbloctel.server.platform.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.openbloctel.registry.platform.doctor.Defect;
import org.openbloctel.registry.platform.doctor.Defects;
import org.openbloctel.registry.platform.doctor.Examination;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of jobs, as the doctor examines them: each is of a job that this version has, and is due within its schedule. */
public final class JobExamination implements Examination {
    /** All jobs of this version, under any settings. */
    private static final String NAMES = "/jobs.txt";

    /** No schedule has a longer pause than a day. */
    private static final Duration FURTHEST = Duration.ofHours(26);

    private final JdbcClient rows;
    private final InstantSource clock;

    /**
     * Over a connection to the accounts.
     *
     * @param clock the one that jobs are due by: the system's
     */
    public JobExamination(DataSource accounts, InstantSource clock) {
        this.rows = JdbcClient.create(accounts);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public void run(Defects defects) throws IOException {
        Set<String> known = names();
        Instant limit = clock.instant().plus(FURTHEST);
        rows.sql("select task_name, task_instance, execution_time from " + JobQueue.TABLE + " order by task_name")
                .query((RowCallbackHandler) row -> {
                    String name = row.getString("task_name");
                    defects.examined("jobs", 1);
                    if (!known.contains(name)) {
                        defects.add(Defect.JOB_UNKNOWN, name);
                    } else if (row.getString("task_instance").equals("recurring")
                            && row.getTimestamp("execution_time").toInstant().isAfter(limit)) {
                        defects.add(Defect.JOB_TOO_LATE, name);
                    }
                });
    }

    static Set<String> names() throws IOException {
        try (InputStream in = Objects.requireNonNull(JobExamination.class.getResourceAsStream(NAMES), NAMES)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
