package org.openbloctel.server.web;

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
 * <p>Once a second, connections that wait for more of a head are looked at; one that a thread works on is not among them. Thread-safe.
 */
public final class HeadDeadline extends Http11NioProtocol {
    private static final long UNKNOWN = -1;

    private volatile long nanos = TimeUnit.SECONDS.toNanos(20);
    private @Nullable ScheduledFuture<?> watch;

    @Override
    public synchronized void start() throws Exception {
        super.start();
        watch = getUtilityExecutor().scheduleWithFixedDelay(this::closeLate, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void stop() throws Exception {
        if (watch != null) {
            watch.cancel(false);
        }
        super.stop();
    }

    private void closeLate() {
        long now = System.nanoTime();
        for (SocketWrapperBase<NioChannel> socket : getEndpoint().getConnections()) {
            if (socket.getCurrentProcessor() instanceof Http11Processor processor && isLate(processor, now)) {
                socket.close();
            }
        }
    }

    /** A processor waits at its connection for a head, or for an answer that comes later. Between two requests there is none. */
    private boolean isLate(Http11Processor processor, long now) {
        long since = processor.getRequest().getStartTimeNanos();
        return !processor.isAsync() && since != UNKNOWN && now - since > nanos;
    }

    /** Makes it the protocol of the server's port. */
    @Configuration(proxyBeanMethods = false)
    static class Wiring {
        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> headDeadline(HttpSettings settings) {
            return factory -> {
                factory.setProtocol(HeadDeadline.class.getName());
                factory.addConnectorCustomizers(connector -> {
                    if (connector.getProtocolHandler() instanceof HeadDeadline protocol) {
                        protocol.nanos = TimeUnit.SECONDS.toNanos(settings.headSeconds());
                    }
                });
            };
        }
    }
}
