package org.openbloctel.server.platform.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A channel at a place in a file that nobody writes; a subclass reads from there. Not thread-safe. */
public abstract class ReadOnlyChannel implements SeekableByteChannel {
    private final long size;
    private long position;
    private boolean open = true;

    /** A channel at the beginning of so many bytes. */
    protected ReadOnlyChannel(long size) {
        this.size = size;
    }

    /**
     * Reads at a place.
     *
     * @return how many bytes were read, or -1 at the end
     */
    protected abstract int read(long from, ByteBuffer target) throws IOException;

    @Override
    public final int read(ByteBuffer target) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position >= size) {
            return -1;
        }
        int n = read(position, target);
        position += Math.max(0, n);
        return n;
    }

    @Override
    public final long position() {
        return position;
    }

    @Override
    public final SeekableByteChannel position(long to) {
        position = to;
        return this;
    }

    @Override
    public final long size() {
        return size;
    }

    @Override
    public final int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public final SeekableByteChannel truncate(long to) {
        throw new NonWritableChannelException();
    }

    @Override
    public final boolean isOpen() {
        return open;
    }

    /** Closes it; a subclass that holds something overrides this and calls it. */
    @Override
    public void close() throws IOException {
        open = false;
    }
}
