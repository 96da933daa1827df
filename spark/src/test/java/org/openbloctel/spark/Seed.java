package org.openbloctel.spark;

import java.util.SplittableRandom;

/** Random numbers of a test, from a seed that it prints; {@code -Dseed=N} replays it. */
final class Seed {
    private Seed() {}

    static SplittableRandom random(Class<?> test) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(test.getSimpleName() + " -Dseed=" + seed);
        return new SplittableRandom(seed);
    }
}
