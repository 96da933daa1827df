package org.openbloctel.server.app;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Opens the connections of one pool, and can cut those that are open, in use or not. Thread-safe. */
final class PoolConnections extends AbstractDataSource {
    private static final Duration CONNECTING = Duration.ofSeconds(5);

    private final DataSource login;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    /**
     * Of a login.
     *
     * @param driver properties of the driver, beside those that all connections have
     */
    PoolConnections(Settings.Login login, Map<String, String> driver) {
        Map<String, String> all = new HashMap<>(driver);
        // The driver would put the details of errors into messages: they quote values, numbers among them.
        all.put("logServerErrorDetail", "false");
        all.put("connectTimeout", Long.toString(CONNECTING.toSeconds()));
        all.put("tcpKeepAlive", "true");
        this.login = login.single(all);
    }

    @Override
    public Connection getConnection() throws SQLException {
        open.removeIf(PoolConnections::isClosed);
        Connection connection = login.getConnection();
        open.add(connection);
        return connection;
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The driver's own limits hold.
    }

    /** Ends all open connections at once: threads that wait for an answer get an error. */
    void cut() {
        for (Connection connection : open) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException closed) {
                // It is gone, as it should be.
            }
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException broken) {
            return true;
        }
    }
}
