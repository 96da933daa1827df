package org.openbloctel.server.list.lookup;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.security.Network;
import org.openbloctel.server.platform.access.Networks;
import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Counts the connections that are open, of all and of each address, so that one client cannot shut out the others. Thread-safe. */
final class ConnectionCounts {
    private final LookupSettings settings;
    private final Networks proxies;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<String, Integer> ofNetwork = new ConcurrentHashMap<>();

    ConnectionCounts(LookupSettings settings, Networks proxies) {
        this.settings = settings;
        this.proxies = proxies;
    }

    /** Counts one more of an address, to be taken back by {@link #closed} in any case; false when that is one too many. */
    boolean opened(String address) {
        String network = network(address);
        int sameNetwork = network == null ? 0 : ofNetwork.merge(network, 1, Integer::sum);
        return all.incrementAndGet() <= settings.connections() && sameNetwork <= settings.connectionsOfAnAddress();
    }

    /** Takes one of an address back. */
    void closed(String address) {
        all.decrementAndGet();
        String network = network(address);
        if (network != null) {
            ofNetwork.computeIfPresent(network, (same, count) -> count == 1 ? null : count - 1);
        }
    }

    /** What an address is counted with; null for a proxy, whose address all dialers behind it share. */
    private @Nullable String network(String address) {
        return proxies.contains(address) ? null : Network.household(address);
    }

    /**
     * The port for look-ups, and how many connections it may have.
     *
     * @param port 0 for any that is free; null for none
     * @param connections the most at once
     * @param connectionsOfAnAddress the most of one address at once; of a trusted proxy there may be any number
     */
    @ConfigurationProperties("openbloctel.checks")
    record LookupSettings(
            @Nullable @Between(min = 0, max = 65_535) Integer port,
            @Between(min = 1, max = 100_000) int connections,
            @Between(min = 1, max = 100_000) int connectionsOfAnAddress) {}
}
