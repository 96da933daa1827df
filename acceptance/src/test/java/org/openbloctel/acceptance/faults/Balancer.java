package org.openbloctel.acceptance.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Leads each connection to the next server that takes connections. Thread-safe. */
final class Balancer implements AutoCloseable {
    private final ServerSocket door;
    private final List<Integer> servers;
    private final AtomicInteger turn = new AtomicInteger();

    private Balancer(ServerSocket door, List<Integer> servers) {
        this.door = door;
        this.servers = servers;
    }

    /** Leads connections to this one, too. */
    void add(int port) {
        servers.add(port);
    }

    /** Leads no new connection to this one. */
    void remove(int port) {
        servers.remove(Integer.valueOf(port));
    }

    /** In front of servers at these ports of this machine. */
    static Balancer start(int port, List<Integer> servers) throws IOException {
        Balancer balancer = new Balancer(
                new ServerSocket(port, 200, InetAddress.getLoopbackAddress()), new CopyOnWriteArrayList<>(servers));
        Thread.ofVirtual().start(balancer::accept);
        return balancer;
    }

    URI address() {
        return URI.create("http://localhost:" + door.getLocalPort());
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> join(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket client) {
        int first = turn.getAndIncrement();
        List<Integer> ports = List.copyOf(servers);
        for (int i = 0; i < ports.size(); i++) {
            int port = ports.get(Math.floorMod(first + i, ports.size()));
            try {
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
                Thread.ofVirtual().start(() -> carry(client, server));
                carry(server, client);
                return;
            } catch (IOException refused) {
                // Not up: the next one.
            }
        }
        close(client);
    }

    /** Until one of them ends; then both do. */
    private static void carry(Socket from, Socket to) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException gone) {
            // As at the end of the stream.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
