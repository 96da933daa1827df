package org.openbloctel.server.platform.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Constants;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.access.HttpSettings;
import org.openbloctel.server.platform.access.Networks;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Tomcat's HTTP, which closes a connection on which the head or the body of a request comes too slowly. Tomcat itself only measures the pause between
 * two bytes: with a byte every nine seconds, a connection would stay open for as long as the request may be long, 20 hours for a head.
 *
 * <p>Four times a second, connections that wait for more of a head are looked at, and those of which a thread waits for more of a body
 * ({@link WaitingClients}). A body that is dropped, because nobody wanted it, is one of these. Thread-safe.
 */
public final class RequestPace extends Http11NioProtocol {
    private static final long UNKNOWN = -1;
    private static final long LOOK_MILLIS = 250;

    private final Set<AtWork> atWork = ConcurrentHashMap.newKeySet();
    private volatile WaitingClients heads = new WaitingClients(TimeUnit.SECONDS.toNanos(20), new Networks(List.of()));
    private volatile WaitingClients bodies = new WaitingClients(TimeUnit.SECONDS.toNanos(30), new Networks(List.of()));
    private @Nullable ScheduledFuture<?> watch;

    @Override
    public synchronized void start() throws Exception {
        super.start();
        watch = getUtilityExecutor()
                .scheduleWithFixedDelay(this::closeSome, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() throws Exception {
        if (watch != null) {
            watch.cancel(false);
        }
        super.stop();
    }

    @Override
    protected Processor createProcessor() {
        return new AtWork();
    }

    private void closeSome() {
        List<WaitingClients.Waiting<HalfHead>> waiting = new ArrayList<>();
        for (SocketWrapperBase<NioChannel> socket : getEndpoint().getConnections()) {
            long since = since(socket);
            String address = since == UNKNOWN ? null : socket.getRemoteAddr();
            if (address != null) {
                waiting.add(new WaitingClients.Waiting<>(new HalfHead(socket, since), address, since));
            }
        }
        boolean crowded = getEndpoint().getConnectionCount() > getMaxConnections() / 2;
        long now = System.nanoTime();
        heads.toClose(waiting, crowded, now).forEach(HalfHead::close);
        bodies.toClose(slowBodies(now), crowded, now).forEach(AtWork::close);
    }

    private List<WaitingClients.Waiting<AtWork>> slowBodies(long now) {
        List<WaitingClients.Waiting<AtWork>> slow = new ArrayList<>();
        for (AtWork one : atWork) {
            SocketWrapperBase<?> socket = one.socket;
            long waited = one.waited(now);
            if (socket != null && waited > 0) {
                slow.add(new WaitingClients.Waiting<>(one, String.valueOf(socket.getRemoteAddr()), now - waited));
            }
        }
        return slow;
    }

    /** Works on a request, from its head to the end of its answer. */
    private final class AtWork extends Http11Processor {
        private final PacedBody body;
        private volatile @Nullable SocketWrapperBase<?> socket;
        /** Since when the rest of a body is dropped; of the thread that looks. */
        private volatile long dropping = UNKNOWN;

        AtWork() {
            super(RequestPace.this, RequestPace.this.getAdapter());
            body = new PacedBody(request.getInputBuffer(), request);
            request.setInputBuffer(body);
        }

        @Override
        public SocketState service(SocketWrapperBase<?> of) throws IOException {
            dropping = UNKNOWN; // of a request before
            socket = of;
            atWork.add(this);
            try {
                return super.service(of);
            } finally {
                atWork.remove(this);
                socket = null;
            }
        }

        /** For how many nanoseconds this waited for a body that comes too slowly; 0 when it does not wait for one. */
        long waited(long now) {
            if (request.getRequestProcessor().getStage() != Constants.STAGE_ENDINPUT) {
                dropping = UNKNOWN;
                return body.waited(now);
            }
            if (dropping == UNKNOWN) {
                dropping = now;
            }
            return now - dropping;
        }

        void close() {
            SocketWrapperBase<?> of = socket;
            if (of != null && waited(System.nanoTime()) > 0) {
                of.close();
            }
        }
    }

    /**
     * Since when a connection waits for a head. A processor waits at its connection for a head, or for an answer that comes later. Between two
     * requests there is none.
     */
    private static long since(SocketWrapperBase<NioChannel> socket) {
        return socket.getCurrentProcessor() instanceof Http11Processor processor && !processor.isAsync()
                ? processor.getRequest().getStartTimeNanos()
                : UNKNOWN;
    }

    /** A connection that waited for a head when it was looked at. */
    private record HalfHead(SocketWrapperBase<NioChannel> socket, long since) {
        /** Unless the head has become whole meanwhile. */
        void close() {
            if (RequestPace.since(socket) == since) {
                socket.close();
            }
        }
    }

    /** Makes it the protocol of the server's port. */
    @Component
    record Wiring(HttpSettings settings) implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            long headNanos = TimeUnit.SECONDS.toNanos(settings.headSeconds());
            long bodyNanos = TimeUnit.SECONDS.toNanos(settings.bodySeconds());
            factory.setProtocol(RequestPace.class.getName());
            factory.addConnectorCustomizers(connector -> {
                // With more languages than that, asking for the reader's would throw; a head has room for some
                // thousand.
                connector.setMaxLocaleCount(Integer.MAX_VALUE);
                if (connector.getProtocolHandler() instanceof RequestPace protocol) {
                    protocol.heads = new WaitingClients(headNanos, settings.proxies());
                    protocol.bodies = new WaitingClients(bodyNanos, settings.proxies());
                }
            });
        }
    }
}
