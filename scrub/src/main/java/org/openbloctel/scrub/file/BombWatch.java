package org.openbloctel.scrub.file;

/**
 * Compares what an archive gives with what was read of it, stretch by stretch: bytes that are packed well, or padding that is never read, do not
 * pay for a bomb elsewhere in the file. Not thread-safe.
 */
public final class BombWatch {
    private final long stretch;
    private final long ratio;
    private long unpackedBefore;
    private long packedBefore;

    /**
     * A watch.
     *
     * @param stretch how many unpacked bytes are judged together; fewer are never a bomb
     * @param ratio how many unpacked bytes each packed byte may give
     */
    public BombWatch(long stretch, long ratio) {
        this.stretch = stretch;
        this.ratio = ratio;
    }

    /** Whether an archive that states these sizes need not be unpacked to be refused. */
    public boolean declaresBomb(long unpacked, long packed) {
        return unpacked > stretch && unpacked / ratio > packed;
    }

    /**
     * Whether the bytes since the last stretch are a bomb.
     *
     * @param unpacked bytes given so far
     * @param packed bytes of the file that gave them
     */
    public boolean isBomb(long unpacked, long packed) {
        if (unpacked - unpackedBefore <= stretch) {
            return false;
        }
        if ((unpacked - unpackedBefore) / ratio > packed - packedBefore) {
            return true;
        }
        unpackedBefore = unpacked;
        packedBefore = packed;
        return false;
    }
}
