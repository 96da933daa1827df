package org.openbloctel.registry.list.guard;

/** A set of numbers above 0, without an object for each. Not thread-safe. */
final class LongSet {
    private static final int MIN_SIZE = 1 << 8;
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private long[] table = new long[MIN_SIZE];
    private int size;

    /** Adds a number above 0; false when it was there. */
    boolean add(long number) {
        int slot = slot(number);
        if (table[slot] != 0) {
            return false;
        }
        table[slot] = number;
        size++;
        if (size > table.length / 2) {
            grow();
        }
        return true;
    }

    boolean contains(long number) {
        return table[slot(number)] != 0;
    }

    int size() {
        return size;
    }

    /** All of them, in no order. */
    long[] toArray() {
        long[] all = new long[size];
        int n = 0;
        for (long number : table) {
            if (number != 0) {
                all[n++] = number;
            }
        }
        return all;
    }

    private int slot(long number) {
        int mask = table.length - 1;
        int slot = (int) ((number * SPREAD) >>> 32) & mask;
        while (table[slot] != 0 && table[slot] != number) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] old = table;
        table = new long[2 * old.length];
        for (long number : old) {
            if (number != 0) {
                table[slot(number)] = number;
            }
        }
    }
}
