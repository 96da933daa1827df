package org.openbloctel.server.callfiles.sftp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.function.Consumer;
import org.openbloctel.registry.callfiles.intake.Arrivals;
import org.openbloctel.registry.callfiles.intake.Writing;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SftpRefusal;

/**
 * A file that is dropped. {@link #finish} is what the client says; to be closed without it means that the connection was cut. Used by
 * the one thread of a connection.
 */
final class IncomingChannel implements SeekableByteChannel {
    private final Writing writing;
    private final Consumer<Arrivals.Arrival> taken;
    private long position;
    private boolean closed;

    IncomingChannel(Writing writing, Consumer<Arrivals.Arrival> taken) {
        this.writing = writing;
        this.taken = taken;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        writing.append(position, bytes, 0, bytes.length);
        position += bytes.length;
        return bytes.length;
    }

    /** This was all. */
    void finish() throws IOException {
        closed = true;
        writing.finish().ifPresent(taken);
    }

    @Override
    public int read(ByteBuffer target) {
        throw new NonReadableChannelException();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
        position = to;
        return this;
    }

    @Override
    public long size() {
        return writing.size();
    }

    /** Some clients say at the end how long the file is. */
    @Override
    public SeekableByteChannel truncate(long size) {
        if (size < writing.size()) {
            throw new RefusedException(new SftpRefusal.WrongPlace(writing.size()));
        }
        return this;
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writing.cut();
        }
    }
}
