package org.openbloctel.server.callfiles.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.files.ReadOnlyChannel;

/**
 * A file under {@code out}, decrypted as it is read. To read on further behind costs reading what lies between; to go back opens the
 * file anew, which for a returned file is another download. Used by the one thread of a connection.
 */
final class AnswerChannel extends ReadOnlyChannel {
    private final ResultFolders.Answer answer;
    private @Nullable InputStream content;
    private long read;

    AnswerChannel(ResultFolders.Answer answer) throws IOException {
        super(answer.size());
        this.answer = answer;
        this.content = answer.opener().open();
    }

    @Override
    protected int read(long from, ByteBuffer target) throws IOException {
        InputStream in = at(from);
        byte[] bytes = new byte[target.remaining()];
        // As many as asked for: a client that gets fewer asks for the rest later, behind what it has asked for by then.
        int n = in.readNBytes(bytes, 0, bytes.length);
        target.put(bytes, 0, n);
        read += n;
        return n == 0 ? -1 : n;
    }

    private InputStream at(long from) throws IOException {
        InputStream in = content;
        if (in == null || from < read) {
            if (in != null) {
                in.close();
            }
            in = answer.opener().open();
            content = in;
            read = 0;
        }
        in.skipNBytes(from - read);
        read = from;
        return in;
    }

    @Override
    public void close() throws IOException {
        super.close();
        InputStream in = content;
        content = null;
        if (in != null) {
            in.close();
        }
    }
}
