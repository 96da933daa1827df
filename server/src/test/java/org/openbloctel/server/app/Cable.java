package org.openbloctel.server.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The network between a server and its database, which a test can cut (connections end, new ones are refused) or stop (nothing
 * comes through, and neither end notices). Thread-safe.
 */
public final class Cable implements AutoCloseable {
    private final ServerSocket end;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private State state = State.WHOLE;

    private enum State {
        WHOLE,
        CUT,
        STOPPED
    }

    /** A cable to a port of this machine. */
    public Cable(int target) {
        this.target = target;
        try {
            this.end = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** The port at this end. */
    public int port() {
        return end.getLocalPort();
    }

    /** Ends all connections; new ones end at once. */
    public void cut() {
        become(State.CUT);
        open.forEach(Cable::close);
    }

    /** Nothing comes through any more; what was sent meanwhile comes later. */
    public void stop() {
        become(State.STOPPED);
    }

    /** As at the beginning. */
    public void mend() {
        become(State.WHOLE);
    }

    private void become(State next) {
        lock.lock();
        try {
            state = next;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits while nothing comes through; false when it was cut. */
    private boolean passes() {
        lock.lock();
        try {
            while (state == State.STOPPED) {
                moved.awaitUninterruptibly();
            }
            return state == State.WHOLE;
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!end.isClosed()) {
            try {
                Socket near = end.accept();
                Thread.ofVirtual().start(() -> join(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket near) {
        open.add(near);
        try {
            if (!passes()) {
                close(near);
                return;
            }
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(far);
            Thread.ofVirtual().start(() -> carry(near, far));
            carry(far, near);
        } catch (IOException gone) {
            close(near);
        }
    }

    private void carry(Socket from, Socket to) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0 && passes(); read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException gone) {
            return;
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        end.close();
        cut();
    }
}
