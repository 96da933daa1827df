package org.openbloctel.scrub.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.openbloctel.scrub.number.NumberingPlan;

/**
 * A call file, opened: its container is known, its first bytes can be looked at, its lines can be read once. Not
 * thread-safe, except for the chunks it gives.
 */
public final class CallFile implements Closeable {
    private final String name;
    private final String entryName;
    private final Container container;
    private final ByteSource source;
    private final InputDigest digest;
    private final OptionalLong size;
    private final byte[] sample;
    private final boolean sampleIsAll;

    private CallFile(Unpacked unpacked, InputDigest digest, byte[] sample, boolean sampleIsAll) {
        this.name = unpacked.name();
        this.entryName = unpacked.entryName();
        this.container = unpacked.container();
        this.source = unpacked.source();
        this.size = unpacked.size();
        this.digest = digest;
        this.sample = sample;
        this.sampleIsAll = sampleIsAll;
    }

    /**
     * Opens a file.
     *
     * @param digests whether the SHA-256 of the file is wanted
     * @throws CallFileException when it is empty, no table, or an archive that cannot be used
     */
    public static CallFile open(Path file, boolean digests) throws IOException {
        return open(file, digests, Long.MAX_VALUE);
    }

    /** Opens a file; an archive that unpacks to more bytes than {@code mostUnpacked} is refused as a bomb once so much is read. */
    public static CallFile open(Path file, boolean digests, long mostUnpacked) throws IOException {
        InputDigest digest = new InputDigest(digests);
        return look(Unpacked.open(file, digest, mostUnpacked), digest);
    }

    /** Opens a stream, such as the standard input; {@code name} stands for it in reports. */
    public static CallFile open(InputStream in, String name, boolean digests) throws IOException {
        return open(in, name, digests, Long.MAX_VALUE);
    }

    /** Opens a stream, as {@link #open(Path, boolean, long)} does a file. */
    public static CallFile open(InputStream in, String name, boolean digests, long mostUnpacked) throws IOException {
        InputDigest digest = new InputDigest(digests);
        return look(Unpacked.open(in, name, digest, mostUnpacked), digest);
    }

    /**
     * Opens a part of a call file that begins at a record: for programs that share a large file between machines. Its layout is that of
     * the whole file, {@link Layout#withoutHead} where the part is not the first; offsets and lines are counted from the part's beginning.
     */
    public static CallFile part(InputStream in, String name) {
        return new CallFile(Unpacked.plain(in, name), new InputDigest(false), new byte[0], true);
    }

    private static CallFile look(Unpacked unpacked, InputDigest digest) throws IOException {
        try {
            if (unpacked.container() == Container.WORKBOOK) {
                return new CallFile(unpacked, digest, new byte[0], true);
            }
            ByteBuffer first = ByteBuffer.allocate(LayoutFinder.SAMPLE_BYTES);
            boolean more = fill(first, unpacked.source());
            // A header may be longer than the sample: without its end, its last columns would not be seen.
            while (more && first.capacity() < ChunkReader.MAX_LINE && !holdsLineEnd(first)) {
                first = ByteBuffer.allocate(first.capacity() * 2).put(first.flip());
                more = fill(first, unpacked.source());
            }
            byte[] sample = Arrays.copyOf(first.array(), first.position());
            FileSignatures.refuseOtherFormats(unpacked.name(), sample);
            return new CallFile(unpacked, digest, sample, !more);
        } catch (IOException | RuntimeException e) {
            unpacked.source().close();
            throw e;
        }
    }

    /** Fills a buffer; false when the file ends before it is full. */
    private static boolean fill(ByteBuffer target, ByteSource source) throws IOException {
        while (target.hasRemaining()) {
            if (source.read(target) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsLineEnd(ByteBuffer bytes) {
        for (int i = 0; i < bytes.position(); i++) {
            if (bytes.get(i) == '\n' || bytes.get(i) == '\r') {
                return true;
            }
        }
        return false;
    }

    /** The file's name, without its folder. */
    public String name() {
        return name;
    }

    /** The name of the table inside its archive, or the file's own. */
    public String entryName() {
        return entryName;
    }

    /** What the table is wrapped in. */
    public Container container() {
        return container;
    }

    /** The size of the file as given, where it is known. */
    public OptionalLong size() {
        return size;
    }

    /**
     * Where a workbook stands on the disk: the file that was given, or what a stream was spooled to until {@link #close}.
     *
     * @throws IllegalStateException when the file is no workbook
     */
    public Path workbook() {
        ByteSource inner = source instanceof Unpacked.DeletingSource spooled ? spooled.source() : source;
        if (inner instanceof Unpacked.Workbook workbook) {
            return workbook.file();
        }
        throw new IllegalStateException("not a workbook");
    }

    /** Bytes of the file as given that were read so far. */
    public long consumed() {
        return source.consumed();
    }

    /**
     * Tells the layout.
     *
     * @throws CallFileException when the phone column cannot be told or does not exist
     */
    public Layout layout(LayoutOptions options, NumberingPlan plan) throws CallFileException {
        return LayoutFinder.find(name, sample, sampleIsAll, options, plan);
    }

    /** The first records, cut as the layout says; at most those by which it was told. */
    public FirstRecords first(Layout layout) {
        return FirstRecords.of(sample, sampleIsAll, layout);
    }

    /**
     * The lines, from the first, in chunks. To be called once.
     *
     * @param chunkBytes how large a chunk is; a longer line makes it grow, up to {@link ChunkReader#MAX_LINE}
     */
    public ChunkReader chunks(Layout layout, int chunkBytes) {
        return new ChunkReader(source, ByteBuffer.wrap(sample), layout, chunkBytes, digest);
    }

    /**
     * Leaves the digest out if the file is a table that is not packed: for a caller who has it, and knows that what is read is what was
     * digested. To be called before {@link #chunks}.
     *
     * @return whether it is left out
     */
    public boolean leaveDigest() {
        digest.leavePlain();
        return container == Container.PLAIN;
    }

    /** {@code sha256:…} of the file as it was given, once it was read to its end; empty when not wanted. */
    public String digest() throws IOException {
        return digest.finish();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
