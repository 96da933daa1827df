package org.openbloctel.registry.callfiles.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.simulation.Seeds;
import org.openbloctel.scrub.engine.Seed;

/**
 * Files are received and scrubbed by three servers that stop anywhere for longer than their lease, are killed, lose connections and
 * answers, and come back, on a simulated clock and disk; their statements, on a real PostgreSQL, take turns in an order that a seed decides.
 * {@code -Dsimulation.seeds=10000} for many, {@code -Dsimulation.seed=N} for the one that a failure names.
 */
@Tag("check-long")
final class ScrubSimulationIT {
    private static final int SEEDS = 20;

    @TempDir
    private Path folder;

    @Test
    void everyAcknowledgedFileIsScrubbedOnceWhateverHappensToTheServers() throws Exception {
        Seeds.run(ScrubSimulationIT.class, SEEDS, () -> new ScrubPlace(settings()));
    }

    @Test
    void accountsTakeTurnsWhateverHappensToTheServers() throws Exception {
        Seeds.run(ScrubSimulationIT.class, SEEDS, () -> new TurnsPlace(settings()));
    }

    @Test
    void seedRepeatsItsRunStepByStep() throws Exception {
        long seed = Seed.random(ScrubSimulationIT.class).nextLong();
        ScrubPlace place = new ScrubPlace(settings());
        List<String> story = place.story(seed);
        assertThat(place.story(seed)).as("simulation.seed %s", seed).isEqualTo(story);
    }

    /** One thread a scrub: the files are of a few lines. */
    private ScrubSettings settings() {
        ScrubSettings usual = ScrubSettings.in(folder);
        return new ScrubSettings(usual.work(), usual.maxUnpackedBytes(), 1, usual.lease(), usual.reserve());
    }
}
