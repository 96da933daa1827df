package org.openbloctel.server.callfiles.submission;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;

/** A body as it comes in: when it ends too early that is the sender's connection, not a fault of ours. Not thread-safe. */
final class ComingBody extends FilterInputStream {
    ComingBody(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw cutOff();
        }
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        try {
            return super.read(buffer, from, length);
        } catch (IOException e) {
            throw cutOff();
        }
    }

    private static RefusedException cutOff() {
        return new RefusedException(new SubmissionRefusal.CutOff());
    }
}
