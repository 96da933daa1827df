package org.openbloctel.registry.platform.simulation;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lets pieces of work of simulated servers take turns. Each has a thread, of which one runs at a time, up to its next step: a statement, a
 * commit, a file. What happens between two steps of a piece, and what becomes of a step, the test decides, so that a seed repeats a run.
 * A piece whose statement waits for a lock of another is set aside until it has it. For one test thread; a piece that neither comes to a step
 * nor waits for a lock fails the test.
 */
public final class Interleaving implements AutoCloseable {
    /** A statement that has no answer then may wait for a lock. The pause until the next look doubles: on a busy machine most are only slow. */
    private static final long FIRST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long LAST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(64);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final ThreadLocal<@Nullable Piece> CURRENT = new ThreadLocal<>();

    private final Connection monitor;
    private final List<Piece> pieces = new ArrayList<>();
    private volatile boolean unlocked;

    /** Work that may fail. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** A piece of work that is under way. */
    public static final class Piece {
        private final SimulatedServer server;
        private final String name;
        private final Semaphore go = new Semaphore(0);
        private final Semaphore stopped = new Semaphore(0);
        private volatile Fate fate = Fate.DONE;
        private volatile String step = "its begin";
        private volatile int session;
        private volatile boolean over;
        private volatile @Nullable Throwable fault;
        private boolean waitsForLock;

        private Piece(SimulatedServer server, String name) {
            this.server = server;
            this.name = name;
        }

        public SimulatedServer server() {
            return server;
        }

        @Override
        public String toString() {
            return server + " " + name + ", " + step;
        }
    }

    /**
     * Turns of servers of a database.
     *
     * @param owner connections that may see what a session waits for
     */
    public Interleaving(DataSource owner) throws SQLException {
        this.monitor = owner.getConnection();
    }

    /** A server that has just been started. */
    public SimulatedServer server(String name) {
        return new SimulatedServer(name);
    }

    /** Begins work, up to its first step. What it throws, but for its server's death, fails the test. */
    public Piece start(SimulatedServer server, String name, Work work) {
        Piece piece = new Piece(server, name);
        pieces.add(piece);
        Thread.ofVirtual().name(server + " " + name).start(() -> run(piece, work));
        await(piece);
        return piece;
    }

    @SuppressWarnings("IllegalCatch") // a fault of a piece is thrown to the test
    private static void run(Piece piece, Work work) {
        CURRENT.set(piece);
        try {
            work.run();
        } catch (SimulatedServer.Killed e) {
            piece.step = "dead";
        } catch (Throwable e) {
            piece.fault = e;
        } finally {
            piece.over = true;
            piece.stopped.release();
        }
    }

    /** The pieces that are before a step, in the order of their begin. */
    public List<Piece> ready() {
        while (unlocked) {
            unlocked = false;
            pieces.stream().filter(piece -> piece.waitsForLock).toList().forEach(this::await);
            // What got its lock in the moment in which its server was killed.
            pieces.stream()
                    .filter(piece -> piece.server.isDead() && !piece.waitsForLock)
                    .toList()
                    .forEach(this::end);
        }
        return pieces.stream().filter(piece -> !piece.waitsForLock).toList();
    }

    /** All that are under way, those that wait for a lock among them. */
    public List<Piece> underWay() {
        return List.copyOf(pieces);
    }

    /** How many pieces of a server are under way. */
    public long busy(SimulatedServer server) {
        return pieces.stream().filter(piece -> piece.server == server).count();
    }

    /** Lets a piece do its step, and go on up to the next one. */
    public void step(Piece piece, Fate fate) {
        piece.fate = fate;
        piece.go.release();
        await(piece);
        if (piece.server.isDead()) {
            kill(piece.server);
        }
    }

    /** Kills a server. What it waits for in the database goes on waiting, as it would, and is rolled back then. */
    public void kill(SimulatedServer server) {
        server.die();
        for (Piece piece : List.copyOf(pieces)) {
            if (piece.server == server && !piece.waitsForLock) {
                end(piece);
            }
        }
    }

    private void end(Piece dead) {
        dead.go.release();
        await(dead);
    }

    private void await(Piece piece) {
        long from = System.nanoTime();
        long pause = piece.waitsForLock ? 0 : FIRST_LOOK_NANOS;
        try {
            while (!piece.stopped.tryAcquire(pause, TimeUnit.NANOSECONDS)) {
                if (waitsForLock(piece.session)) {
                    piece.waitsForLock = true;
                    return;
                }
                pause = Math.clamp(pause * 2, FIRST_LOOK_NANOS, LAST_LOOK_NANOS);
                if (System.nanoTime() - from > PATIENCE_NANOS) {
                    throw new AssertionError(piece + ": goes no further");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        piece.waitsForLock = false;
        if (piece.over) {
            pieces.remove(piece);
            Throwable fault = piece.fault;
            if (fault != null) {
                throw new AssertionError(piece + ": " + fault, fault);
            }
        }
    }

    private boolean waitsForLock(int session) {
        if (session == 0) {
            return false;
        }
        try (PreparedStatement statement = monitor.prepareStatement("select pg_blocking_pids(?)")) {
            statement.setInt(1, session);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Array blocking = row.getArray(1);
                return ((Object[]) blocking.getArray()).length > 0;
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for the turn before a step. */
    Fate await(SimulatedServer server, String step) {
        server.requireAlive();
        Piece piece = CURRENT.get();
        if (piece == null) {
            return Fate.DONE;
        }
        piece.step = step;
        piece.stopped.release();
        piece.go.acquireUninterruptibly();
        server.requireAlive();
        return piece.fate;
    }

    /** A session of the database works on the step of this thread; 0 when it has done so. */
    void inSession(int session) {
        Piece piece = CURRENT.get();
        if (piece != null) {
            piece.session = session;
        }
    }

    /** Locks were given back: pieces that waited for them may go on. */
    void locksGivenBack() {
        unlocked = true;
    }

    @Override
    public void close() throws SQLException {
        monitor.close();
    }
}
