package org.openbloctel.server.lookup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.web.ProgramDoor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * A door for {@code POST /api/v1/checks} and {@code /dial} alone, on a port of its own, for dialers that ask thousands of times a
 * second: several times as many answers a CPU second as through the container (docs/decisions). Behind the same keys, limits and
 * rules; a proxy sends it what it is for. A thread waits for many connections ({@link CheckLoop}); there is a limit on how many.
 *
 * <p>Off unless {@code openbloctel.checks.port} is set. Thread-safe.
 */
@Component
public final class CheckListener implements SmartLifecycle {
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int BACKLOG = 1024;
    private static final long PAUSE_NANOS = 50_000_000;

    private final Checks checks;
    private final Dials dials;
    private final ProgramDoor door;
    private final String address;
    private final @Nullable Integer port;
    private final Set<String> proxies;
    private volatile List<CheckLoop> loops = List.of();
    private volatile @Nullable ServerSocketChannel server;

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
        ServerSocketChannel listening = server;
        return listening == null ? 0 : listening.socket().getLocalPort();
    }

    @Override
    public void start() {
        if (port == null) {
            return;
        }
        try {
            // Half the cores: whoever asks and whoever scrubs needs some too, and few threads serve more in one go.
            List<CheckLoop> started = new ArrayList<>();
            for (int i = 0; i < Math.max(1, Runtime.getRuntime().availableProcessors() / 2); i++) {
                started.add(new CheckLoop("checks-" + i).start());
            }
            loops = List.copyOf(started);
            ServerSocketChannel listening = ServerSocketChannel.open();
            listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listening.bind(new InetSocketAddress(InetAddress.getByName(address), port), BACKLOG);
            server = listening;
            Thread.ofPlatform().daemon().name("checks-listener").start(() -> accept(listening));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocketChannel listening) {
        int next = 0;
        while (listening.isOpen()) {
            try {
                open(listening.accept(), loops.get(Math.floorMod(next++, loops.size())));
            } catch (IOException e) {
                // Closed, or no more files for now: the loop looks which, and not as fast as it can.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** What cannot be served is closed: a connection that nobody knows of would stay for ever. */
    private void open(SocketChannel channel, CheckLoop loop) throws IOException {
        boolean served = false;
        try {
            if (loops.stream().mapToInt(CheckLoop::connections).sum() < MOST_CONNECTIONS) {
                loop.add(channel, new CheckConnection(channel, loop, checks, dials, door, proxies));
                served = true;
            }
        } finally {
            if (!served) {
                channel.close();
            }
        }
    }

    /** Takes no more connections; each that is open ends after its request. */
    @Override
    public void stop() {
        ServerSocketChannel listening = server;
        server = null;
        if (listening != null) {
            try {
                listening.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                loops.forEach(CheckLoop::stop);
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
