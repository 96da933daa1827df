package org.openbloctel.scrub.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The unpacked bytes of a call file, in order, read by one thread at a time. */
interface ByteSource extends Closeable {
    /** Reads some bytes, at least one unless the source has ended, when it returns -1. */
    int read(ByteBuffer target) throws IOException;

    /** Bytes of the file as it was given that have been consumed, for progress. */
    long consumed();
}
