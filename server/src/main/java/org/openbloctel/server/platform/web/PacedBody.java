package org.openbloctel.server.platform.web;

import java.io.IOException;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * The body of a request as it is read, with the time that its reader waited for the client. Time in which nobody reads does not
 * count. The pace that is expected is that of the largest form, 256 KB, which is there in 30 s. One thread reads; others look.
 */
final class PacedBody implements InputBuffer {
    /** 256 KB in 30 s. */
    private static final double NANOS_A_BYTE = 30e9 / (256 << 10);

    private static final long NOT_WAITING = Long.MIN_VALUE;

    private final InputBuffer body;
    private final Request request;
    private long of;
    private long waited;
    private volatile long since = NOT_WAITING;

    PacedBody(InputBuffer body, Request request) {
        this.body = body;
        this.request = request;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        long began = System.nanoTime();
        if (of != request.getStartTimeNanos()) { // the next request of the connection, or another connection's
            of = request.getStartTimeNanos();
            waited = 0;
        }
        since = began - waited;
        try {
            return body.doRead(handler);
        } finally {
            waited += System.nanoTime() - began;
            since = NOT_WAITING;
        }
    }

    @Override
    public int available() {
        return body.available();
    }

    /** For how many nanoseconds its reader waited so far, if the body comes more slowly than it has to; otherwise 0. */
    long waited(long now) {
        long began = since;
        long nanos = began == NOT_WAITING ? 0 : now - began;
        return request.getBytesRead() * NANOS_A_BYTE < nanos ? nanos : 0;
    }
}
