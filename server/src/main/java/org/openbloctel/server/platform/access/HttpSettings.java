package org.openbloctel.server.platform.access;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Proxies in front of this server, how long it waits for a request, and how many it answers. */
@ConfigurationProperties("openbloctel.http")
public record HttpSettings(
        List<String> trustedProxies,
        @Between(min = 1, max = 600) int headSeconds,
        @Between(min = 1, max = 600) int bodySeconds,
        @Between(min = 1, max = 100_000) int pagesAtOnce,
        RequestsAMinute requestsAMinute) {
    /** Says in production that there is no proxy to be trusted, and that this was not forgotten. */
    private static final String NONE = "none";

    private static final String PROXIES = "openbloctel.http.trusted-proxies";

    public HttpSettings {
        trustedProxies = requireNonNullElse(trustedProxies, List.<String>of()).stream()
                .map(String::strip)
                .filter(proxy -> !proxy.equalsIgnoreCase(NONE))
                .toList();
        Networks.of(PROXIES, trustedProxies);
    }

    /** The proxies that are believed. */
    public Networks proxies() {
        return Networks.of(PROXIES, trustedProxies);
    }

    /** The most requests a minute: of an address without a sign-in, of a person, of all programs of a company. */
    public record RequestsAMinute(
            @Between(min = 0, max = 999_999_999) int address,
            @Between(min = 0, max = 999_999_999) int person,
            @Between(min = 0, max = 999_999_999) int company) {}
}
