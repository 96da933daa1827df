package org.openbloctel.registry.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A test database behind a network: each packet takes half of a round trip, and all connections can be cut. Connections stay open between
 * uses, without a statement to clean them. Thread-safe.
 */
public final class DistantDatabase implements AutoCloseable {
    private static final int PACKET = 1 << 16;

    private final String url;
    private final int target;
    private final long oneWay;
    private final ServerSocket end;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Packet(byte[] bytes, long due) {}

    /** The network in front of a database. */
    public DistantDatabase(TestDatabase test, Duration roundTrip) {
        URI address = URI.create(test.url().substring("jdbc:".length()));
        this.target = address.getPort();
        this.oneWay = roundTrip.toNanos() / 2;
        try {
            this.end = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.url = test.url().replace(":" + target + "/", ":" + end.getLocalPort() + "/");
        Thread.ofVirtual().start(this::accept);
    }

    /** The database as the features see it. */
    public Database database() {
        return new Database(new Pool("openbloctel_accounts"), new Pool("openbloctel_list"), TestDatabase.KEYS);
    }

    /** Ends all connections, also in the midst of a statement. */
    public void cut() {
        open.forEach(DistantDatabase::close);
    }

    @Override
    public void close() throws IOException {
        end.close();
        cut();
        connections.forEach(connection -> {
            try {
                connection.close();
            } catch (SQLException e) {
                // Its socket is closed already.
            }
        });
    }

    private void accept() {
        while (!end.isClosed()) {
            try {
                Socket client = end.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                carry(client, server);
                carry(server, client);
            } catch (IOException e) {
                // Closed: the test is over.
            }
        }
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Packet> way = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> {
            try (from) {
                InputStream in = from.getInputStream();
                byte[] bytes = new byte[PACKET];
                for (int read = in.read(bytes); read > 0; read = in.read(bytes)) {
                    way.add(new Packet(Arrays.copyOf(bytes, read), System.nanoTime() + oneWay));
                }
            } catch (IOException e) {
                // Cut.
            } finally {
                way.add(new Packet(new byte[0], 0));
                open.remove(from);
            }
        });
        Thread.ofVirtual().start(() -> {
            try (to) {
                OutputStream out = to.getOutputStream();
                for (Packet packet = way.take(); packet.bytes().length > 0; packet = way.take()) {
                    LockSupport.parkNanos(packet.due() - System.nanoTime());
                    out.write(packet.bytes());
                    out.flush();
                }
            } catch (IOException | InterruptedException e) {
                // Cut.
            }
        });
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
