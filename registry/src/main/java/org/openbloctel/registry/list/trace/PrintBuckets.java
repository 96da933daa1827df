package org.openbloctel.registry.list.trace;

import java.io.IOException;
import java.util.Arrays;

/**
 * Collects prints and gives them ascending, each once. A cipher made them, so they are spread evenly: they lie in 1,024 buckets by their first
 * bits, and each bucket is sorted where the processor's cache holds it. Any other numbers are sorted too, only slower. Hot code. Not thread-safe.
 *
 * <p>The arithmetic. A print takes eight bytes, without a second array to sort them in: 80 MB for ten million. A bucket fills a block of two
 * cache lines, 128 KiB for all, and a full block is copied to the next place in memory, so that memory is written from its beginning to its end.
 */
public final class PrintBuckets {
    private static final int BITS = 10;
    private static final int BUCKETS = 1 << BITS;
    private static final int BUCKET_SHIFT = Long.SIZE - BITS;
    /** A bucket is sorted by the bits behind those that are its place, in two passes. */
    private static final int HIGH_SHIFT = BUCKET_SHIFT - BITS;

    private static final int LOW_SHIFT = HIGH_SHIFT - BITS;
    /** Below, the counts of a pass cost more than the order. */
    private static final int FEW_IN_A_BUCKET = 128;

    private static final int BLOCK = 16;
    /** 256 KiB: no more than a region of the heap holds. */
    private static final int CHUNK_BLOCKS = 1 << 11;

    private static final int FIRST = 1 << 8;
    /** Up to here they lie in one array. */
    private static final int FEW = 1 << 12;

    private static final int NONE = -1;

    private final int ignored;
    private long[] few = new long[FIRST];
    private int count;
    private int limit;
    private boolean ordered;

    /** The block that a bucket fills, and how many are in it. */
    private long[] open = {};

    private int[] filled = {};
    /** The last full block of a bucket, and of each block the one before; {@link #NONE} ends them. */
    private int[] last = {};

    private int[] before = {};
    private int[] inBlocks = {};
    private long[][] chunks = {};
    private int blocks;
    private int freed = NONE;

    private long[] sorted = {};
    private long[] beside = {};
    private final int[] high = new int[BUCKETS];
    private final int[] low = new int[BUCKETS];

    /** Takes prints, ascending. */
    @FunctionalInterface
    public interface Taker {
        /** Takes the first of an array, which may be changed. */
        void take(long[] prints, int count) throws IOException;
    }

    /**
     * None yet.
     *
     * @param ignored how many of the last bits do not tell prints apart: of equal ones the lowest is kept
     * @param roomy from so many on, those that stand twice are dropped before there is more room
     */
    public PrintBuckets(int ignored, int roomy) {
        this.ignored = ignored;
        this.limit = roomy;
    }

    /** Adds the first of an array. */
    public void add(long[] prints, int n) {
        if (count + n > limit) {
            dropDoubles();
            while (count + n > limit || count > limit / 2) {
                limit = Math.multiplyExact(2, limit);
            }
        }
        ordered = false;
        if (open.length == 0) {
            if (count + n <= FEW) {
                addToFew(prints, n);
                return;
            }
            spread();
        }
        put(prints, n);
        count += n;
    }

    private void addToFew(long[] prints, int n) {
        if (count + n > few.length) {
            few = Arrays.copyOf(few, Math.min(FEW, Math.max(2 * few.length, count + n)));
        }
        System.arraycopy(prints, 0, few, count, n);
        count += n;
    }

    private void spread() {
        open = new long[BUCKETS * BLOCK];
        filled = new int[BUCKETS];
        last = new int[BUCKETS];
        Arrays.fill(last, NONE);
        inBlocks = new int[BUCKETS];
        before = new int[CHUNK_BLOCKS];
        put(few, count);
        few = new long[] {};
    }

    /** Negative numbers come first. */
    private static int bucket(long print) {
        return (int) ((print ^ Long.MIN_VALUE) >>> BUCKET_SHIFT);
    }

    private void put(long[] prints, int n) {
        long[] to = open;
        int[] full = filled;
        for (int i = 0; i < n; i++) {
            long print = prints[i];
            int bucket = bucket(print);
            int at = full[bucket];
            to[bucket * BLOCK + at] = print;
            at++;
            if (at == BLOCK) {
                flush(bucket);
                at = 0;
            }
            full[bucket] = at;
        }
    }

    private void flush(int bucket) {
        int block = newBlock();
        System.arraycopy(open, bucket * BLOCK, chunks[block / CHUNK_BLOCKS], block % CHUNK_BLOCKS * BLOCK, BLOCK);
        before[block] = last[bucket];
        last[bucket] = block;
        inBlocks[bucket] += BLOCK;
    }

    private int newBlock() {
        if (freed != NONE) {
            int block = freed;
            freed = before[block];
            return block;
        }
        if (blocks == chunks.length * CHUNK_BLOCKS) {
            chunks = Arrays.copyOf(chunks, chunks.length + 1);
            chunks[chunks.length - 1] = new long[CHUNK_BLOCKS * BLOCK];
            if (blocks == before.length) {
                before = Arrays.copyOf(before, 2 * blocks);
            }
        }
        return blocks++;
    }

    /** How many were added, without those that were dropped since. */
    public int count() {
        return count;
    }

    /** How many there is room for. */
    public int room() {
        return few.length + open.length + chunks.length * CHUNK_BLOCKS * BLOCK;
    }

