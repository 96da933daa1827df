package org.openbloctel.registry.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A test database behind a network: each packet takes half of a round trip, and all connections can be cut. Connections stay open between
 * uses, without a statement to clean them. Thread-safe.
 */
public final class DistantDatabase implements AutoCloseable {
    private final String url;
    private final Network network;
    private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();

    /** The network in front of a database. */
    public DistantDatabase(TestDatabase test, Duration roundTrip) {
        URI address = URI.create(test.url().substring("jdbc:".length()));
        int target = address.getPort();
        try {
            this.network = new Network(target, roundTrip.dividedBy(2));
            this.url = test.url().replace(":" + target + "/", ":" + network.port() + "/");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database as the features see it. */
    public Database database() {
        return new Database(new Pool("openbloctel_accounts"), new Pool("openbloctel_list"), TestDatabase.KEYS);
    }

    /** How many round trips there were, of all connections. */
    public long roundTrips() {
        return network.asked();
    }

    /** Ends all connections, also in the midst of a statement. */
    public void cut() {
        network.cut();
    }

    @Override
    public void close() throws IOException {
        network.close();
        connections.forEach(connection -> {
            try {
                connection.close();
            } catch (SQLException e) {
                // Its socket is closed already.
            }
        });
    }

    /** Connections in one role, as many as are used at once; each lane has its own, as a server's have, and takes the one used last. */
    private final class Pool extends AbstractDataSource {
        private final String role;
        private final Map<Lane, Deque<Connection>> lanes = new ConcurrentHashMap<>();

        Pool(String role) {
            this.role = role;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Deque<Connection> idle = lanes.computeIfAbsent(Lane.current(), lane -> new ConcurrentLinkedDeque<>());
            Connection connection = idle.poll();
            while (connection != null && connection.isClosed()) {
                connection = idle.poll();
            }
            if (connection == null) {
                connection = DriverManager.getConnection(url + "&options=-c%20role=" + role);
                connections.add(connection);
            }
            return lent(connection, idle);
        }

        private Connection lent(Connection connection, Deque<Connection> idle) {
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            idle.push(connection);
                            return null;
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw Objects.requireNonNullElse(e.getCause(), e);
                        }
                    });
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }
    }
}
