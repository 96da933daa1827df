package org.openbloctel.server.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tomcat's HTTP, which closes a connection whose head is not whole in time. Tomcat itself only measures the pause between two bytes: with a byte
 * every nine seconds, a connection would stay open for as long as the head may be long, 20 hours. Bodies may take longer.
 *
 * <p>Four times a second, connections that wait for more of a head are looked at ({@link WaitingHeads}); one that a thread works on is not
 * among them. Thread-safe.
 */
public final class HeadDeadline extends Http11NioProtocol {
    private static final long UNKNOWN = -1;
    private static final long LOOK_MILLIS = 250;

    private volatile WaitingHeads heads = new WaitingHeads(TimeUnit.SECONDS.toNanos(20), new Networks(List.of()));
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

    private void closeSome() {
        List<WaitingHeads.Waiting<HalfHead>> waiting = new ArrayList<>();
        for (SocketWrapperBase<NioChannel> socket : getEndpoint().getConnections()) {
            long since = since(socket);
            String address = since == UNKNOWN ? null : socket.getRemoteAddr();
            if (address != null) {
                waiting.add(new WaitingHeads.Waiting<>(new HalfHead(socket, since), address, since));
            }
        }
        boolean crowded = getEndpoint().getConnectionCount() > getMaxConnections() / 2;
        heads.toClose(waiting, crowded, System.nanoTime()).forEach(HalfHead::close);
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
            if (HeadDeadline.since(socket) == since) {
                socket.close();
            }
        }
    }

    /** Makes it the protocol of the server's port. */
    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> headDeadline(HttpSettings settings) {
            long nanos = TimeUnit.SECONDS.toNanos(settings.headSeconds());
            return factory -> {
                factory.setProtocol(HeadDeadline.class.getName());
                factory.addConnectorCustomizers(connector -> {
                    if (connector.getProtocolHandler() instanceof HeadDeadline protocol) {
                        protocol.heads = new WaitingHeads(nanos, settings.proxies());
                    }
                });
            };
        }
    }
}
