package org.openbloctel.server.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.http.ProgramDoor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A door for {@code POST /api/v1/checks} and {@code /dial} alone, on a port of its own, for dialers that ask thousands of times a second: four
 * times as many answers a CPU second as through the container (docs/decisions). Behind the same keys, limits and rules; a proxy
 * sends it what it is for. A virtual thread each connection, a limit on how many there are.
 *
 * <p>Off unless {@code openbloctel.checks.port} is set. Thread-safe.
 */
@Component
public final class CheckListener implements SmartLifecycle {
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int BACKLOG = 1024;
    private static final long PAUSE_NANOS = 50_000_000;
    private static final long WATCH_NANOS = 1_000_000_000;

    private final Checks checks;
    private final Dials dials;
    private final ProgramDoor door;
    private final String address;
    private final @Nullable Integer port;
    private final Set<String> proxies;
    private final Map<Socket, CheckConnection> open = new ConcurrentHashMap<>();
    private volatile @Nullable ServerSocket server;

    CheckListener(
            Checks checks,
            Dials dials,
            ProgramDoor door,
            @Value("${openbloctel.address}") String address,
            @Value("${openbloctel.checks.port}") @Nullable Integer port,
            @Value("${openbloctel.http.trusted-proxies}") List<String> proxies) {
        this.checks = checks;
        this.dials = dials;
        this.door = door;
        this.address = address;
        this.port = port;
        this.proxies = proxies.stream().map(String::strip).collect(Collectors.toUnmodifiableSet());
    }

    /** The port it listens on; 0 when it does not. */
    public int port() {
        ServerSocket listening = server;
        return listening == null ? 0 : listening.getLocalPort();
    }

    @Override
    public void start() {
        if (port == null) {
            return;
        }
        try {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getByName(address), port), BACKLOG);
            server = listening;
            Thread.ofPlatform().daemon().name("checks-listener").start(() -> accept(listening));
            Thread.ofPlatform().daemon().name("checks-watch").start(() -> watch(listening));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                if (open.size() >= MOST_CONNECTIONS) {
                    socket.close();
                    continue;
                }
                CheckConnection connection =
                        new CheckConnection(socket, checks, dials, door, proxies, () -> server == null);
                open.put(socket, connection);
                Thread.startVirtualThread(() -> serve(socket, connection));
            } catch (IOException e) {
                // Closed, or no more files for now: the loop looks which, and not as fast as it can.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void serve(Socket socket, CheckConnection connection) {
        try (socket) {
            connection.serve();
        } catch (IOException gone) {
            // The client went away, or was too slow: there is nobody to tell.
            return;
        } finally {
            open.remove(socket);
        }
    }

    /** A socket has no time limit for writing: whoever sends and never reads is thrown out from here. */
    private void watch(ServerSocket listening) {
        while (!listening.isClosed()) {
            LockSupport.parkNanos(WATCH_NANOS);
            long now = System.nanoTime();
            open.forEach((socket, connection) -> {
                if (connection.stuck(now)) {
                    close(socket);
                }
            });
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            return;
        }
    }

    /** Takes no more connections; each that is open ends after its request. */
    @Override
    public void stop() {
        ServerSocket listening = server;
        server = null;
        if (listening != null) {
            try {
                listening.close();
                for (Socket socket : open.keySet()) {
                    socket.shutdownInput();
                }
            } catch (IOException e) {
                // Closed already.
                return;
            }
        }
    }

    /** With the container's door: behind the draining, before the jobs. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1024;
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }
}
