package org.openbloctel.server.lookup;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.jspecify.annotations.Nullable;

/** What the listener knows of a connection beside what Jetty does: whether it may stay open. Thread-safe. */
final class OpenConnection {
    /** A request has to come whole within this time, and the first one of a connection as soon after its opening. */
    private static final long MAX_REQUEST_NANOS = 10_000_000_000L;

    private final @Nullable String network;
    private volatile boolean hasShownKey;
    private volatile boolean answering;
    private final AtomicInteger answers = new AtomicInteger();

    /** Of the thread that calls {@link #isTooSlow} alone. */
    private int answersSeen = -1;

    private long bytesThen;
    private long since;

    /**
     * A connection that was just opened.
     *
     * @param network what it is counted with; null when it is not counted
     */
    OpenConnection(@Nullable String network) {
        this.network = network;
    }

    @Nullable
    String network() {
        return network;
    }

    /** A key that is known came with a request. */
    void keyShown() {
        hasShownKey = true;
    }

    /** A request is there whole; from here on the time is ours. */
    void answering() {
        answering = true;
    }

    /** An answer is sent. */
    void answered() {
        answers.incrementAndGet();
        answering = false;
    }

    /** Whether a part of a request, or the first key, is overdue. Called now and then, by one thread. */
    boolean isTooSlow(Connection connection, long now) {
        if (answering) {
            return false;
        }
        int given = answers.get();
        if (answersSeen != given) {
            answersSeen = given;
            bytesThen = connection.getBytesIn();
            since = now;
        }
        boolean silent = connection.getBytesIn() == bytesThen;
        if (silent && hasShownKey) {
            // Between two requests: the idle time of a connection is Jetty's to watch.
            since = now;
        }
        return now - since > MAX_REQUEST_NANOS;
    }
}
