package org.openbloctel.server.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.server.settings.Login;
import org.openbloctel.server.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The pools of connections, one for each role, over a database that was brought to this version's schema first. A thread that waits
 * for a database that is gone gives up while its client still waits.
 */
@Configuration(proxyBeanMethods = false)
class Databases {
    private static final String ACCOUNTS = "accounts";
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    /** The longest statement of a page or a job; the list's pool has none, for imports and snapshots take minutes. */
    private static final Duration ANSWERING = Duration.ofSeconds(60);

    /** Two servers that start at once: the second waits here for the first one's migrations. */
    @Bean
    Postgres postgres(Settings settings, MasterKeys keys) {
        return Postgres.of(settings, keys);
    }

    @Bean
    DataSource accounts(Postgres postgres, Settings settings) {
        return pool(
                ACCOUNTS, postgres.accounts(), settings.database().accounts().connections());
    }

    @Bean
    DataSource list(Postgres postgres, Settings settings) {
        return pool("list", postgres.list(), settings.database().list().connections());
    }

    static HikariDataSource pool(String name, Login login, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(login.url());
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setMaximumPoolSize(connections);
        // The driver would put the details of errors into messages: they quote values, numbers among them.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.setConnectionTimeout(CONNECTING.toMillis());
        config.addDataSourceProperty("connectTimeout", Long.toString(CONNECTING.toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        if (name.equals(ACCOUNTS)) {
            config.addDataSourceProperty("socketTimeout", Long.toString(ANSWERING.toSeconds()));
        }
        config.setConnectionInitSql("set role openbloctel_" + name);
        return new HikariDataSource(config);
    }
}
