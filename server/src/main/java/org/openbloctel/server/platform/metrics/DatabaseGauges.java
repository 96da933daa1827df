package org.openbloctel.server.platform.metrics;

import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.openbloctel.registry.platform.database.Lane;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the gauges whose figures are in the database. While the database is away they have no value (NaN), at once: otherwise a scrape
 * would wait for a connection once for each of them, and Prometheus would get none of the other figures either. Thread-safe.
 */
public final class DatabaseGauges {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseGauges.class);
    /** After a figure that failed as late as this, the others are not read for a while: one scrape waits once. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final BooleanSupplier answers;
    private final Set<String> unread = ConcurrentHashMap.newKeySet();
    private volatile long pauseFrom = System.nanoTime() - PAUSE.toNanos();

    /** Gauges over a database; {@code answers} tells without waiting whether it answers. */
    public DatabaseGauges(BooleanSupplier answers) {
        this.answers = answers;
    }

    /** A gauge of a figure, which may query the database. */
    public Gauge.Builder<Supplier<Number>> of(String name, Supplier<? extends Number> figure) {
        return Gauge.builder(name, () -> read(name, figure));
    }

    /** How many gauges could not be read when they were last asked for. */
    public int unread() {
        return unread.size();
    }

    @SuppressWarnings("IllegalCatch") // a figure that fails must not keep the others from the scrape
    private double read(String name, Supplier<? extends Number> figure) {
        long from = System.nanoTime();
        if (!answers.getAsBoolean() || from - pauseFrom < PAUSE.toNanos()) {
            unread.add(name);
            return Double.NaN;
        }
        Lane before = Lane.PAGES.take();
        try {
            double value = figure.get().doubleValue();
            unread.remove(name);
            return value;
        } catch (RuntimeException e) {
            LOG.debug("{} cannot be read", name, e);
            if (unread.add(name)) {
                LOG.warn("{} cannot be read: {}", name, e.getClass().getName());
            }
            if (System.nanoTime() - from > SLOW.toNanos()) {
                pauseFrom = System.nanoTime();
            }
            return Double.NaN;
        } finally {
            before.take();
        }
    }
}
