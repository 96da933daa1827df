package org.openbloctel.server.lookup;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.web.ProgramDoor;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * A door for {@code POST /api/v1/checks} and {@code /dial} alone, on a port of its own, for dialers that ask thousands of times a second:
 * several times as many answers a CPU second as through the container (docs/decisions). Behind the same keys, limits and rules. One thread
 * for every two cores waits for all connections and answers checks.
 *
 * <p>Off unless {@code openbloctel.checks.port} is set. Thread-safe.
 */
@Component
public final class LookupListener implements SmartLifecycle {
    private static final int MAX_HEAD = 16 << 10;
    private static final long IDLE_MILLIS = 60_000;
    private static final long SLOW_LOOKED_FOR_MILLIS = 500;
    private static final long STOP_MILLIS = 20_000;
    private static final long STOP_IDLE_MILLIS = 200;
    private static final int BACKLOG = 1024;
    /** Beside the acceptor and the selectors: for what Jetty does by itself. */
    private static final int SPARE_THREADS = 6;

    private final Checks checks;
    private final Dials dials;
    private final ProgramDoor door;
    private final LookupSettings settings;
    private volatile @Nullable ServerConnector connector;

    LookupListener(Checks checks, Dials dials, ProgramDoor door, Environment environment) {
        this.checks = checks;
        this.dials = dials;
        this.door = door;
        this.settings = LookupSettings.of(environment);
    }

    /** The port it listens on; 0 when it does not. */
    public int port() {
        ServerConnector listening = connector;
        return listening == null ? 0 : listening.getLocalPort();
    }

    @Override
    @SuppressWarnings("IllegalCatch") // Jetty declares no other
    public void start() {
        if (settings.port() == null) {
            return;
        }
        // Half the cores: clients and scrubs need some too, and few threads serve more in one go.
        int selectors = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        QueuedThreadPool threads = new QueuedThreadPool(selectors + 1 + SPARE_THREADS);
        threads.setName("checks");
        threads.setDaemon(true);
        Server server = new Server(threads);
        OpenConnections connections = new OpenConnections(settings);
        ServerConnector listening = new ServerConnector(server, 1, selectors, new HttpConnectionFactory(http()));
        listening.setHost(settings.address());
        listening.setPort(settings.port());
        listening.setAcceptQueueSize(BACKLOG);
        listening.setIdleTimeout(IDLE_MILLIS);
        listening.setShutdownIdleTimeout(STOP_IDLE_MILLIS);
        listening.addBean(connections);
        server.addConnector(listening);
        server.setStopTimeout(STOP_MILLIS);
        server.setHandler(new Lookup(connections));
        server.setErrorHandler(new UnreadableRequests(door));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The listener for look-ups did not start.", e);
        }
        connector = listening;
        lookForSlow(listening, connections);
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEAD);
        http.setHttpCompliance(HttpCompliance.STRICT);
        return http;
    }

    private static void lookForSlow(ServerConnector listening, OpenConnections connections) {
        if (listening.isRunning()) {
            connections.closeSlow(System.nanoTime());
            listening
                    .getScheduler()
                    .schedule(() -> lookForSlow(listening, connections), SLOW_LOOKED_FOR_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Takes no more connections; each that is open ends after its request. */
    @Override
    @SuppressWarnings("IllegalCatch") // Jetty declares no other
    public void stop() {
        ServerConnector listening = connector;
        connector = null;
        if (listening != null) {
            try {
                listening.getServer().stop();
            } catch (Exception e) {
                throw new IllegalStateException("The listener for look-ups did not stop.", e);
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
        return connector != null;
    }

    /** Answers each request, in the selector's thread as far as nothing has to be waited for. */
    private final class Lookup extends Handler.Abstract.NonBlocking {
        private final OpenConnections connections;

        Lookup(OpenConnections connections) {
            this.connections = connections;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            OpenConnection connection =
                    connections.of(request.getConnectionMetaData().getConnection());
            new LookupExchange(checks, dials, door, connection, request, response, callback).begin(settings.proxies());
            return true;
        }
    }
}
