package org.openbloctel.registry.list.guard;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * The numbers that a principal asked for, as prints with the day of the last question: all of them while they are few, later those of
 * one group in 2, 4, 8…, so that they never exceed 16,384. A print that was not there stands for as many fresh numbers as a
 * group is sampled from.
 *
 * <p>The arithmetic: a principal with D numbers has level L = log2(D / 16,384), rounded up, and a batch of f fresh ones is counted
 * with an error of sqrt(2^L / f): none up to 16,384 numbers; 3 % for the 62,500 a day of a principal with a million; 5 % for 500,000 a
 * day of one with ten million. Sequences are sampled in groups of four, and the error doubles. Not thread-safe.
 */
final class Asked {
    /** The most prints kept. */
    static final int MAX = 1 << 14;
    /** A number that was asked for within so many days is no fresh one. */
    static final int KNOWN_DAYS = 400;

    private static final int DAY_BITS = 16;
    private static final long DAY_MASK = (1L << DAY_BITS) - 1;
    private static final int MIN_SIZE = 1 << 8;
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private int level;
    private int count;
    private long[] table;

    /** Nothing yet. */
    Asked() {
        this(0);
    }

    /** With room for so many entries: a table that grows is filled again each time. */
    private Asked(int entries) {
        this.table = new long[Integer.highestOneBit(Math.max(MIN_SIZE - 1, 2 * entries - 1)) << 1];
    }

    /** Groups are sampled one in 2^level. */
    int level() {
        return level;
    }

    /** How many numbers a sampled one stands for. */
    long scale() {
        return 1L << level;
    }

    int count() {
        return count;
    }

    /** About how many different numbers were asked for. */
    long estimate() {
        return (long) count << level;
    }

    /** Whether this number was asked for of late. A print that is not sampled must not be asked about. */
    boolean knows(long print, int day) {
        long entry = table[slot(print)];
        return entry != 0 && day - (int) (entry & DAY_MASK) <= KNOWN_DAYS;
    }

    /** Whether a print is there, of whichever day. */
    boolean has(long print) {
        return table[slot(print)] != 0;
    }

    /**
     * Takes a number in. A print that is not sampled is left out.
     *
     * @param day of the epoch, at least 1
     */
    void put(long print, int day) {
        if (!PrintKey.isSampled(print, level)) {
            return;
        }
        int slot = slot(print);
        boolean known = table[slot] != 0;
        int before = known ? (int) (table[slot] & DAY_MASK) : 0;
        table[slot] = (print << DAY_BITS) | Math.max(before, day);
        if (known) {
            return;
        }
        count++;
        if (count > MAX) {
            thin(level + 1);
        } else if (count > table.length / 2) {
            rebuild(table.length * 2, level);
        }
    }

    /** Where a print stands, or the free slot for it. */
    private int slot(long print) {
        int mask = table.length - 1;
        int slot = (int) ((print * SPREAD) >>> 40) & mask;
        while (table[slot] != 0 && table[slot] >>> DAY_BITS != print) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Keeps the groups of a higher level alone. */
    void thin(int higher) {
        if (higher > level) {
            level = higher;
            rebuild(table.length, level);
        }
    }

    private void rebuild(int size, int sampled) {
        long[] old = table;
        table = new long[size];
        count = 0;
        for (long entry : old) {
            if (entry != 0 && PrintKey.isSampled(entry >>> DAY_BITS, sampled)) {
                table[slot(entry >>> DAY_BITS)] = entry;
                count++;
            }
        }
    }

    /** Takes in what another server or a file recorded of the same principal. */
    void merge(Asked other) {
        thin(other.level);
        for (long entry : other.table) {
            if (entry != 0) {
                put(entry >>> DAY_BITS, (int) (entry & DAY_MASK));
            }
        }
    }

    /** The same without what was asked for before a day; where much room is left, more is sampled from here on. */
    Asked since(int day) {
        Asked later = new Asked(count);
        later.level = level;
        for (long entry : table) {
            if (entry != 0 && (int) (entry & DAY_MASK) >= day) {
                later.put(entry >>> DAY_BITS, (int) (entry & DAY_MASK));
            }
        }
        while (later.level > 0 && later.count < MAX / 4) {
            later.level--;
        }
        return later;
    }

    void forEach(LongConsumer print) {
        for (long entry : table) {
            if (entry != 0) {
                print.accept(entry >>> DAY_BITS);
            }
        }
    }

    /** For its column: the level, then the entries, without those of more than 400 days ago. */
    byte[] written(int today) {
        ByteBuffer out = ByteBuffer.allocate(1 + count * Long.BYTES);
        out.put((byte) level);
        for (long entry : table) {
            if (entry != 0 && today - (int) (entry & DAY_MASK) <= KNOWN_DAYS) {
                out.putLong(entry);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** As its column has it. */
    static Asked read(byte[] written) {
        Asked asked = new Asked(Math.min(MAX, written.length / Long.BYTES));
        if (written.length > 0) {
            ByteBuffer in = ByteBuffer.wrap(written);
            asked.level = in.get();
            while (in.hasRemaining()) {
                long entry = in.getLong();
                asked.put(entry >>> DAY_BITS, (int) (entry & DAY_MASK));
            }
        }
        return asked;
    }
}
