package org.openbloctel.server.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class SettableClock implements InstantSource {
    private Instant now;

    /** A clock that shows this instant. */
    public SettableClock(Instant now) {
        this.now = now;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Moves on, or back. */
    public synchronized void move(Duration by) {
        now = now.plus(by);
    }

    /** Shows this instant from now on. */
    public synchronized void set(Instant instant) {
        now = instant;
    }
}
