package org.openbloctel.registry.database;

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
import java.util.Objects;
import java.util.Queue;
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

    /** Connections in one role, as many as are used at once. */
    private final class Pool extends AbstractDataSource {
        private final String role;
        private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

        Pool(String role) {
            this.role = role;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = idle.poll();
            while (connection != null && connection.isClosed()) {
                connection = idle.poll();
            }
            if (connection == null) {
                connection = DriverManager.getConnection(url + "&options=-c%20role=" + role);
                connections.add(connection);
            }
            return lent(connection);
        }

        private Connection lent(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("close")) {
                            idle.add(connection);
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
