package org.openbloctel.scrub.file;

/**
 * Compares the unpacked bytes of an archive with the packed ones, stretch by stretch, so that incompressible bytes or unread padding
 * elsewhere in the file do not hide a bomb. Not thread-safe.
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
