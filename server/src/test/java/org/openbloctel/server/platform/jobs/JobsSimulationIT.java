package org.openbloctel.server.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.simulation.Seeds;
import org.openbloctel.scrub.engine.Seed;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Three servers share recurring jobs over days on which the clock changes, on simulated clocks that are also wrong by an hour; they stop
 * anywhere, are killed, lose connections and answers. db-scheduler and its statements on PostgreSQL are the real ones.
 * {@code -Dsimulation.seeds=10000} for many, {@code -Dsimulation.seed=N} for the one that a failure names.
 */
final class JobsSimulationIT {
    private static final int SEEDS = 10;
    /** Within so many seeds a planted fault is found. */
    private static final int FOUND = 100;

    private static final List<String> LOGS =
            List.of("com.github.kagkarlsson.scheduler", JobRunner.class.getPackageName());

    private final LoggingSystem logging = LoggingSystem.get(JobsSimulationIT.class.getClassLoader());

    /** Faults are meant, and there are thousands. */
    @BeforeEach
    void silence() {
        LOGS.forEach(log -> logging.setLogLevel(log, LogLevel.OFF));
    }

    @AfterEach
    void speak() {
        LOGS.forEach(log -> logging.setLogLevel(log, null));
    }

    @Test
    void everyJobIsDoneWhenItIsDueAndNeverByTwoServersThatLive() throws Exception {
        Seeds.run(JobsSimulationIT.class, SEEDS, JobPlace::new);
    }

    @Test
    void seedRepeatsItsRunStepByStep() throws Exception {
        long seed = Seed.random(JobsSimulationIT.class).nextLong();
        JobPlace place = new JobPlace();
        List<String> story = place.story(seed);
        assertThat(place.story(seed)).as("simulation.seed %s", seed).isEqualTo(story);
    }

    @Test
    @Tag("check-long")
    void findsServersThatTakeWhatOthersHave() {
        assertThatIsFound(sql -> sql.replace("WHERE picked = ?", "WHERE (picked = ? or picked)"));
    }

    @Test
    @Tag("check-long")
    void findsServersThatWriteDownWhatTheyDidAfterAnotherTookOver() {
        assertThatIsFound(sql -> sql.replace("version = ?", "(version = ? or true)"));
    }

    @Test
    @Tag("check-long")
    void findsServersThatTakeOverFromTheLiving() {
        assertThatIsFound(
                sql -> sql.replace("last_heartbeat <= ?", "last_heartbeat <= ?::timestamptz + interval '4 seconds'"));
    }

    private static void assertThatIsFound(UnaryOperator<String> fault) {
        SplittableRandom seeds = Seed.random(JobsSimulationIT.class);
        assertThatThrownBy(() -> {
                    JobPlace place = new JobPlace(fault);
                    for (int i = 0; i < FOUND; i++) {
                        place.run(seeds.nextLong());
                    }
                })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("simulation.seed");
    }
}
