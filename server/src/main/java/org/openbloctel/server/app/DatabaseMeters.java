package org.openbloctel.server.app;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.server.platform.metrics.DatabaseGauges;
import org.springframework.stereotype.Component;

/** The metrics of the database, of the pools over it, and of the version that uses them. */
@Component
final class DatabaseMeters implements MeterBinder {
    private static final double MILLIS = 1000;

    private final List<HikariDataSource> pools;
    private final LanedConnections accounts;
    private final Pulse list;
    private final Database database;
    private final InstantSource clock;
    private final DatabaseGauges gauges;

    DatabaseMeters(
            List<HikariDataSource> pools,
            LanedConnections accounts,
            Pulse listPulse,
            Database database,
            InstantSource clock,
            DatabaseGauges gauges) {
        this.pools = List.copyOf(pools);
        this.accounts = accounts;
        this.list = listPulse;
        this.database = database;
        this.clock = clock;
        this.gauges = gauges;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        up(registry, "accounts", accounts::answers);
        up(registry, "list", list::answers);
        for (HikariDataSource pool : pools) {
            pool(
                    registry,
                    pool,
                    "busy",
                    "Connections in use",
                    one -> one.getHikariPoolMXBean().getActiveConnections());
            pool(
                    registry,
                    pool,
                    "waiting",
                    "Threads that wait for a connection",
                    one -> one.getHikariPoolMXBean().getThreadsAwaitingConnection());
            pool(registry, pool, "limit", "The most connections of the pool", HikariDataSource::getMaximumPoolSize);
        }
        String version = DatabaseMeters.class.getPackage().getImplementationVersion();
        Gauge.builder("openbloctel.build.info", () -> 1)
                .description("The version of this server")
                .tag("version", version == null ? "unpacked" : version)
                .register(registry);
        Gauge.builder("openbloctel.figures.unread", gauges::unread)
                .description("Metrics that could not be read from the database in the last scrape")
                .register(registry);
        gauges.of("openbloctel.database.lock.waits", () -> database.lockWaits().count())
                .description("Sessions of this database that wait for a lock")
                .register(registry);
        gauges.of(
                        "openbloctel.database.lock.oldest",
                        () -> seconds(database.lockWaits().longest()))
                .description("How long the first of them has waited")
                .baseUnit("seconds")
                .register(registry);
        gauges.of("openbloctel.clock.ahead", () -> seconds(Duration.between(database.time(), clock.instant())))
                .description("This server's clock less the database's")
                .baseUnit("seconds")
                .register(registry);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }

    private static void up(MeterRegistry registry, String side, BooleanSupplier answers) {
        Gauge.builder("openbloctel.database.up", () -> answers.getAsBoolean() ? 1 : 0)
                .description("Whether the database answers")
                .tag("side", side)
                .register(registry);
    }

    private static void pool(
            MeterRegistry registry,
            HikariDataSource pool,
            String name,
            String description,
            ToDoubleFunction<HikariDataSource> figure) {
        Gauge.builder("openbloctel.connections." + name, pool, figure)
                .description(description)
                .tag("pool", pool.getPoolName())
                .register(registry);
    }
}
