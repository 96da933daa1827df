package org.openbloctel.server.platform.web;

import org.apache.catalina.valves.RemoteIpValve;
import org.openbloctel.server.platform.access.HttpSettings;
import org.openbloctel.server.platform.access.Networks;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Where a request comes from: the other end of the connection, unless that is a proxy the operator named; then what the proxy
 * says. No other host's word counts. {@code getRemoteAddr()}, {@code isSecure()} and the host are right after this.
 */
@Component
record ClientAddress(HttpSettings settings) implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (!settings.proxies().isEmpty()) {
            factory.addEngineValves(valve(settings.proxies()));
        }
    }

    private static RemoteIpValve valve(Networks proxies) {
        RemoteIpValve valve = new RemoteIpValve();
        // With lengths it is read as networks, without as an expression.
        valve.setInternalProxies(proxies.toString());
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        valve.setHostHeader("X-Forwarded-Host");
        valve.setPortHeader("X-Forwarded-Port");
        return valve;
    }
}
