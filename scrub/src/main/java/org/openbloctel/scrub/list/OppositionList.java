package org.openbloctel.scrub.list;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
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
    private final Blocks blocks;
    /** The list that this one is a change of, and what differs from it; itself and nothing when it is no change. */
    private final OppositionList below;

    private final Overlay overlay;
    private final AtomicLong probes = new AtomicLong();
    private volatile @Nullable ProbeBits bits;
    /** Of a change it is computed when it is first asked for. */
    private volatile @Nullable String digest;

    OppositionList(NumberingPlan plan, long revision, Instant time, long size, String digest, Blocks blocks) {
        this(plan, revision, time, size, digest, blocks, null);
    }

    OppositionList(
            NumberingPlan plan,
            long revision,
            Instant time,
            long size,
            String digest,
            Blocks blocks,
            @Nullable ProbeBits bits) {
        this.bits = bits;
        this.plan = plan;
        this.revision = revision;
        this.time = time;
        this.size = size;
        this.digest = digest;
        this.blocks = blocks;
        this.below = this;
        this.overlay = Overlay.EMPTY;
    }

    private OppositionList(OppositionList below, Overlay overlay, long revision, Instant time, long size) {
        this.plan = below.plan;
        this.revision = revision;
        this.time = time.truncatedTo(ChronoUnit.MILLIS);
        this.size = size;
        this.blocks = below.blocks;
        this.below = below;
        this.overlay = overlay;
    }

    /**
     * Opens a list's file, memory-mapped, after checking that it is whole.
     *
     * @throws UntrustedListException when it is no list, truncated, damaged, or of a newer format
     */
    public static OppositionList open(Path file) throws IOException {
        return open(file, 0);
    }

    /**
     * Opens a list's file of which so many numbers are going to be asked, more or less: where that pays, the bit map is made
     * while the file is read.
     *
     * @throws UntrustedListException when it is no list, truncated, damaged, or of a newer format
     */
    public static OppositionList open(Path file, long expected) throws IOException {
        return ListFile.open(file, expected > PROBES_BEFORE_EXPANSION);
    }

    /** Writes the list's file; it appears under its name only once it is whole and on the disk. */
    public void write(Path file) throws IOException {
        ListFile.write(compact(), file);
    }

    /** Writes the bytes of the list's file, for a caller that keeps them elsewhere than in a plain file. */
    public void write(WritableByteChannel channel) throws IOException {
        ListFile.write(compact(), channel);
    }

    /**
     * Opens a list from the bytes of its file, which are kept, after checking that they are whole: for a caller that keeps them
     * elsewhere than in a plain file.
     *
     * @param file the bytes, not to be changed any more
     * @param name what an exception calls them
     * @throws UntrustedListException when they are no list, truncated, damaged, or of a newer format
     */
    public static OppositionList read(byte[] file, String name) throws IOException {
        return ListFile.read(file, name);
    }

    /**
     * The list that some changes make of this one, in microseconds: it shares this one's memory and remembers what differs,
     * {@link #changes()} numbers. For a list that changes all day; {@link #compact()} it when that grows beyond some 50,000.
     * As in {@link ListChange}, a number that is both added and removed is on the list.
     *
     * @param added E.164 numbers; those on the list already change nothing
     * @param removed E.164 numbers; those that are not on the list change nothing
     * @throws IllegalArgumentException when the plan has no such number
     */
    public OppositionList next(long revision, Instant time, long[] added, long[] removed) {
        long[] wanted = nationals(added);
        long[] on = Arrays.stream(wanted).filter(n -> !holds(n)).toArray();
        long[] off = Arrays.stream(nationals(removed))
                .filter(n -> holds(n) && Arrays.binarySearch(wanted, n) < 0)
                .toArray();
        Overlay turned = overlay.turned(on).turned(off);
        return new OppositionList(below, turned, revision, time, size + on.length - off.length);
    }

    private long[] nationals(long[] e164) {
        long[] nationals =
                Arrays.stream(e164).map(plan::national).sorted().distinct().toArray();
        if (nationals.length > 0 && nationals[0] < 0) {
            throw new IllegalArgumentException("not a number of plan " + plan);
        }
        return nationals;
    }

    @SuppressWarnings("ReferenceEquality") // a list that is no change of another stands on itself
    private boolean isChange() {
        return below != this;
    }

    /** How many numbers differ from the list that this one is a change of. */
    public int changes() {
        return overlay.size();
    }

    /** The same list in a form of its own, ready to be written: this one when it is no change of another. */
    public OppositionList compact() {
        if (overlay.size() > 0) {
            return new ListBuilder(plan, copyOfPages()).build(revision, time);
        }
        return isChange() ? new OppositionList(plan, revision, time, size, below.hexDigest(), blocks) : this;
    }

    /** Gives every number on the list, ascending by national number. */
    public void forEach(LongConsumer e164) {
        BitPages pages = copyOfPages();
        for (long word = 0; word < pages.space() >>> 6; word++) {
            for (long left = pages.word(word); left != 0; left &= left - 1) {
                e164.accept(plan.international((word << 6) + Long.numberOfTrailingZeros(left)));
            }
        }
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
        return "sha256:" + hexDigest();
    }

    private String hexDigest() {
        String known = digest;
        return known != null ? known : computedDigest();
    }

    private synchronized String computedDigest() {
        String known = digest;
        if (known == null) {
            known = overlay.size() == 0
                    ? below.hexDigest()
                    : NumbersDigest.of(plan, copyOfPages()).digest();
            digest = known;
        }
        return known;
    }

    /** Whether the list holds this E.164 number, such as {@code 33612345678L}. */
    public boolean contains(long e164) {
        long national = plan.national(e164);
        return national >= 0 && holds(national);
    }

    /** Whether the list holds this national number of its plan. */
    public boolean holds(long national) {
        ProbeBits expanded = below.bits;
        boolean held = expanded != null ? expanded.get(national) : blocks.contains(national);
        return overlay.size() == 0 ? held : held ^ overlay.differs(national);
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
        below.probeBelow(numbers, n, scratch, listed);
        if (overlay.size() > 0) {
            overlay.correct(numbers, n, listed);
        }
    }

    /**
     * Says that so many numbers are going to be looked up: where the bit map would be made among them, it is made at once.
     */
    public void expect(long numbers) {
        if (numbers > PROBES_BEFORE_EXPANSION) {
            below.expand();
        }
    }

    private void probeBelow(long[] numbers, int n, long[] scratch, byte[] listed) {
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
        return computed.count() == size && computed.digest().equals(hexDigest());
    }

    private synchronized ProbeBits expand() {
        ProbeBits expanded = bits;
        if (expanded == null) {
            expanded = ProbeBits.of(blocks);
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
        overlay.correct(copy);
        return copy;
    }

    byte[] digestBytes() {
        return HexFormat.of().parseHex(hexDigest());
    }

    Blocks blocks() {
        return blocks;
    }
}
