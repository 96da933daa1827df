package org.openbloctel.server.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import org.openbloctel.registry.platform.database.Lane;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.metrics.DatabaseGauges;
import org.openbloctel.server.platform.settings.Settings;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * The pools of connections, over a database that was brought to this version's schema first: one for the list's role, and one for each lane
 * of the accounts' role. A thread that waits for a database that is gone gives up while its client still waits.
 */
@Configuration(proxyBeanMethods = false)
class Databases {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    /** A request does not wait as long as a job. Keys have no longer either (KnownKeys). */
    private static final Duration REQUEST_CONNECTING = Duration.ofSeconds(2);

    private static final Duration CHECK_STATEMENT = Duration.ofSeconds(5);
    private static final Duration API_STATEMENT = Duration.ofSeconds(20);
    /** The longest silence of the database in a job; the list's pool has no limit, for imports and snapshots take minutes. */
    private static final Duration WORK_SILENCE = Duration.ofSeconds(60);
    /** PostgreSQL ends a statement at its limit; where that gets lost, the connection ends so much later. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int MIN_IDLE = 2;
    /** One for the audit trail, one for the list. */
    private static final int GROUPED = 2;

    /** Two servers that start at once: the second waits here for the first one's migrations. */
    @Bean
    Postgres postgres(Settings settings, MasterKeys keys) {
        return Postgres.of(settings, keys);
    }

    @Bean
    LanedConnections accounts(
            Postgres postgres,
            @Qualifier("checksPool") HikariDataSource checks,
            @Qualifier("apiPool") HikariDataSource api,
            @Qualifier("pagesPool") HikariDataSource pages,
            @Qualifier("groupedPool") HikariDataSource grouped,
            @Qualifier("workPool") HikariDataSource work) {
        return new LanedConnections(
                Map.of(Lane.CHECKS, checks, Lane.API, api, Lane.PAGES, pages, Lane.GROUPED, grouped, Lane.WORK, work),
                postgres.accounts());
    }

    @Bean
    HikariDataSource checksPool(Postgres postgres, Settings settings) {
        return door("checks", postgres, settings.database().doors().checks(), CHECK_STATEMENT);
    }

    @Bean
    HikariDataSource apiPool(Postgres postgres, Settings settings) {
        return door("api", postgres, settings.database().doors().api(), API_STATEMENT);
    }

    @Bean
    HikariDataSource pagesPool(Postgres postgres, Settings settings) {
        Settings.Doors doors = settings.database().doors();
        return door("pages", postgres, doors.pages(), Duration.ofSeconds(doors.pageSeconds()));
    }

    @Bean
    HikariDataSource groupedPool(Postgres postgres) {
        return door("grouped", postgres, GROUPED, CHECK_STATEMENT);
    }

    @Bean
    HikariDataSource workPool(Postgres postgres, Settings settings) {
        HikariConfig config = config(
                "accounts",
                postgres.accounts(),
                settings.database().accounts().connections(),
                Map.of("socketTimeout", Long.toString(WORK_SILENCE.toSeconds())));
        return new HikariDataSource(config);
    }

    @Bean
    HikariDataSource list(Postgres postgres, Settings settings) {
        return pool("list", postgres.list(), settings.database().list().connections());
    }

    @Bean
    DatabaseGauges databaseGauges(LanedConnections accounts) {
        return new DatabaseGauges(accounts::answers);
    }

    @Bean
    Pulse listPulse(Postgres postgres) {
        return new Pulse("list", postgres.list(), () -> {}).start();
    }

    private static HikariDataSource door(String name, Postgres postgres, int connections, Duration statement) {
        HikariConfig config = config(
                name,
                postgres.accounts(),
                connections,
                Map.of("socketTimeout", Long.toString(statement.plus(GRACE).toSeconds())));
        config.setConnectionInitSql("set role openbloctel_accounts; set statement_timeout = " + statement.toMillis());
        config.setConnectionTimeout(REQUEST_CONNECTING.toMillis());
        config.setValidationTimeout(REQUEST_CONNECTING.toMillis());
        return new HikariDataSource(config);
    }

    /** A pool of a role without limits. */
    static HikariDataSource pool(String role, Settings.Login login, int connections) {
        HikariConfig config = config(role, login, connections, Map.of());
        config.setConnectionInitSql("set role openbloctel_" + role);
        return new HikariDataSource(config);
    }

    private static HikariConfig config(String name, Settings.Login login, int connections, Map<String, String> driver) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(new PoolConnections(login, driver));
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(MIN_IDLE, connections));
        config.setConnectionTimeout(CONNECTING.toMillis());
        config.setConnectionInitSql("set role openbloctel_accounts");
        return config;
    }

    /** Whether both sides of the database answered when they were asked last, a moment ago: never waits for them. */
    @Component("databaseHealthIndicator")
    static final class DatabaseHealth extends AbstractHealthIndicator {
        private final LanedConnections accounts;
        private final Pulse list;

        DatabaseHealth(LanedConnections accounts, Pulse listPulse) {
            super("the database does not answer");
            this.accounts = accounts;
            this.list = listPulse;
        }

        @Override
        protected void doHealthCheck(Health.Builder builder) {
            builder.status(accounts.answers() && list.answers() ? Status.UP : Status.DOWN);
        }
    }
}
