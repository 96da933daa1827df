package org.openbloctel.server.list.lookup;

/** How long a connection may still take. Told the time with each event, in nanoseconds. For one thread. */
final class ConnectionTimer {
    /** A request has to come whole within this time, and the first one of a connection as soon after its opening. */
    private static final long MAX_REQUEST_NANOS = 10_000_000_000L;

    private static final long MAX_IDLE_NANOS = 60_000_000_000L;

    private enum State {
        IDLE,
        READING,
        ANSWERING
    }

    private State state = State.IDLE;
    private boolean hasShownKey;
    private long since;

    ConnectionTimer(long now) {
        this.since = now;
    }

    /** Bytes came: of the next request, where none is under way. */
    void bytesCame(long now) {
        if (state == State.IDLE) {
            // The first request has to come as soon after the opening.
            since = hasShownKey ? now : since;
            state = State.READING;
        }
    }

    /** A key that is known came with a request. */
    void keyShown() {
        hasShownKey = true;
    }

    /** From here on the time is ours, or that of the database. */
    void answering() {
        state = State.ANSWERING;
    }

    /** The rest of a request is awaited, after the database was asked about its head. */
    void reading(long now) {
        state = State.READING;
        since = now;
    }

    /** An answer is written, or as much of it as the client takes. */
    void answered(long now) {
        since = now;
        state = State.IDLE;
    }

    /** Time is over for all that is under way but an answer of ours. */
    boolean isOver(long now) {
        if (state == State.ANSWERING) {
            return false;
        }
        return now - since > (state == State.IDLE && hasShownKey ? MAX_IDLE_NANOS : MAX_REQUEST_NANOS);
    }

    /** Whether no request is under way. */
    boolean isIdle() {
        return state == State.IDLE;
    }
}
