package org.openbloctel.server.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.http.ProgramDoor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A door for {@code POST /api/v1/checks} alone, on a port of its own, for dialers that ask thousands of times a second: four
 * times as many answers a CPU second as through the container (docs/decisions). Behind the same keys, limits and rules; a proxy
 * sends it what it is for. A virtual thread each connection, a limit on how many there are.
 *
 * <p>Off unless {@code openbloctel.checks.port} is set. Thread-safe.
 */
@Component
public final class CheckListener implements SmartLifecycle {
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int BACKLOG = 1024;

    private final Checks checks;
    private final ProgramDoor door;
    private final String address;
    private final @Nullable Integer port;
    private final Set<String> proxies;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ServerSocket server;

    CheckListener(
            Checks checks,
            ProgramDoor door,
            @Value("${openbloctel.address}") String address,
            @Value("${openbloctel.checks.port:}") @Nullable Integer port,
            @Value("${openbloctel.http.trusted-proxies:}") List<String> proxies) {
        this.checks = checks;
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
                open.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException e) {
                // Closed, or no more files for now: the loop looks which.
                Thread.onSpinWait();
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new CheckConnection(socket, checks, door, proxies, () -> server == null).serve();
        } catch (IOException gone) {
            // The client went away, or was too slow: there is nobody to tell.
            return;
        } finally {
            open.remove(socket);
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
                for (Socket socket : open) {
                    socket.shutdownInput();
                }
            } catch (IOException e) {
                // Closed already.
                return;
            }
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }
}
