package org.openbloctel.server.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pools of connections, one for each role, over a database that was brought to this version's schema first. */
@Configuration(proxyBeanMethods = false)
class Databases {
    /** Two servers that start at once: the second waits here for the first one's migrations. */
    @Bean
    Postgres postgres(Settings settings) {
        return Postgres.of(settings);
    }

    @Bean
    DataSource accounts(Postgres postgres, Settings settings) {
        return pool("accounts", postgres.accounts(), settings.database().accountsConnections());
    }

    @Bean
    DataSource list(Postgres postgres, Settings settings) {
        return pool("list", postgres.list(), settings.database().listConnections());
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
        config.setConnectionInitSql("set role openbloctel_" + name);
        return new HikariDataSource(config);
    }
}
