package org.openbloctel.server.platform.web;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Once the server refuses traffic, each answer at the usual port is the last of its connection ({@code Connection: close}). Its client opens
 * the next one, which leads to another server; it would otherwise keep using this connection, and lose the request that it sends when
 * the port closes. Thread-safe.
 */
@Component
final class LastAnswers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final List<AbstractHttp11Protocol<?>> protocols = new CopyOnWriteArrayList<>();

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
                protocols.add(protocol);
            }
        });
    }

    @EventListener
    void refuses(AvailabilityChangeEvent<ReadinessState> change) {
        if (change.getState() == ReadinessState.REFUSING_TRAFFIC) {
            // Tomcat reads it at each request.
            protocols.forEach(protocol -> protocol.setMaxKeepAliveRequests(1));
        }
    }
}
