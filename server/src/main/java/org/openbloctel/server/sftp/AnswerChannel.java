package org.openbloctel.server.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * A file under {@code out}, decrypted as it is read. To read on further behind costs reading what lies between; to go back opens the
 * file anew, which for a returned file is another download. Used by the one thread of a connection.
 */
final class AnswerChannel implements SeekableByteChannel {
    private final ResultFolders.Answer answer;
    private @Nullable InputStream content;
    private long read;
    private long position;
    private boolean closed;

    AnswerChannel(ResultFolders.Answer answer) throws IOException {
        this.answer = answer;
        this.content = answer.opener().open();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        if (position >= answer.size()) {
            return -1;
        }
        InputStream in = at();
        byte[] bytes = new byte[target.remaining()];
        // As many as asked for: a client that gets fewer asks for the rest later, behind what it has asked for by then.
        int n = in.readNBytes(bytes, 0, bytes.length);
        target.put(bytes, 0, n);
        read += n;
        position = read;
        return n == 0 ? -1 : n;
    }

    private InputStream at() throws IOException {
        InputStream in = content;
        if (in == null || position < read) {
            if (in != null) {
                in.close();
            }
            in = answer.opener().open();
            content = in;
            read = 0;
        }
        in.skipNBytes(position - read);
        read = position;
        return in;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
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
        return answer.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        InputStream in = content;
        content = null;
        if (in != null) {
            in.close();
        }
    }
}
