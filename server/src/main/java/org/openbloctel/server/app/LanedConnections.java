package org.openbloctel.server.app;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.openbloctel.registry.platform.database.Lane;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The connections of the accounts' side, each from the pool of the lane that its thread is in. While the database is frozen it gives
 * requests none, and cuts theirs, so that clients get an error within three seconds. Jobs wait for a minute: a stall of some seconds must
 * not fail the scrub of an hour. Thread-safe.
 */
final class LanedConnections extends AbstractDataSource implements AutoCloseable {
    private static final String UNABLE_TO_CONNECT = "08001";
    private static final Duration MAX_STALL = Duration.ofSeconds(60);

    private final Map<Lane, HikariDataSource> pools;
    private final Pulse pulse;

    LanedConnections(Map<Lane, HikariDataSource> pools, Settings.Login login) {
        this.pools = pools;
        this.pulse = new Pulse("accounts", login, this::cutRequests).start();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Lane lane = Lane.current();
        HikariDataSource pool = Objects.requireNonNull(pools.get(lane));
        if (lane == Lane.WORK) {
            return patiently(pool);
        }
        if (pulse.frozen()) {
            throw new SQLTransientConnectionException("the database stands still", UNABLE_TO_CONNECT);
        }
        return pool.getConnection();
    }

    /** A pool that was asked just before the pulse noticed gives up first: it is asked again. */
    private Connection patiently(HikariDataSource pool) throws SQLException {
        long end = System.nanoTime() + MAX_STALL.toNanos();
        while (true) {
            pulse.awaitThaw(end);
            try {
                return pool.getConnection();
            } catch (SQLTransientConnectionException e) {
                if (!pulse.frozen() || System.nanoTime() - end > 0) {
                    throw e;
                }
            }
        }
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
            if (lane != Lane.WORK && pool.getDataSource() instanceof PoolConnections connections) {
                connections.cut();
            }
        });
    }

    @Override
    public void close() {
        pulse.close();
    }
}
