package org.openbloctel.server.settings;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

/**
 * What an operator may choose, checked. The names and what they mean stand in {@code openbloctel.properties}.
 *
 * @param environment what this server is for
 * @param demo whether sample data are there and mail is shown instead of sent
 * @param dataFolder where files are kept, absolute
 * @param baseUrl how people reach it, without a slash at the end
 * @param database where the data are
 * @param mail the way out for mails; null when there is none
 * @param gateway where codes for consumers' numbers are handed to; null when there is none
 * @param jobThreads how many jobs run at once
 * @param privateWebhooks whether webhooks may go to this machine and to private networks
 */
public record Settings(
        Environment environment,
        boolean demo,
        Path dataFolder,
        URI baseUrl,
        Database database,
        @Nullable Mail mail,
        @Nullable Gateway gateway,
        int jobThreads,
        boolean privateWebhooks) {
    private static final String PROOF = "openbloctel.consumer.proof-required";
    private static final String GATEWAY = "openbloctel.consumer.codes.gateway";

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
     * @param accounts the login of the accounts' pool; null for the owner's
     * @param list the login of the list's pool; null for the owner's
     */
    public record Database(
            @Nullable Login owner,
            @Nullable Login accounts,
            @Nullable Login list,
            int accountsConnections,
            int listConnections) {}

    /** The gateway for codes, and what proves that we are its customer. */
    public record Gateway(URI address, String token) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Gateway " + address;
        }
    }

    /** The mail server, and who mails are from. */
    public record Mail(
            String host,
            int port,
            Protection protection,
            @Nullable String user,
            @Nullable String password,
            String from,
            String fromName) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Mail by " + host + ":" + port;
        }
    }

    /** Reads and checks them all. Throws {@link SettingsException} with all that is wrong. */
    public static Settings of(PropertyResolver values) {
        SettingsReader reader = new SettingsReader(values);
        Settings settings = new Settings(
                reader.choice("openbloctel.environment", Environment.class),
                reader.flag("openbloctel.demo"),
                reader.path("openbloctel.data-folder"),
                reader.address("openbloctel.base-url"),
                database(reader),
                mail(reader),
                gateway(reader),
                reader.number("openbloctel.jobs.threads", 1, 1000),
                reader.flag("openbloctel.webhooks.allow-private"));
        reader.number("openbloctel.port", 0, 65_535);
        reader.number("openbloctel.management.port", 0, 65_535);
        reader.choice("openbloctel.log.format", LogFormat.class);
        if (settings.environment == Environment.PRODUCTION) {
            checkProduction(settings, reader);
        }
        reader.end();
        return settings;
    }

    private static void checkProduction(Settings settings, SettingsReader reader) {
        boolean embedded = reader.flag("openbloctel.database.embedded-in-production");
        if (settings.database.owner == null && !embedded) {
            reader.problem(
                    "openbloctel.database.url",
                    "is empty in production: give the address of a PostgreSQL (the embedded one is for trials;"
                            + " openbloctel.database.embedded-in-production=true uses it all the same)");
        }
        if (settings.demo) {
            reader.problem("openbloctel.demo", "is true in production: its logins are public, turn it off");
        }
        if (!settings.baseUrl.toString().startsWith("https://")) {
            reader.problem(
                    "openbloctel.base-url", "does not begin with https:// in production: give the public address");
        }
        Gateway gateway = settings.gateway;
        if (reader.flag(PROOF) && gateway == null) {
            reader.problem(GATEWAY, "is empty in production, where " + PROOF + " is true: nobody could prove a number");
        }
        if (gateway != null && !gateway.address.getScheme().equals("https")) {
            reader.problem(GATEWAY, "does not begin with https:// in production: numbers and codes go there");
        }
        if (settings.mail == null) {
            reader.problem("openbloctel.mail.host", "is empty in production: nobody could confirm a registration");
        }
    }

    private static Database database(SettingsReader reader) {
        String url = reader.text("openbloctel.database.url").orElse(null);
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            reader.problem(
                    "openbloctel.database.url",
                    "is no address of PostgreSQL: give jdbc:postgresql://HOST:PORT/DATABASE");
        }
        return new Database(
                url == null ? null : login(reader, url, "openbloctel.database"),
                url == null ? null : otherLogin(reader, url, "openbloctel.database.accounts"),
                url == null ? null : otherLogin(reader, url, "openbloctel.database.list"),
                reader.number("openbloctel.database.accounts.connections", 1, 1000),
                reader.number("openbloctel.database.list.connections", 1, 1000));
    }

    private static @Nullable Login otherLogin(SettingsReader reader, String url, String prefix) {
        return reader.text(prefix + ".user").isEmpty() ? null : login(reader, url, prefix);
    }

    private static Login login(SettingsReader reader, String url, String prefix) {
        return new Login(url, reader.text(prefix + ".user").orElse(null), reader.secret(prefix + ".password-file"));
    }

    private static @Nullable Gateway gateway(SettingsReader reader) {
        reader.flag(PROOF);
        if (reader.text(GATEWAY).isEmpty()) {
            return null;
        }
        String token = reader.secret("openbloctel.consumer.codes.token-file");
        return new Gateway(reader.address(GATEWAY), token == null ? "" : token);
    }

    private static @Nullable Mail mail(SettingsReader reader) {
        String host = reader.text("openbloctel.mail.host").orElse(null);
        if (host == null) {
            return null;
        }
        return new Mail(
                host,
                reader.number("openbloctel.mail.port", 1, 65_535),
                reader.choice("openbloctel.mail.protection", Protection.class),
                reader.text("openbloctel.mail.user").orElse(null),
                reader.secret("openbloctel.mail.password-file"),
                reader.wanted("openbloctel.mail.from", "give the address that mails are from"),
                reader.text("openbloctel.mail.from-name").orElse("OpenBloctel"));
    }
}
