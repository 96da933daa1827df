package org.openbloctel.server.platform.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openbloctel.registry.platform.security.Network;
import org.openbloctel.server.platform.access.Networks;

/**
 * Which connections are closed while they wait for the rest of a head or a body: those on which it takes too long, and the oldest ones of an address
 * that has too many of them. When more than half of all connections are taken, the rest has {@value #CROWDED_SECONDS} s. Otherwise a few
 * addresses could take all connections with half a request each, and visitors would wait for one. Immutable.
 */
final class WaitingClients {
    /** Of an address, in IPv6 of its first 64 bits; clients send requests at once, so that an honest network has few. */
    static final int MAX_OF_NETWORK = 100;

    static final int CROWDED_SECONDS = 2;

    private final long nanos;
    private final Networks proxies;

    /**
     * The rule.
     *
     * @param nanos how long it may take
     * @param proxies addresses that may have any number, since they pass on requests of many visitors
     */
    WaitingClients(long nanos, Networks proxies) {
        this.nanos = nanos;
        this.proxies = proxies;
    }

    /**
     * A connection that waits.
     *
     * @param since when the wait began, as of {@link System#nanoTime}
     */
    record Waiting<C>(C connection, String address, long since) {}

    /** Those to be closed now. */
    <C> List<C> toClose(List<Waiting<C>> waiting, boolean crowded, long now) {
        long most = crowded ? Math.min(nanos, TimeUnit.SECONDS.toNanos(CROWDED_SECONDS)) : nanos;
        List<Waiting<C>> newestFirst = new ArrayList<>(waiting);
        newestFirst.sort(Comparator.comparingLong(one -> now - one.since()));
        Map<String, Integer> ofNetwork = new HashMap<>();
        List<C> close = new ArrayList<>();
        for (Waiting<C> one : newestFirst) {
            boolean late = now - one.since() > most;
            if (late || isOneTooMany(one.address(), ofNetwork)) {
                close.add(one.connection());
            }
        }
        return close;
    }

    private boolean isOneTooMany(String address, Map<String, Integer> ofNetwork) {
        return ofNetwork.merge(Network.household(address), 1, Integer::sum) > MAX_OF_NETWORK
                && !proxies.contains(address);
    }
}
