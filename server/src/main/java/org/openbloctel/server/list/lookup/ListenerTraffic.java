package org.openbloctel.server.list.lookup;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts the connections and answers of the listener for look-ups. A few additions an answer, without a lock. Thread-safe. */
@Component
final class ListenerTraffic implements MeterBinder {
    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY = 429;
    private static final int FAULT = 500;

    private static final Duration[] BUCKETS =
            Stream.of(1, 5, 10, 50, 250, 1000).map(Duration::ofMillis).toArray(Duration[]::new);

    private final LongAdder ok = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder limited = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final AtomicInteger open = new AtomicInteger();
    private volatile @Nullable Timer seconds;

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    /** A connection beyond the limits was closed at once. */
    void turnedAway() {
        turnedAway.increment();
    }

    void answered(int status) {
        if (status < BAD_REQUEST) {
            ok.increment();
        } else if (status >= FAULT) {
            failed.increment();
        } else if (status == TOO_MANY) {
            limited.increment();
        } else {
            refused.increment();
        }
    }

    /** From the head of a request to its answer. */
    void took(long nanos) {
        Timer timer = seconds;
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        seconds = Timer.builder("openbloctel.listener.answer")
                .description("From the head of a request to its answer, on the listener for look-ups")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        answers(registry, "ok", ok);
        answers(registry, "refused", refused);
        answers(registry, "limited", limited);
        answers(registry, "failed", failed);
        Gauge.builder("openbloctel.listener.connections", open::get)
                .description("Open connections of the listener for look-ups")
                .register(registry);
        FunctionCounter.builder("openbloctel.listener.turned.away", turnedAway, LongAdder::sum)
                .description("Connections beyond the limits, closed at once")
                .register(registry);
    }

    /** Four series: by outcome, never by path, company or key. */
    private static void answers(MeterRegistry registry, String outcome, LongAdder count) {
        FunctionCounter.builder("openbloctel.listener.answers", count, LongAdder::sum)
                .description("Answers of the listener: ok, refused (4xx), limited (429), failed (5xx)")
                .tag("outcome", outcome)
                .register(registry);
    }
}
