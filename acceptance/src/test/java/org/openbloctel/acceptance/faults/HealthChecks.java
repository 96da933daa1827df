package org.openbloctel.acceptance.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;

/**
 * Asks each server every second whether it is ready, as the shipped HAProxy does. A server that is not ready twice in a row gets no more
 * connections from a balancer, and gets them again once it is ready. Thread-safe.
 */
final class HealthChecks implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int FALL = 2;

    private final Balancer balancer;
    private volatile boolean over;

    private HealthChecks(Balancer balancer) {
        this.balancer = balancer;
    }

    /** Begins with servers that are ready and that the balancer leads to, each at this port. */
    static HealthChecks start(List<Node> nodes, Balancer balancer, ToIntFunction<Node> port) {
        HealthChecks checks = new HealthChecks(balancer);
        nodes.forEach(node -> Thread.ofVirtual().start(() -> checks.watch(node, port.applyAsInt(node))));
        return checks;
    }

    private void watch(Node node, int port) {
        int failed = 0;
        while (!over) {
            boolean ready = node.isReady();
            if (ready && failed >= FALL) {
                balancer.add(port);
            }
            failed = ready ? 0 : failed + 1;
            if (failed == FALL) {
                balancer.remove(port);
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
