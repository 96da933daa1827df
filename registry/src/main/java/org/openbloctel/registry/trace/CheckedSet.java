package org.openbloctel.registry.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.filevault.Vault;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.scrub.engine.Verdict;

/**
 * Collects the numbers of one file with their answers while it is scrubbed. A number takes eight bytes of memory; when there are eight
 * million, 64 MiB, they are sorted and written into the vault as a run, and the runs are merged in the end. Of a number that stands on
 * several lines the answer that is best for the company is kept. Not thread-safe.
 */
public final class CheckedSet implements Traced {
    /** Numbers in memory. */
    static final int MAX = 1 << 23;

    private static final int FIRST = 1 << 10;
    private static final int ANSWER_BITS = 3;
    private static final int ANSWER_MASK = (1 << ANSWER_BITS) - 1;

    private final int year;
    private final NumberShuffle shuffle;
    private final int max;
    private final int bits;
    private final Vault vault;
    private final UUID id = UUID.randomUUID();
    private final byte[] key = MasterKeys.newDataKey();
    private final List<Shape> runs = new ArrayList<>();
    private long[] entries = {};
    private int count;
    private boolean sorted;

    /**
     * Nothing yet.
     *
     * @param max how many numbers are held in memory
     */
    CheckedSet(int year, NumberShuffle shuffle, int bits, Vault vault, int max) {
        this.year = year;
        this.shuffle = shuffle;
        this.bits = bits;
        this.vault = vault;
        this.max = max;
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

    /** Hot code: the number is shuffled and sorted later. */
    @Override
    public void add(long e164, Verdict verdict) throws IOException {
        put(e164, Answer.of(verdict).code());
    }

    @Override
    public void addBeside(long e164) throws IOException {
        put(e164, Answer.BESIDE.code());
    }

    private void put(long e164, int answer) throws IOException {
        if (count == entries.length) {
            makeRoom();
        }
        entries[count++] = e164 << ANSWER_BITS | answer;
    }

    private void makeRoom() throws IOException {
        if (count >= max) {
            sort();
            spill();
        } else {
            entries = Arrays.copyOf(entries, Math.min(max, Math.max(FIRST, 2 * count)));
        }
    }

    /** Numbers become prints, ascending, each once. */
    private void sort() {
        if (sorted) {
            return;
        }
        int shift = Long.SIZE - 1 - bits;
        for (int i = 0; i < count; i++) {
            long entry = entries[i];
            entries[i] = shuffle.print(entry >>> ANSWER_BITS) << shift | (entry & ANSWER_MASK);
        }
        entries = PrintSort.sort(entries, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (kept == 0 || entries[i] >>> ANSWER_BITS != entries[kept - 1] >>> ANSWER_BITS) {
                entries[kept++] = entries[i];
            }
        }
        count = kept;
        sorted = true;
    }

    private void spill() throws IOException {
        Shape shape = Shape.of(bits, count, 1);
        try (PrintsWriter run = new PrintsWriter(vault.create(id, run(runs.size()), key), shape)) {
            each((print, set, answer) -> run.add(print, 0, answer));
            run.finish();
        }
        runs.add(shape);
        count = 0;
        sorted = false;
    }

    private static String run(int n) {
        return "run-" + n;
    }

    /** All prints, ascending, each once; as often as need be. Nothing is added any more. */
    void forEach(MergedPrints.Entries taker) throws IOException {
        sort();
        if (runs.isEmpty()) {
            each(taker);
            return;
        }
        if (count > 0) {
            spill();
        }
        List<MergedPrints.Source> sources = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            PrintsReader reader = new PrintsReader(vault.open(id, run(i), key), runs.get(i));
            sources.add(new MergedPrints.Source(reader, 0));
        }
        long[] last = {-1};
        try (MergedPrints merged = new MergedPrints(sources)) {
            merged.forEach((print, set, answer) -> {
                if (print != last[0]) {
                    taker.entry(print, 0, answer);
                    last[0] = print;
                }
            });
        }
    }

    private void each(MergedPrints.Entries taker) throws IOException {
        int shift = Long.SIZE - 1 - bits;
        for (int i = 0; i < count; i++) {
            taker.entry(entries[i] >>> shift, 0, (int) entries[i] & ANSWER_MASK);
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
