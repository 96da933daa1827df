package org.openbloctel.scrub;

import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/**
 * Random values that can be had again: every failure names the seed, {@code -Dseed=} replays it. Shaped for tests of
 * text: picks, digits, small edits. Not thread-safe.
 */
public final class Seeded {
    private final long seed;
    private final SplittableRandom random;

    private Seeded(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** A generator with the seed of {@code -Dseed=}, else with a random one. */
    public static Seeded fresh() {
        return new Seeded(Long.getLong("seed", new SplittableRandom().nextLong(1_000_000_000)));
    }

    /** A generator with the seed of {@code -Dseed=}, else with this one: for counts that stand in documents. */
    public static Seeded withSeed(long seed) {
        return new Seeded(Long.getLong("seed", seed));
    }

    /** Runs the body so often, with the number of the run; a failure tells the run and how to replay it. */
    public void times(int runs, IntConsumer body) {
        for (int run = 0; run < runs; run++) {
            try {
                body.accept(run);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("run " + run + ", replay with " + this + ": " + e.getMessage(), e);
            }
        }
    }

    /** From 0 to {@code bound}, exclusive. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** From {@code from} to {@code bound}, exclusive. */
    public long between(long from, long bound) {
        return random.nextLong(from, bound);
    }

    /** True once in so many times. */
    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** One of these. */
    @SafeVarargs
    public final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** One of the text's characters. */
    public char pickChar(String choices) {
        return choices.charAt(random.nextInt(choices.length()));
    }

    /** So many decimal digits. */
    public String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + random.nextInt(10)));
        }
        return digits.toString();
    }

    /** Random bytes. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Inserts, replaces or deletes one character at random; what is new comes from {@code alphabet}. */
    public void edit(StringBuilder text, String alphabet) {
        int at = random.nextInt(text.length() + 1);
        char c = pickChar(alphabet);
        if (at == text.length() || oneIn(3)) {
            text.insert(at, c);
        } else if (random.nextBoolean()) {
            text.setCharAt(at, c);
        } else {
            text.deleteCharAt(at);
        }
    }

    /** How to replay: {@code -Dseed=…}. */
    @Override
    public String toString() {
        return "-Dseed=" + seed;
    }
}
