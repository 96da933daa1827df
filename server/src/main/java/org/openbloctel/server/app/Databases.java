package org.openbloctel.server.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.openbloctel.registry.database.Migrations;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The pools of connections, one for each role, over a database that was brought to this version's schema first. */
@Configuration(proxyBeanMethods = false)
class Databases {
    private final String url;

    Databases(@Value("${openbloctel.database.url}") String url) {
        this.url = url;
        Migrations.apply(new DriverManagerDataSource(url));
    }

    @Bean
    DataSource accounts(@Value("${openbloctel.database.accounts-connections:8}") int connections) {
        return pool("accounts", connections);
    }

    @Bean
    DataSource list(@Value("${openbloctel.database.list-connections:4}") int connections) {
        return pool("list", connections);
    }

    private DataSource pool(String name, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        config.setConnectionInitSql("set role openbloctel_" + name);
        return new HikariDataSource(config);
    }
}
