package org.openbloctel.server.app;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.openbloctel.server.platform.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a database answers. Queries it four times a second over a connection of its own, so that callers need not wait for it. A frozen
 * database is worse than one that is gone: it accepts connections and does not answer. Thread-safe.
 */
final class Pulse implements AutoCloseable {
    /** A statement that touches no table is answered within this, or the database stands still. */
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    /** Classes of SQLSTATE: too many connections, out of memory. A database that refuses so is alive. */
    private static final String NO_ROOM = "53";

    private enum State {
        ANSWERS,
        GONE,
        FROZEN
    }

    private final String name;
    private final DataSource connections;
    private final Runnable whenFrozen;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile State state = State.ANSWERS;

    /**
     * Of a database; {@link #start()} begins to ask.
     *
     * @param name for the log
     * @param whenFrozen done each time that it has just frozen
     */
    Pulse(String name, Settings.Login login, Runnable whenFrozen) {
        this.name = name;
        String seconds = Long.toString(DEADLINE.toSeconds());
        this.connections = login.single(Map.of(
                "connectTimeout", seconds,
                "socketTimeout", seconds,
                "sslResponseTimeout", Long.toString(DEADLINE.toMillis())));
        this.whenFrozen = whenFrozen;
    }

    Pulse start() {
        Thread.ofPlatform().daemon().name("pulse-" + name).start(this::run);
        return this;
    }

    /** Whether it answered when it was asked last. */
    boolean answers() {
        return state == State.ANSWERS;
    }

    /** Whether it takes connections and answers nothing. */
    boolean frozen() {
        return state == State.FROZEN;
    }

    /** Waits while it is frozen, until an instant of the machine's clock in nanoseconds, an interruption or the end of this server. */
    void awaitThaw(long end) {
        while (frozen()
                && closed.getCount() > 0
                && !Thread.currentThread().isInterrupted()
                && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void run() {
        while (closed.getCount() > 0) {
            boolean answered = false;
            try (Connection connection = connections.getConnection();
                    Statement statement = connection.createStatement()) {
                while (closed.getCount() > 0) {
                    statement.execute("select 1");
                    answered = true;
                    become(State.ANSWERS);
                    pause();
                }
            } catch (SQLException e) {
                failed(e, answered);
            }
        }
    }

    /** A connection that ended after it answered says nothing yet of the database: another is opened at once. */
    private void failed(SQLException e, boolean answered) {
        boolean late = isLate(e);
        if (!late && answered) {
            return;
        }
        boolean full = e.getSQLState() != null && e.getSQLState().startsWith(NO_ROOM);
        become(late ? State.FROZEN : full ? State.ANSWERS : State.GONE);
        pause();
    }

    private static boolean isLate(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private void become(State next) {
        State before = state;
        state = next;
        if (before == next) {
            return;
        }
        if (next == State.FROZEN) {
            LOG.warn(
                    "The database ({}) takes connections and answers nothing: requests are refused until it does",
                    name);
            whenFrozen.run();
        } else if (before == State.FROZEN) {
            LOG.info("The database ({}) is {}", name, next == State.ANSWERS ? "back" : "gone");
        }
    }

    @SuppressWarnings("ReturnValueIgnored") // closed or not, the loop looks
    private void pause() {
        try {
            closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
