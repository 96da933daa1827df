package org.openbloctel.registry.list.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.Verdict;

/**
 * Collects the numbers of one file with their answers while it is scrubbed. A number becomes a print at once, of eight bytes of memory; when there are
 * sixteen million different ones, 128 MiB, they are written into the vault as a run, and the runs are merged in the end. Of a number that stands on
 * several lines the answer that is best for the company is kept. Not thread-safe.
 */
public final class CheckedSet implements Traced {
    /** Numbers in memory. */
    static final int MAX = 1 << 24;

    /** The bits of an entry that are the answer. */
    static final int ANSWER_BITS = 3;

    static final int ANSWER_MASK = (1 << ANSWER_BITS) - 1;

    private static final int BATCH = 1 << 11;
    private static final byte[] CODES = codes();

    private final int year;
    private final NumberShuffle.Batch shuffle;
    private final int max;
    private final int bits;
    private final Vault vault;
    private final UUID id = UUID.randomUUID();
    private final byte[] key = MasterKeys.newDataKey();
    private final List<Shape> runs = new ArrayList<>();
    private final PrintBuckets prints;
    private final long[] batch = new long[BATCH];
    private final byte[] answers = new byte[BATCH];
    private int collected;
    private boolean ended;

    /** Takes entries in the order of their prints: each is a print and the bits of its answer. */
    @FunctionalInterface
    interface Entries {
        /** Takes the first of an array. */
        void take(long[] entries, int count) throws IOException;
    }

    /**
     * Nothing yet.
     *
     * @param max how many numbers are held in memory, more or less
     */
    CheckedSet(int year, NumberShuffle shuffle, int bits, Vault vault, int max) {
        this.year = year;
        this.shuffle = shuffle.new Batch(BATCH);
        this.bits = bits;
        this.vault = vault;
        this.max = max;
        this.prints = new PrintBuckets(ANSWER_BITS, Integer.MAX_VALUE);
    }

    private static byte[] codes() {
        byte[] codes = new byte[Verdict.values().length];
        for (Verdict verdict : Verdict.values()) {
            codes[verdict.ordinal()] = (byte) Answer.of(verdict).code();
        }
        return codes;
    }

    /** The folder of its files. */
    UUID id() {
        return id;
    }

    /** Of the key of its prints. */
    int year() {
        return year;
    }

    byte[] key() {
        return key;
    }

    /** Hot code: the number is shuffled with others. */
    @Override
    public void add(long e164, Verdict verdict) throws IOException {
        put(e164, CODES[verdict.ordinal()]);
    }

    @Override
    public void add(long[] e164s, byte[] verdicts, int n) throws IOException {
        for (int from = 0; from < n; ) {
            if (collected == BATCH) {
                toPrints();
            }
            int some = Math.min(n - from, BATCH - collected);
            for (int i = 0; i < some; i++) {
                answers[collected + i] = CODES[verdicts[from + i]];
            }
            System.arraycopy(e164s, from, batch, collected, some);
            collected += some;
            from += some;
        }
    }

    @Override
    public void addBeside(long e164) throws IOException {
        put(e164, Answer.BESIDE.code());
    }

    private void put(long e164, int answer) throws IOException {
        if (collected == BATCH) {
            toPrints();
        }
        batch[collected] = e164;
        answers[collected++] = (byte) answer;
    }

    /** Numbers become prints: their bits come first, those of the answer last. */
    private void toPrints() throws IOException {
        if (prints.count() + collected > max) {
            prints.dropDoubles();
            if (prints.count() > max / 2) {
                spill();
            }
        }
        int shift = Long.SIZE - bits;
        long[] some = batch;
        shuffle.shuffle(some, collected);
        for (int i = 0; i < collected; i++) {
            some[i] = (Long.MIN_VALUE ^ (some[i] << shift)) | answers[i];
        }
        prints.add(some, collected);
        collected = 0;
    }

    private void spill() throws IOException {
        Shape shape = Shape.of(bits, prints.count(), 1);
        try (PrintsWriter run = new PrintsWriter(vault.create(id, run(runs.size()), key), shape)) {
            each((entries, count) -> run.add(entries, count, 0));
            run.finish();
        }
        runs.add(shape);
        prints.clear();
    }

    private static String run(int n) {
        return "run-" + n;
    }

    /** All entries, each print once; as often as need be. Nothing is added any more. */
    void forEach(Entries taker) throws IOException {
        end();
        if (runs.isEmpty()) {
            each(taker);
            return;
        }
        List<MergedPrints.Source> sources = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            PrintsReader reader = new PrintsReader(vault.open(id, run(i), key), runs.get(i));
            sources.add(new MergedPrints.Source(reader, 0));
        }
        Once once = new Once(taker);
        try (MergedPrints merged = new MergedPrints(sources)) {
            merged.forEach(once);
        }
        once.end();
    }

    private void end() throws IOException {
        if (ended) {
            return;
        }
        toPrints();
        if (!runs.isEmpty() && prints.count() > 0) {
            spill();
        }
        ended = true;
    }

    /** Entries that are in memory. */
    private void each(Entries taker) throws IOException {
        int shift = Long.SIZE - bits;
        prints.forEach((some, count) -> {
            for (int i = 0; i < count; i++) {
                long print = (some[i] ^ Long.MIN_VALUE) >>> shift;
                some[i] = print << ANSWER_BITS | (some[i] & ANSWER_MASK);
            }
            taker.take(some, count);
        });
    }

    /** Of a print that stands in several runs the first entry, which has the best answer; many at once. */
    private static final class Once implements MergedPrints.Entries {
        private final Entries taker;
        private final long[] some = new long[BATCH];
        private int count;
        private long last = -1;

        Once(Entries taker) {
            this.taker = taker;
        }

        @Override
        public void entry(long print, int set, int answer) throws IOException {
            if (print != last) {
                last = print;
                some[count++] = print << ANSWER_BITS | answer;
                if (count == BATCH) {
                    end();
                }
            }
        }

        void end() throws IOException {
            taker.take(some, count);
            count = 0;
        }
    }

    /** A new file in its folder. */
    OutputStream create(String name) throws IOException {
        return vault.create(id, name, key);
    }

    /** Removes the runs, which nothing reads any more. */
    void removeRuns() throws IOException {
        for (int i = 0; i < runs.size(); i++) {
            vault.delete(id, run(i));
        }
    }

    /** Removes all of its files. */
    void remove() throws IOException {
        vault.deleteBut(id, List.of());
    }
}
