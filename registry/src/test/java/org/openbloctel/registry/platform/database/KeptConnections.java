package org.openbloctel.registry.platform.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connections to one test database, kept open after their use: a new one costs PostgreSQL 5 ms, more than most statements of a test. A
 * connection that comes back is as it was when new: nothing of its settings, locks, temporary tables and subscriptions is left.
 * Thread-safe.
 */
final class KeptConnections extends AbstractDataSource {
    /** Idle connections of all databases together: each is a process of PostgreSQL. */
    private static final int MAX_IDLE = 20;

    private static final int PATIENCE_SECONDS = 5;
    /** Not {@code discard all}, which would take the role away that the address names. */
    private static final String AS_NEW =
            "close all; reset all; reset role; unlisten *; select pg_advisory_unlock_all();"
                    + " discard temp; discard sequences";

    private static final Deque<Idle> IDLE = new ArrayDeque<>();

    /** Is dropped once nothing refers to it. */
    @SuppressWarnings("UnusedVariable")
    private final TestDatabase database;

    private final String url;

    private record Idle(String url, Connection connection) {}

    KeptConnections(TestDatabase database, String url) {
        this.database = database;
        this.url = url;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection kept = kept();
        while (kept != null && !kept.isValid(PATIENCE_SECONDS)) {
            kept.close();
            kept = kept();
        }
        Connection connection = kept == null ? DriverManager.getConnection(url) : kept;
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, new Lent(connection));
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    private @Nullable Connection kept() {
        synchronized (IDLE) {
            for (Iterator<Idle> idle = IDLE.iterator(); idle.hasNext(); ) {
                Idle one = idle.next();
                if (one.url.equals(url)) {
                    idle.remove();
                    return one.connection;
                }
            }
            return null;
        }
    }

    private void takeBack(Connection connection) throws SQLException {
        if (connection.isClosed() || connection.isReadOnly() || connection.getNetworkTimeout() != 0) {
            connection.close();
            return;
        }
        try (Statement statement = connection.createStatement()) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            statement.execute(AS_NEW);
        } catch (SQLException e) {
            connection.close(); // broken by the test
            return;
        }
        Idle oldest = null;
        synchronized (IDLE) {
            IDLE.addFirst(new Idle(url, connection));
            if (IDLE.size() > MAX_IDLE) {
                oldest = IDLE.removeLast();
            }
        }
        if (oldest != null) {
            oldest.connection.close();
        }
    }

    /** A connection in use: to close it gives it back. */
    private final class Lent implements InvocationHandler {
        private final Connection connection;
        private boolean closed;

        Lent(Connection connection) {
            this.connection = connection;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            switch (method.getName()) {
                case "close" -> {
                    close();
                    return null;
                }
                case "isClosed" -> {
                    return closed || connection.isClosed();
                }
                case "equals" -> {
                    return proxy == Objects.requireNonNull(arguments)[0];
                }
                case "hashCode" -> {
                    return System.identityHashCode(proxy);
                }
                default -> {}
            }
            if (closed) {
                throw new SQLException("The connection is closed.");
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw Objects.requireNonNullElse(e.getCause(), e);
            }
        }

        private void close() throws SQLException {
            boolean first;
            synchronized (this) {
                first = !closed;
                closed = true;
            }
            if (first) {
                takeBack(connection);
            }
        }
    }
}
