package org.openbloctel.server.accounts.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.openbloctel.registry.accounts.webhook.Deliveries;
import org.openbloctel.registry.accounts.webhook.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sends what is due, {@value #MAX_PARALLEL} at once and {@value #EACH} of one endpoint, on threads of its own: a slow receiver holds up
 * neither the jobs nor the other endpoints. Several servers may send at once. What it was sending when it was killed is sent again,
 * under the same id. The log names deliveries, never addresses. Thread-safe.
 */
@Component
final class WebhookSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final int MAX_PARALLEL = 32;
    private static final int EACH = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Deliveries deliveries;
    private final InstantSource clock;
    private final Targets targets;
    private final Post post;
    private final Semaphore places = new Semaphore(MAX_PARALLEL);
    private final Map<UUID, Integer> underWay = new ConcurrentHashMap<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ReentrantLock taking = new ReentrantLock();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());
    private volatile boolean closed;

    /** A sender to these targets, by the certificates that Java trusts. */
    @Autowired
    WebhookSender(Deliveries deliveries, InstantSource clock, Targets targets) {
        this(deliveries, clock, targets, (SSLSocketFactory) SSLSocketFactory.getDefault(), PATIENCE);
    }

    WebhookSender(
            Deliveries deliveries, InstantSource clock, Targets targets, SSLSocketFactory tls, Duration patience) {
        this.deliveries = deliveries;
        this.clock = clock;
        this.targets = targets;
        this.post = new Post(tls, patience);
    }

    /** Begins to send what is due, as far as there are places. Returns at once: one thread takes, and looks again for the others. */
    void sendDue() {
        asked.set(true);
        while (!closed && asked.get() && taking.tryLock()) {
            try {
                while (asked.getAndSet(false)) {
                    boolean more = begin();
                    while (more) {
                        more = begin();
                    }
                }
            } finally {
                taking.unlock();
            }
        }
    }

    private boolean begin() {
        int free = places.availablePermits();
        if (free == 0) {
            return false;
        }
        Set<UUID> busy = underWay.entrySet().stream()
                .filter(entry -> entry.getValue() >= EACH)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        List<Deliveries.Outgoing> due = deliveries.take(free, EACH, busy);
        for (Deliveries.Outgoing outgoing : due) {
            // No other thread takes places: there are as many as were asked for.
            places.acquireUninterruptibly();
            underWay.merge(outgoing.webhook(), 1, Integer::sum);
            threads.execute(() -> work(outgoing));
        }
        return !due.isEmpty();
    }

    private void work(Deliveries.Outgoing outgoing) {
        try {
            deliveries.settle(outgoing, attempt(outgoing));
        } catch (RuntimeException e) {
            // It is taken again in two minutes.
            LOG.error("Webhook delivery {} could not be settled", outgoing.delivery(), e);
        } finally {
            underWay.computeIfPresent(outgoing.webhook(), (id, count) -> count == 1 ? null : count - 1);
            places.release();
        }
        try {
            sendDue();
        } catch (RuntimeException e) {
            // The job looks again in a second, and says what is wrong.
            LOG.debug("Nothing could be taken", e);
        }
    }

    /** A bug is an attempt too, or it would be made for ever. */
    private Delivery.Result attempt(Deliveries.Outgoing outgoing) {
        try {
            return send(outgoing);
        } catch (RuntimeException e) {
            LOG.error("Webhook delivery {} could not be sent", outgoing.delivery(), e);
            return Delivery.Result.failed(Duration.ZERO, Delivery.Fault.NO_ANSWER);
        }
    }

    Delivery.Result send(Deliveries.Outgoing outgoing) {
        long from = System.nanoTime();
        Instant now = clock.instant();
        try {
            List<InetAddress> addresses = targets.addresses(outgoing.url());
            HttpAnswer answer = post.send(outgoing.url(), addresses, headers(outgoing, now), outgoing.payload());
            Optional<Duration> spare = retryAfter(answer.headers().getOrDefault("retry-after", ""), now);
            return Delivery.Result.answered(since(from), answer.status(), answer.body(), spare);
        } catch (UnknownHostException e) {
            return Delivery.Result.failed(since(from), Delivery.Fault.UNKNOWN_HOST);
        } catch (Targets.ForbiddenAddressException e) {
            return Delivery.Result.failed(since(from), Delivery.Fault.FORBIDDEN_ADDRESS);
        } catch (Post.UnreachableException e) {
            return Delivery.Result.failed(since(from), Delivery.Fault.UNREACHABLE);
        } catch (Post.LateException | java.net.SocketTimeoutException e) {
            return Delivery.Result.failed(since(from), Delivery.Fault.TIMEOUT);
        } catch (SSLException e) {
            return Delivery.Result.failed(since(from), Delivery.Fault.TLS);
        } catch (IOException e) {
            return Delivery.Result.failed(since(from), Delivery.Fault.NO_ANSWER);
        }
    }

    private static Map<String, String> headers(Deliveries.Outgoing outgoing, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "OpenBloctel");
        headers.put("webhook-id", outgoing.messageId());
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        headers.put("webhook-signature", outgoing.signature(now));
        return headers;
    }

    /** In seconds, or until a date. */
    static Optional<Duration> retryAfter(String header, Instant now) {
        if (header.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        }
        try {
            Instant until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return until.isAfter(now) ? Optional.of(Duration.between(now, until)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** Takes nothing more and waits for what is under way. */
    @Override
    public void close() {
        closed = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        post.close();
    }
}
