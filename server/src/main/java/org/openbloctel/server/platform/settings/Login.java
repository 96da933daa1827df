package org.openbloctel.server.platform.settings;

import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * How to get into a database.
 *
 * @param url of JDBC
 * @param user null when the address names them
 * @param password null when the address has it, or none is needed
 */
public record Login(
        String url, @Nullable String user, @Nullable String password) {
    /** Connections one by one, without a pool. */
    public DataSource single() {
        return single(Map.of());
    }

    /** The same, with these properties of the driver. */
    public DataSource single(Map<String, String> driver) {
        DriverManagerDataSource source = new DriverManagerDataSource(url);
        Properties properties = new Properties();
        properties.putAll(driver);
        source.setConnectionProperties(properties);
        if (user != null) {
            source.setUsername(user);
        }
        if (password != null) {
            source.setPassword(password);
        }
        return source;
    }

    /** Without the password, which must not be logged. */
    @Override
    public String toString() {
        return "Login as " + user;
    }
}
