package org.openbloctel.server.lookup;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.openbloctel.registry.credential.Throttle;

/**
 * The connections that are open, with a limit on all and on those of one address, so that one client cannot shut out the others. A
 * connection beyond a limit is closed at once; one that is too slow when {@link #closeSlow} comes by. Thread-safe.
 */
final class OpenConnections implements Connection.Listener {
    private final LookupSettings settings;
    private final Map<Connection, OpenConnection> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> ofNetwork = new ConcurrentHashMap<>();

    OpenConnections(LookupSettings settings) {
        this.settings = settings;
    }

    @Override
    public void onOpened(Connection connection) {
        String address = address(connection);
        // All dialers behind a proxy share its address.
        String network = settings.proxies().contains(address) ? null : Throttle.network(address);
        open.put(connection, new OpenConnection(network));
        int sameNetwork = network == null ? 0 : ofNetwork.merge(network, 1, Integer::sum);
        if (open.size() > settings.connections() || sameNetwork > settings.connectionsOfAnAddress()) {
            connection.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        OpenConnection closed = open.remove(connection);
        if (closed != null && closed.network() != null) {
            ofNetwork.computeIfPresent(closed.network(), (network, count) -> count == 1 ? null : count - 1);
        }
    }

    /** What is known of a connection, which may have been closed meanwhile. */
    OpenConnection of(Connection connection) {
        OpenConnection known = open.get(connection);
        return known == null ? new OpenConnection(null) : known;
    }

    /** Closes connections that send too slowly or never show a key. For one thread alone. */
    void closeSlow(long now) {
        open.forEach((connection, known) -> {
            if (known.isTooSlow(connection, now)) {
                connection.getEndPoint().close();
            }
        });
    }

    private static String address(Connection connection) {
        SocketAddress remote = connection.getEndPoint().getRemoteSocketAddress();
        return remote instanceof InetSocketAddress internet && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : "";
    }
}
