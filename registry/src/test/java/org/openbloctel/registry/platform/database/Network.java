package org.openbloctel.registry.platform.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A network in front of a local port, on which each packet takes a time. One thread carries the packets of all connections: with one for each
 * connection and direction, the network would take more processor time than what is measured through it. Connections can be cut by any
 * thread.
 */
final class Network implements AutoCloseable {
    private static final int PACKET = 1 << 16;
    private static final int BACKLOG = 200;
    private static final long LOOK_NANOS = 100_000;

    private final InetSocketAddress target;
    private final long oneWay;
    private final Selector selector = Selector.open();
    private final ServerSocketChannel end = ServerSocketChannel.open();
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(PACKET);
    private final Queue<Packet> underWay = new ArrayDeque<>();
    private final AtomicLong asked = new AtomicLong();

    /** Bytes that arrive at a time. All take as long, so that those who left first arrive first. */
    private record Packet(SocketChannel to, ByteBuffer bytes, long due) {}

    Network(int port, Duration oneWay) throws IOException {
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.oneWay = oneWay.toNanos();
        end.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        end.configureBlocking(false);
        end.register(selector, SelectionKey.OP_ACCEPT);
        Thread.ofPlatform().daemon().name("test-network").start(this::carry);
    }

    int port() throws IOException {
        return ((InetSocketAddress) end.getLocalAddress()).getPort();
    }

    /** How many packets came from the near side: each is a round trip, where each side waits for the other. */
    long asked() {
        return asked.get();
    }

    /** Ends all connections. */
    void cut() {
        open.forEach(Network::close);
    }

    @Override
    public void close() throws IOException {
        end.close();
        cut();
        selector.close();
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void carry() {
        try {
            while (end.isOpen()) {
                if (underWay.isEmpty()) {
                    selector.select();
                } else if (selector.selectNow() == 0) {
                    LockSupport.parkNanos(
                            Math.min(LOOK_NANOS, underWay.element().due() - System.nanoTime()));
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    take(key);
                }
                selector.selectedKeys().clear();
                deliver(System.nanoTime());
            }
        } catch (IOException | ClosedSelectorException e) {
            // Closed: the test is over.
        }
    }

    private void take(SelectionKey key) throws IOException {
        try {
            if (key.isAcceptable()) {
                connect();
            } else if (key.isReadable()) {
                read((SocketChannel) key.channel(), (SocketChannel) key.attachment());
            }
        } catch (CancelledKeyException e) {
            // Cut.
        }
    }

    private void connect() throws IOException {
        SocketChannel client = end.accept();
        if (client == null) {
            return;
        }
        SocketChannel server = SocketChannel.open(target);
        for (SocketChannel one : new SocketChannel[] {client, server}) {
            one.setOption(StandardSocketOptions.TCP_NODELAY, true);
            one.configureBlocking(false);
            one.register(selector, SelectionKey.OP_READ, one.equals(client) ? server : client);
            open.add(one);
        }
    }

    private void read(SocketChannel from, SocketChannel to) {
        try {
            buffer.clear();
            if (from.read(buffer) >= 0) {
                if (target.equals(to.getRemoteAddress())) {
                    asked.incrementAndGet();
                }
                ByteBuffer bytes = ByteBuffer.allocate(buffer.flip().remaining())
                        .put(buffer)
                        .flip();
                underWay.add(new Packet(to, bytes, System.nanoTime() + oneWay));
                return;
            }
        } catch (IOException e) {
            // Cut.
        }
        end(from, to);
    }

    private void end(SocketChannel from, SocketChannel to) {
        open.remove(from);
        open.remove(to);
        close(from);
        close(to);
    }

    private void deliver(long now) {
        while (!underWay.isEmpty() && underWay.element().due() - now <= 0) {
            Packet packet = underWay.remove();
            try {
                while (packet.bytes().hasRemaining()) {
                    packet.to().write(packet.bytes());
                }
            } catch (IOException e) {
                open.remove(packet.to());
                close(packet.to());
            }
        }
    }
}
