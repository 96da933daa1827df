package org.openbloctel.bench.data;

/** A drawn list: which numbers are on it, and a sample of it from which call files take their hits. */
final class ListedNumbers {

    /** 64 MB of sample: all of a French list, and of a larger one far more numbers than a processor cache holds. */
    private static final int SAMPLE = 1 << 24;

    private final NumberSpace space;
    private final long[] bits;
    private final int[] sample;
    private final long count;
    private long drawn;

    private ListedNumbers(NumberSpace space, long count) {
        if (count < 1 || count > space.size() / 2) {
            throw new IllegalArgumentException("a list of " + count + " numbers cannot be drawn from " + space.size());
        }
        this.space = space;
        this.count = count;
        bits = new long[Math.toIntExact((space.size() + 63) >>> 6)];
        sample = new int[(int) Math.min(count, SAMPLE)];
    }

    /** Takes each number as it is drawn, in the order of the list. */
    @FunctionalInterface
    interface Sink<E extends Exception> {
        void take(long index) throws E;
    }

    static <E extends Exception> ListedNumbers draw(NumberSpace space, long count, long seed, Sink<E> sink) throws E {
        ListedNumbers numbers = new ListedNumbers(space, count);
        SplitMix64 random = new SplitMix64(seed);
        while (numbers.drawn < count) {
            long index = space.draw(random);
            if (numbers.add(index)) {
                sink.take(index);
            }
        }
        return numbers;
    }

    private boolean add(long index) {
        int word = (int) (index >>> 6);
        long bit = 1L << index;
        if ((bits[word] & bit) != 0) {
            return false;
        }
        bits[word] |= bit;
        if (drawn < sample.length) {
            sample[(int) drawn] = (int) index;
        }
        drawn++;
        return true;
    }

    boolean contains(long index) {
        return (bits[(int) (index >>> 6)] & 1L << index) != 0;
    }

    long drawListed(SplitMix64 random) {
        return Integer.toUnsignedLong(sample[random.below(sample.length)]);
    }

    long drawUnlisted(SplitMix64 random) {
        while (true) {
            long index = space.draw(random);
            if (!contains(index)) {
                return index;
            }
        }
    }

    long national(long index) {
        return space.national(index);
    }

    long count() {
        return count;
    }
}
