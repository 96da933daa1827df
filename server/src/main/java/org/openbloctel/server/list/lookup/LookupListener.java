package org.openbloctel.server.list.lookup;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.CheckThreads;
import org.openbloctel.server.list.lookup.ConnectionCounts.LookupSettings;
import org.openbloctel.server.platform.access.HttpSettings;
import org.openbloctel.server.platform.access.Networks;
import org.openbloctel.server.platform.programs.ProgramDoor;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A door for {@code POST /api/v1/checks} and {@code /dial} alone, on a port of its own, for dialers that ask thousands of times a second:
 * several times as many answers a CPU second as through the container (docs/decisions). Behind the same keys, limits and rules. One thread
 * for every two cores waits for all connections and answers checks.
 *
 * <p>Off unless {@code openbloctel.checks.port} is set. Thread-safe.
 */
@Component
public final class LookupListener implements SmartLifecycle {
    private static final long STOP_NANOS = 20_000_000_000L;
    private static final long LOOK_NANOS = 20_000_000;
    private static final int BACKLOG = 1024;
    /** Threads for questions that may wait for the database: many more than its connections, for which most of them wait. */
    private static final int MAX_THREADS = 128;
    /** Without Unsafe, which new Java takes away, Netty reads and writes memory outside the heap byte by byte. */
    private static final ByteBufAllocator ON_THE_HEAP = new UnpooledByteBufAllocator(false, true);
    /** Netty would look for buffers that were not given back in one of 128, which costs as much as a fifth of a look-up. */
    private static final String LEAKS_LOOKED_FOR = "io.netty.leakDetection.level";

    private final LookupConnection.Shared shared;
    private final LookupSettings settings;
    private final String address;
    private final Networks proxies;
    private final ListenerTraffic traffic;
    private final Set<LookupConnection> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Channel listening;
    private volatile boolean draining;
    private @Nullable EventLoopGroup loops;

    LookupListener(
            Checks checks,
            Dials dials,
            ProgramDoor door,
            InstantSource clock,
            LookupSettings settings,
            Settings common,
            HttpSettings http,
            ListenerTraffic traffic) {
        this.settings = settings;
        this.address = common.address();
        this.proxies = http.proxies();
        this.traffic = traffic;
        this.shared = new LookupConnection.Shared(
                checks, dials, door, clock, proxies, traffic, new CheckThreads("dials", MAX_THREADS));
    }

    /** The port it listens on; 0 when it does not. */
    public int port() {
        Channel channel = listening;
        return channel == null ? 0 : ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void start() {
        Integer port = settings.port();
        if (port == null) {
            return;
        }
        // Half the cores: clients and scrubs need some too, and few threads serve more in one go.
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        if (System.getProperty(LEAKS_LOOKED_FOR) == null) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("checks", true), NioIoHandler.newFactory());
        loops = group;
        ConnectionCounts connections = new ConnectionCounts(settings, proxies);
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, ON_THE_HEAP)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        open(channel, connections);
                    }
                })
                .bind(address, port)
                .awaitUninterruptibly();
        if (bound.cause() instanceof BindException taken) {
            PortInUseException.throwIfPortBindingException(taken, () -> port);
        }
        listening = bound.syncUninterruptibly().channel();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what cannot be closed is closed already
    private void open(SocketChannel channel, ConnectionCounts connections) {
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null) {
            channel.close();
            return;
        }
        String peer = remote.getAddress().getHostAddress();
        boolean taken = connections.opened(peer);
        channel.closeFuture().addListener(closed -> connections.closed(peer));
        if (!taken) {
            traffic.turnedAway();
            channel.close();
            return;
        }
        LookupConnection connection = new LookupConnection(shared, peer, channel);
        open.add(connection);
        if (draining) {
            connection.drain();
        }
        traffic.opened();
        channel.closeFuture().addListener(closed -> {
            open.remove(connection);
            traffic.closed();
        });
        channel.pipeline().addLast(new RequestDecoder(connection::bytesCame), connection);
    }

    /** A server that refuses traffic ends each connection with its next answer, so that its client opens one to another server. */
    @EventListener
    void refuses(AvailabilityChangeEvent<ReadinessState> change) {
        draining = change.getState() == ReadinessState.REFUSING_TRAFFIC;
        if (draining) {
            open.forEach(LookupConnection::drain);
        }
    }

    /** Takes no more connections; each that is open ends after its request. */
    @Override
    public void stop() {
        Channel channel = listening;
        EventLoopGroup group = loops;
        listening = null;
        if (channel == null || group == null) {
            return;
        }
        channel.close().syncUninterruptibly();
        open.forEach(LookupConnection::stop);
        long end = System.nanoTime() + STOP_NANOS;
        while (!open.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** With the container's door: behind the draining, before the jobs. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1024;
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }
}
