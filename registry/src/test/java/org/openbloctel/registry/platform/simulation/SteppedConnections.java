package org.openbloctel.registry.platform.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The connections of a simulated server: each statement and each commit is a step. A connection that breaks, or whose server dies, is
 * rolled back. Thread-safe.
 */
public final class SteppedConnections extends AbstractDataSource {
    private static final String BROKEN = "08006";

    private final Pool pool;
    private final Interleaving turns;
    private final SimulatedServer server;
    private final UnaryOperator<String> statements;

    /** Open connections that all simulated servers share, of which none is in use by two. Thread-safe. */
    public static final class Pool {
        private final DataSource source;
        private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

        public Pool(DataSource source) {
            this.source = source;
        }

        private Connection take() throws SQLException {
            Connection kept = idle.pollFirst();
            return kept == null ? source.getConnection() : kept;
        }
    }

    public SteppedConnections(Pool pool, Interleaving turns, SimulatedServer server) {
        this(pool, turns, server, UnaryOperator.identity());
    }

    /**
     * The same with a fault in the server's statements, which a simulation must find.
     *
     * @param statements what becomes of each
     */
    public SteppedConnections(Pool pool, Interleaving turns, SimulatedServer server, UnaryOperator<String> statements) {
        this.pool = pool;
        this.turns = turns;
        this.server = server;
        this.statements = statements;
    }

    /** Those of a server that nothing happens to: quicker than a test's, which are made as new between two uses. */
    public static DataSource undisturbed(TestDatabase test) throws SQLException {
        return undisturbed(test, test.accounts());
    }

    /** The same for another side of the database. */
    public static DataSource undisturbed(TestDatabase test, DataSource side) throws SQLException {
        Interleaving turns = new Interleaving(test.owner());
        return new SteppedConnections(new Pool(side), turns, turns.server("server"));
    }

    @Override
    public Connection getConnection() throws SQLException {
        server.requireAlive();
        return proxy(Connection.class, new Lent(pool.take()));
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object called(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNullElse(e.getCause(), e);
        }
    }

    /** A connection in use. */
    private final class Lent implements InvocationHandler {
        private final Connection connection;
        private final int session;
        private boolean broken;
        private boolean closed;

        Lent(Connection connection) throws SQLException {
            this.connection = connection;
            this.session = connection.unwrap(PGConnection.class).getBackendPID();
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "close" -> {
                    giveBack();
                    yield null;
                }
                case "isClosed" -> closed || broken;
                case "equals" -> proxy == Objects.requireNonNull(arguments)[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "rollback" -> {
                    rollBack();
                    yield null;
                }
                case "setAutoCommit" -> broken || closed ? null : called(connection, method, arguments);
                case "commit" -> step("commits", connection, method, arguments);
                case "prepareStatement", "createStatement" -> {
                    requireWhole();
                    String sql = "";
                    if (arguments != null && arguments[0] instanceof String written) {
                        sql = statements.apply(written);
                        arguments[0] = sql;
                    }
                    String name = first(sql);
                    Statement made = (Statement) Objects.requireNonNull(called(connection, method, arguments));
                    yield Proxy.newProxyInstance(
                            Statement.class.getClassLoader(),
                            new Class<?>[] {method.getReturnType()},
                            (self, its, given) -> its.getName().startsWith("execute")
                                    ? step(name, made, its, given)
                                    : called(made, its, given));
                }
                default -> called(connection, method, arguments);
            };
        }

        private static String first(String sql) {
            String begin = sql.length() > 200 ? sql.substring(0, 200) : sql;
            String line = begin.strip().replaceAll("\\s+", " ");
            return line.length() > 60 ? line.substring(0, 60) : line;
        }

        private @Nullable Object step(String what, Object target, Method method, Object @Nullable [] arguments)
                throws Throwable {
            requireWhole();
            Fate fate = turns.await(server, what);
            if (fate == Fate.CUT_BEFORE) {
                throw breakOff();
            }
            turns.inSession(session);
            @Nullable Object result;
            try {
                result = called(target, method, arguments);
            } finally {
                turns.inSession(0);
                if (method.getName().equals("commit") || connection.getAutoCommit()) {
                    turns.locksGivenBack();
                }
            }
            if (fate == Fate.KILLED_AFTER) {
                server.die();
            }
            server.requireAlive();
            if (fate == Fate.CUT_AFTER) {
                throw breakOff();
            }
            return result;
        }

        private void requireWhole() throws SQLException {
            server.requireAlive();
            if (broken || closed) {
                throw new SQLNonTransientConnectionException("the connection is broken", BROKEN);
            }
        }

        private SQLException breakOff() throws SQLException {
            rollBack();
            broken = true;
            return new SQLNonTransientConnectionException("the connection broke", BROKEN);
        }

        private void rollBack() throws SQLException {
            if (!broken && !closed && !connection.getAutoCommit()) {
                connection.rollback();
                turns.locksGivenBack();
            }
        }

        private void giveBack() throws SQLException {
            if (closed) {
                return;
            }
            rollBack();
            closed = true;
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            pool.idle.addFirst(connection);
        }
    }
}
