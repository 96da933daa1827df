package org.openbloctel.xlsx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * The streams of an OLE2 file, read by Apache POI as they are needed. When it opens the file, POI makes objects of the allocation tables and
 * of the directory, of which a hostile file may consist: what it reads then is limited. Not thread-safe.
 */
final class XlsStreams extends POIFSFileSystem {
    /** 128 bytes of a directory become 820 in memory, measured with POI 5.5.1. */
    private static final int MEMORY_RATIO = 7;

    private final Budget budget;
    private boolean opened;

    XlsStreams(Path file, Budget budget) throws IOException {
        // Before POI's constructor, which reads blocks.
        this.budget = budget;
        super(file.toFile(), true);
        opened = true;
    }

    @Override
    protected ByteBuffer getBlockAt(int offset) throws IOException {
        ByteBuffer block = super.getBlockAt(offset);
        if (!opened) {
            budget.spend((long) MEMORY_RATIO * block.capacity());
        }
        return block;
    }

    /** The memory that opening a file may take: read also when it failed. */
    static final class Budget {
        private long left;

        Budget(long bytes) {
            this.left = bytes;
        }

        private void spend(long bytes) {
            left -= bytes;
            if (left < 0) {
                throw new IllegalStateException("tables too large");
            }
        }

        /** Whether it did not suffice. */
        boolean isSpent() {
            return left < 0;
        }
    }
}
