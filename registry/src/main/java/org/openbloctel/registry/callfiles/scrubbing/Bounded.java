package org.openbloctel.registry.callfiles.scrubbing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;

/** Lets so many bytes through, and refuses the submission at the next one. Not thread-safe. */
final class Bounded extends FilterOutputStream {
    private final long most;
    private long written;

    Bounded(OutputStream out, long most) {
        super(out);
        this.most = most;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        written += length;
        if (written > most) {
            throw new RefusedException(new SubmissionRefusal.UnpackedTooLarge(most >> 20));
        }
        out.write(bytes, from, length);
    }
}
