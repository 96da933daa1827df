package org.openbloctel.registry.list.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.openbloctel.scrub.engine.Seed;

/** Prints are SipHash-1-3 of a group of four numbers, and say nothing without their key. */
final class PrintKeyTest {
    private static final long MASK = (1L << 46) - 1;

    private final SplittableRandom random = Seed.random(PrintKeyTest.class);

    /** The vector for the eight bytes 0 to 7 under the key of the bytes 0 to 15, from the tests of Rust's standard library. */
    @Test
    void printIsTheReferenceHashOfItsGroup() {
        byte[] key = new byte[16];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        long expected = Long.reverseBytes(HexFormat.fromHexDigitsToLong("8e9a298d11959036"));
        long word = 0x0706050403020100L;
        assertThat(PrintKey.group(new PrintKey(key).print(word << 2 | 3))).isEqualTo(expected & MASK);
    }

    @Test
    void everyHashIsThatOfAPlainImplementation() {
        for (int i = 0; i < 1_000; i++) {
            byte[] key = new byte[16];
            random.nextBytes(key);
            long word = random.nextLong(1L << 40);
            long number = word << 2 | random.nextInt(4);
            long print = new PrintKey(key).print(number);
            assertThat(PrintKey.group(print)).isEqualTo(plain(key, word) & MASK);
            assertThat(print & 3).isEqualTo(number & 3);
        }
    }

    /** As the paper has it: one round a word of the message, three at the end. */
    private static long plain(byte[] key, long word) {
        long[] v = {
            little(key, 0) ^ 0x736f6d6570736575L,
            little(key, 8) ^ 0x646f72616e646f6dL,
            little(key, 0) ^ 0x6c7967656e657261L,
            little(key, 8) ^ 0x7465646279746573L
        };
        for (long m : new long[] {word, 8L << 56}) {
            v[3] ^= m;
            round(v);
            v[0] ^= m;
        }
        v[2] ^= 0xff;
        round(v);
        round(v);
        round(v);
        return v[0] ^ v[1] ^ v[2] ^ v[3];
    }

    private static void round(long[] v) {
        half(v, 0, 1, 2, 3, 13, 16);
        half(v, 2, 1, 0, 3, 17, 21);
    }

    private static void half(long[] v, int a, int b, int c, int d, int s, int t) {
        v[a] += v[b];
        v[c] += v[d];
        v[b] = Long.rotateLeft(v[b], s) ^ v[a];
        v[d] = Long.rotateLeft(v[d], t) ^ v[c];
        v[a] = Long.rotateLeft(v[a], 32);
    }

    private static long little(byte[] key, int from) {
        long word = 0;
        for (int i = 7; i >= 0; i--) {
            word = word << 8 | (key[from + i] & 0xff);
        }
        return word;
    }

    @Test
    void neighboursOfAGroupAreSampledTogetherAndOneGroupInTwoToTheLevel() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        PrintKey key = new PrintKey(bytes);
        int level = 5;
        int groups = 64_000;
        int sampled = 0;
        long first = 33_600_000_000L;
        for (int g = 0; g < groups; g++) {
            boolean in = PrintKey.isSampled(key.print(first + 4L * g), level);
            sampled += in ? 1 : 0;
            for (int place = 1; place < 4; place++) {
                assertThat(PrintKey.isSampled(key.print(first + 4L * g + place), level))
                        .isEqualTo(in);
            }
        }
        double expected = groups / 32.0;
        assertThat((double) sampled).isBetween(expected - 6 * Math.sqrt(expected), expected + 6 * Math.sqrt(expected));
    }
}
