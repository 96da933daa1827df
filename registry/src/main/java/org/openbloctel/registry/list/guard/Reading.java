package org.openbloctel.registry.list.guard;

import java.util.HashSet;
import java.util.Set;

/**
 * The numbers of one file, collected while it is judged: all of them while they are few, later a sample as {@link Asked} has it, but
 * with the numbers themselves, in memory until the file is judged. Not thread-safe.
 */
public final class Reading {
    private static final int MIN_SIZE = 1 << 8;

    private final PrintKey key;
    private final PrintBatch batch;
    private final CanarySet known;
    private final Set<Long> canaries = new HashSet<>();
    private int level;
    private int count;
    /** A print and its number, side by side; an E.164 number is never 0. */
    private long[] table = new long[2 * MIN_SIZE];

    private long total;

    /** For numbers that are not metered, as those of tests. */
    public static Reading unused() {
        return new Reading(new PrintKey(new byte[PrintKey.BYTES]));
    }

    /** Nothing yet. */
    public Reading(PrintKey key) {
        this(key, CanarySet.NONE);
    }

    Reading(PrintKey key, CanarySet known) {
        this.key = key;
        this.batch = new PrintBatch(key);
        this.known = known;
    }

    /** Takes a number in. Hot code. */
    public void add(long e164) {
        total++;
        long print = key.print(e164);
        if (PrintKey.isSampled(print, level)) {
            put(print, e164);
        }
        if (known.holds(e164)) {
            canaries.add(print);
        }
    }

    /** Takes the first of an array in: a fifth of the time that one after the other takes. */
    public void add(long[] e164s, int n) {
        total += n;
        for (int from = 0; from < n; from += PrintBatch.SIZE) {
            int some = Math.min(PrintBatch.SIZE, n - from);
            long[] prints = batch.of(e164s, from, some);
            for (int i = 0; i < some; i++) {
                if (PrintKey.isSampled(prints[i], level)) {
                    put(prints[i], e164s[from + i]);
                }
            }
            for (int i = 0; i < some && known.size() > 0; i++) {
                if (known.holds(e164s[from + i])) {
                    canaries.add(prints[i]);
                }
            }
        }
    }

    /** The prints of the canaries among them: all, not a sample. */
    Set<Long> canaries() {
        return canaries;
    }

    private void put(long print, long number) {
        int slot = slot(print);
        if (table[slot + 1] == 0) {
            table[slot] = print;
            table[slot + 1] = number;
            count++;
            if (count > Asked.MAX) {
                level++;
                rebuild(table.length);
            } else if (count > table.length / 4) {
                rebuild(table.length * 2);
            }
        }
    }

    private int slot(long print) {
        int mask = table.length / 2 - 1;
        int slot = (int) ((print * 0x9e3779b97f4a7c15L) >>> 40) & mask;
        while (table[2 * slot + 1] != 0 && table[2 * slot] != print) {
            slot = (slot + 1) & mask;
        }
        return 2 * slot;
    }

    private void rebuild(int size) {
        long[] old = table;
        table = new long[size];
        count = 0;
        for (int at = 0; at < old.length; at += 2) {
            if (old[at + 1] != 0 && PrintKey.isSampled(old[at], level)) {
                int slot = slot(old[at]);
                table[slot] = old[at];
                table[slot + 1] = old[at + 1];
                count++;
            }
        }
    }

    int level() {
        return level;
    }

    /** About how many different numbers were read: exactly, while they are few. */
    public long numbers() {
        return (long) count << level;
    }

    /** How many numbers were read, repeats included. */
    public long total() {
        return total;
    }

    void forEach(Pair pair) {
        for (int at = 0; at < table.length; at += 2) {
            if (table[at + 1] != 0) {
                pair.take(table[at], table[at + 1]);
            }
        }
    }

    /** Takes a print with its number. */
    @FunctionalInterface
    interface Pair {
        void take(long print, long e164);
    }
}
