package org.openbloctel.registry.platform.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections of which the answer to one commit is lost: what was committed is committed, and its writer sees a fault. Networks and
 * servers that stop do this. Thread-safe.
 */
public final class LostAnswers extends AbstractDataSource {
    private final DataSource connections;
    private final AtomicBoolean loses = new AtomicBoolean();

    /** Over these connections. */
    public LostAnswers(DataSource connections) {
        this.connections = connections;
    }

    /** The next commit is made and not answered. */
    public void loseNext() {
        loses.set(true);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = connections.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(connection, arguments);
                        if (method.getName().equals("commit") && loses.getAndSet(false)) {
                            throw new SQLException("connection reset", "08006");
                        }
                        return result;
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
