package org.openbloctel.server.app;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Objects;
import org.openbloctel.registry.database.Lane;
import org.openbloctel.server.settings.Login;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The connections of the accounts' side, each from the pool of the lane that its thread is in. While the database is frozen it gives none,
 * and cuts those of requests, so that clients get an error within three seconds. Jobs go on waiting. Thread-safe.
 */
final class LanedConnections extends AbstractDataSource implements AutoCloseable {
    private static final String UNABLE_TO_CONNECT = "08001";

    private final Map<Lane, HikariDataSource> pools;
    private final Pulse pulse;

    LanedConnections(Map<Lane, HikariDataSource> pools, Login login) {
        this.pools = pools;
        this.pulse = new Pulse("accounts", login, this::cutRequests).start();
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (pulse.frozen()) {
            throw new SQLTransientConnectionException("the database stands still", UNABLE_TO_CONNECT);
        }
        return Objects.requireNonNull(pools.get(Lane.current())).getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    /** Whether the database answers now. */
    boolean answers() {
        return pulse.answers();
    }

    private void cutRequests() {
        pools.forEach((lane, pool) -> {
            if (lane != Lane.WORK && pool.getDataSource() instanceof OpenConnections connections) {
                connections.cut();
            }
        });
    }

    @Override
    public void close() {
        pulse.close();
    }
}
