package org.openbloctel.scrub.engine;

import java.util.SplittableRandom;

/** The seed of a random test: new each time, printed, and given back by {@code -Dseed=N}. */
public final class Seed {
    private Seed() {}

    /** A generator for this test, whose seed is printed. */
    public static SplittableRandom random(Class<?> test) {
        long seed = value();
        System.out.println(test.getSimpleName() + ": -Dseed=" + seed);
        return new SplittableRandom(seed);
    }

    private static long value() {
        Long given = Long.getLong("seed");
        return given != null ? given : System.nanoTime() & 0x7fffffff;
    }
}
