package org.openbloctel.scrub.list;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * An opposition list at one revision: the numbers that may not be called. Immutable, safe for any number of threads;
 * pin one object for the whole of a scrub and every line is judged by the same revision.
 *
 * <p>It is probed in its compact form until so many numbers were asked that unpacking it to a bit map pays (12 million
 * numbers: some 60 ms and 68 MB once, against 40 to 250 ns a probe): a small call file costs little memory and no wait.
 */
public final class OppositionList {
    /** Probes after which the bit map has paid for itself, about 60 ms divided by the 250 ns of code that is not compiled yet. */
    static final long PROBES_BEFORE_EXPANSION = 250_000;

    private final NumberingPlan plan;
    private final long revision;
    private final Instant time;
    private final long size;
    private final String digest;
    private final Blocks blocks;
    private final AtomicLong probes = new AtomicLong();
    private volatile @Nullable ProbeBits bits;

    OppositionList(NumberingPlan plan, long revision, Instant time, long size, String digest, Blocks blocks) {
        this.plan = plan;
        this.revision = revision;
        this.time = time;
        this.size = size;
        this.digest = digest;
        this.blocks = blocks;
    }

    /**
     * Opens a list's file, memory-mapped, after checking that it is whole.
     *
     * @throws UntrustedListException when it is no list, truncated, damaged, or of a newer format
     */
    public static OppositionList open(Path file) throws IOException {
        return ListFile.open(file);
    }

    /** Writes the list's file; it appears under its name only once it is whole and on the disk. */
    public void write(Path file) throws IOException {
        ListFile.write(this, file);
    }

    /** The plan whose numbers the list holds. */
    public NumberingPlan plan() {
        return plan;
    }

    /** The revision: every change makes the next one. */
    public long revision() {
        return revision;
    }

    /** When this revision was made, to the millisecond. */
    public Instant time() {
        return time;
    }

    /** How many numbers are on the list. */
    public long size() {
        return size;
    }

    /** {@code sha256:…} over the numbers alone, as {@code LC_ALL=C sort -u | sha256sum} computes it from E.164 lines. */
    public String digest() {
        return "sha256:" + digest;
    }

    /** Whether the list holds this E.164 number, such as {@code 33612345678L}. */
    public boolean contains(long e164) {
        long national = plan.national(e164);
        return national >= 0 && holds(national);
    }

    /** Whether the list holds this national number of its plan. */
    public boolean holds(long national) {
        ProbeBits expanded = bits;
        return expanded != null ? expanded.get(national) : blocks.contains(national);
    }

    /**
     * Looks up a batch of national numbers.
     *
     * @param numbers national numbers of the plan; negative entries answer 0
     * @param n how many entries count
     * @param scratch room for at least {@code n}
     * @param listed receives 1 for a listed number, else 0
     */
    public void probe(long[] numbers, int n, long[] scratch, byte[] listed) {
        ProbeBits expanded = bits;
        if (expanded == null && probes.addAndGet(n) > PROBES_BEFORE_EXPANSION) {
            expanded = expand();
        }
        if (expanded != null) {
            expanded.probe(numbers, n, scratch, listed);
            return;
        }
        for (int i = 0; i < n; i++) {
            listed[i] = (byte) (numbers[i] >= 0 && blocks.contains(numbers[i]) ? 1 : 0);
        }
    }

    /** The digest computed anew from the numbers, to be compared with {@link #digest()}: an audit of the file. */
    public boolean isConsistent() {
        NumbersDigest.Result computed = NumbersDigest.of(plan, copyOfPages());
        return computed.count() == size && computed.digest().equals(digest);
    }

    private synchronized ProbeBits expand() {
        ProbeBits expanded = bits;
        if (expanded == null) {
            expanded = new ProbeBits(blocks);
            bits = expanded;
        }
        return expanded;
    }

    BitPages copyOfPages() {
        BitPages copy = new BitPages(plan.space());
        long[] words = new long[1 << (Blocks.BLOCK_BITS - 6)];
        byte[] scratch = new byte[Blocks.BITMAP_BYTES];
        for (int block = 0; block < blocks.count(); block++) {
            if (!blocks.isEmpty(block)) {
                Arrays.fill(words, 0);
                blocks.expand(block, words, 0, scratch);
                copy.put((long) block << Blocks.BLOCK_BITS, words);
            }
        }
        return copy;
    }

    byte[] digestBytes() {
        return HexFormat.of().parseHex(digest);
    }

    Blocks blocks() {
        return blocks;
    }
}
