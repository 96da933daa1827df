package org.openbloctel.server.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.simulation.Seeds;
import org.openbloctel.registry.platform.simulation.SteppedConnections;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A database in which one simulated world after the other does its jobs. For one thread. */
final class JobPlace implements Seeds.Place {
    private final JobWorld.Parts parts;

    /** The servers' statements are those that they are. */
    JobPlace() throws SQLException {
        this(UnaryOperator.identity());
    }

    /**
     * A place for faulty servers.
     *
     * @param statements what becomes of their statements
     */
    JobPlace(UnaryOperator<String> statements) throws SQLException {
        TestDatabase test = TestDatabase.create();
        SingleConnectionDataSource owner =
                new SingleConnectionDataSource(test.owner().getConnection(), true);
        parts = new JobWorld.Parts(owner, new JobRows(owner), new SteppedConnections.Pool(test.accounts()), statements);
    }

    @Override
    public void run(long seed) throws SQLException {
        story(seed);
    }

    @Override
    public void clean() {}

    /** What happened, step by step. */
    List<String> story(long seed) throws SQLException {
        parts.rows().empty();
        try (JobWorld world = new JobWorld(seed, parts)) {
            try {
                world.run();
                assertThat(parts.rows().all()).as("rows of jobs").hasSize(JobWorld.JOBS.size());
                return world.told;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "-Dsimulation.seed=" + seed + "\n" + String.join("\n", world.told) + "\n" + e.getMessage(), e);
            }
        }
    }
}