    /** Drops those that stand twice. More may be added. */
    public void dropDoubles() {
        if (ordered) {
            return;
        }
        if (open.length == 0) {
            Arrays.sort(few, 0, count);
            count = distinct(few, 0, count, 0);
        } else {
            int left = 0;
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                left += order(bucket);
            }
            count = left;
        }
        ordered = true;
    }

    /** Gives all, ascending and each once, in several arrays; as often as need be. */
    public void forEach(Taker taker) throws IOException {
        if (open.length == 0) {
            dropDoubles();
            taker.take(few.clone(), count);
            return;
        }
        int left = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            int n = ordered ? gather(bucket) : order(bucket);
            if (n > 0) {
                taker.take(sorted, n);
                left += n;
            }
        }
        count = left;
        ordered = true;
    }

    /** All in one array, ascending and each once: the first {@link #count} of it. Nothing is added any more. */
    public long[] toArray() {
        if (open.length == 0) {
            dropDoubles();
            return few;
        }
        long[] all = new long[count];
        int n = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            int some = sort(bucket);
            System.arraycopy(sorted, 0, all, n, some);
            n += some;
        }
        count = n;
        return all;
    }

    /** Forgets all, and keeps the room. */
    public void clear() {
        count = 0;
        Arrays.fill(filled, 0);
        Arrays.fill(last, NONE);
        Arrays.fill(inBlocks, 0);
        blocks = 0;
        freed = NONE;
    }

    /** Copies a bucket to {@link #sorted}, in the order in which {@link #keep} stores it; returns how many. */
    private int gather(int bucket) {
        int n = inBlocks[bucket] + filled[bucket];
        if (sorted.length < n) {
            sorted = new long[n + n / 4];
            beside = new long[sorted.length];
        }
        int at = 0;
        for (int block = last[bucket]; block != NONE; block = before[block]) {
            System.arraycopy(chunks[block / CHUNK_BLOCKS], block % CHUNK_BLOCKS * BLOCK, sorted, at, BLOCK);
            at += BLOCK;
        }
        System.arraycopy(open, bucket * BLOCK, sorted, at, filled[bucket]);
        return n;
    }

    /** Stores the first of {@link #sorted} as a bucket, which had at least as many; frees blocks that it does not need. */
    private void keep(int bucket, int n) {
        int at = 0;
        int end = NONE;
        int block = last[bucket];
        while (block != NONE && at + BLOCK <= n) {
            System.arraycopy(sorted, at, chunks[block / CHUNK_BLOCKS], block % CHUNK_BLOCKS * BLOCK, BLOCK);
            at += BLOCK;
            end = block;
            block = before[block];
        }
        if (end == NONE) {
            last[bucket] = NONE;
        } else {
            before[end] = NONE;
        }
        inBlocks[bucket] = at;
        filled[bucket] = n - at;
        System.arraycopy(sorted, at, open, bucket * BLOCK, n - at);
        while (block != NONE) {
            int next = before[block];
            before[block] = freed;
            freed = block;
            block = next;
        }
    }

    /** Copies a bucket to {@link #sorted}, ascending and each once, and stores it so; returns how many. */
    private int order(int bucket) {
        int n = sort(bucket);
        keep(bucket, n);
        return n;
    }

    /** The same without storing it. */
    private int sort(int bucket) {
        int n = gather(bucket);
        if (n < FEW_IN_A_BUCKET) {
            Arrays.sort(sorted, 0, n);
            return distinct(sorted, 0, n, 0);
        }
        count(n);
        move(sorted, beside, n, low, LOW_SHIFT);
        move(beside, sorted, n, high, HIGH_SHIFT);
        return sortRuns(n);
    }

    /** Where the first print of each digit goes. */
    private void count(int n) {
        Arrays.fill(low, 0);
        Arrays.fill(high, 0);
        for (int i = 0; i < n; i++) {
            low[digit(sorted[i], LOW_SHIFT)]++;
            high[digit(sorted[i], HIGH_SHIFT)]++;
        }
        int lowSum = 0;
        int highSum = 0;
        for (int d = 0; d < BUCKETS; d++) {
            int ofLow = low[d];
            int ofHigh = high[d];
            low[d] = lowSum;
            high[d] = highSum;
            lowSum += ofLow;
            highSum += ofHigh;
        }
    }

    private static void move(long[] from, long[] to, int n, int[] places, int shift) {
        for (int i = 0; i < n; i++) {
            long print = from[i];
            to[places[digit(print, shift)]++] = print;
        }
    }

    private static int digit(long print, int shift) {
        return (int) (print >>> shift) & (BUCKETS - 1);
    }

    /** Prints whose first bits are the same are not in order yet: next to none but equal ones. */
    private int sortRuns(int n) {
        long[] prints = sorted;
        int kept = 0;
        int start = 0;
        for (int i = 1; i <= n; i++) {
            if (i == n || (prints[i] ^ prints[start]) >>> LOW_SHIFT != 0) {
                if (i - start == 1) {
                    prints[kept++] = prints[start];
                } else {
                    Arrays.sort(prints, start, i);
                    kept = distinct(prints, start, i, kept);
                }
                start = i;
            }
        }
        return kept;
    }

    /** Moves sorted prints to a place before them, without those that stand twice; returns where they end. */
    private int distinct(long[] prints, int start, int end, int to) {
        int kept = to;
        for (int i = start; i < end; i++) {
            if (i == start || (prints[i] ^ prints[i - 1]) >>> ignored != 0) {
                prints[kept++] = prints[i];
            }
        }
        return kept;
    }
}
