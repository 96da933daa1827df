package org.openbloctel.server.platform.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What an operator may choose, checked. The names and what they mean stand in {@code openbloctel.properties}.
 *
 * @param environment what this server is for
 * @param demo whether sample data are there and mail is shown instead of sent
 * @param dataFolder where files are kept, absolute
 * @param address of this machine, where it listens
 * @param baseUrl how people reach it, without a slash at the end
 * @param serviceName what it is called in mails
 * @param database where the data are
 * @param mail the way out for mails; null when there is none
 * @param mailsFrom the address that mails are from, with a way out or without
 * @param proofRequired whether a consumer has to prove a number
 * @param gateway where codes for consumers' numbers are handed to; null when there is none
 * @param jobThreads how many jobs run at once
 * @param privateWebhooks whether webhooks may go to this machine and to private networks
 */
public record Settings(
        Environment environment,
        boolean demo,
        Path dataFolder,
        String address,
        URI baseUrl,
        String serviceName,
        Database database,
        @Nullable Mail mail,
        Optional<String> mailsFrom,
        boolean proofRequired,
        @Nullable Gateway gateway,
        int jobThreads,
        boolean privateWebhooks) {
    /** What a server is for. */
    public enum Environment {
        DEVELOPMENT,
        PRODUCTION
    }

    /** How the connection to the mail server is protected. */
    public enum Protection {
        STARTTLS,
        TLS,
        NONE
    }

    /**
     * The database.
     *
     * @param owner the login that migrates; null for the embedded PostgreSQL
     * @param doors the pools of requests, with the login of the accounts' side
     * @param migrates whether the server brings the database to its schema itself
     */
    public record Database(@Nullable Login owner, Pool accounts, Pool list, Doors doors, boolean migrates) {}

    /**
     * How many connections at most requests of each kind have.
     *
     * @param checks for look-ups and the keys of programs
     * @param api for all other requests of programs
     * @param pages for pages
     * @param pageSeconds the longest statement of a page
     */
    public record Doors(int checks, int api, int pages, int pageSeconds) {}

    /**
     * A pool of connections.
     *
     * @param login null for the owner's
     * @param connections how many at most
     */
    public record Pool(@Nullable Login login, int connections) {}

    /** The gateway for codes, and what proves that we are its customer. */
    public record Gateway(URI address, String token) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Gateway " + address;
        }
    }

    /**
     * The way out for mails.
     *
     * @param user the account at the mail server; null when it asks for none
     * @param password of the account; null when it asks for none
     * @param from who mails are from
     */
    public record Mail(
            MailServer server,
            @Nullable String user,
            @Nullable String password,
            Sender from) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Mail by " + server.host() + ":" + server.port();
        }
    }

    /** The mail server. */
    public record MailServer(String host, int port, Protection protection) {}

    /** The address that mails are from, and the name beside it. */
    public record Sender(String address, String name) {}

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
}
