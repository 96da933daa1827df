package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.database.Migrations;
import org.openbloctel.registry.platform.database.ServingLogins;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.server.platform.postgres.EmbeddedPostgres;
import org.openbloctel.server.platform.settings.Settings;

/** The server signs in to its database by a client certificate, without a password, set up as in docs/operations.md. */
@Tag("check-long")
final class ClientCertificateIT {
    private static final String OWNER = EmbeddedPostgres.NAME;

    @TempDir
    private Path folder;

    @Test
    void certificateSignsInWithoutAPasswordAndNothingElseDoes() throws Exception {
        TestCertificate database = TestCertificate.make(folder, "database", "ip:127.0.0.1");
        TestCertificate client = TestCertificate.make(folder, "server-1", "dns:server-1");
        TestCertificate stranger = TestCertificate.make(folder, "stranger", "dns:stranger");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"))) {
            DataSource owner = new Settings.Login(postgres.url(), OWNER, postgres.password()).single();
            Migrations.apply(owner, () -> TestDatabase.KEYS);
            ServingLogins.make(owner, ServingLogins.ACCOUNTS);
            ServingLogins.make(owner, ServingLogins.LIST);
            askForCertificates(owner, database, client);

            String anyone = postgres.url() + "?sslmode=verify-full&sslrootcert="
                    + database.certificate(folder.resolve("root.crt"));
            String url = anyone + of(client, "client");
            try (Postgres served = Postgres.of(production(url), TestDatabase.KEYS);
                    HikariDataSource accounts = Databases.pool("accounts", served.accounts(), 1);
                    HikariDataSource list = Databases.pool("list", served.list(), 1)) {
                for (DataSource pool : new DataSource[] {accounts, list}) {
                    assertThat(signedInBy(pool)).isEqualTo("/CN=server-1");
                }
            }
            assertRefused(url, "auditor", "no match|certificate authentication failed");
            assertRefused(anyone, OWNER, "certificate");
            assertRefused(anyone + of(stranger, "stranger"), OWNER, "certificate|unknown ca");
            assertRefused(postgres.url() + "?sslmode=disable", OWNER, "no pg_hba.conf entry");
            Path otherRoot = stranger.certificate(folder.resolve("other-root.crt"));
            assertRefused(
                    postgres.url() + "?sslmode=verify-full&sslrootcert=" + otherRoot + of(client, "client"),
                    OWNER,
                    "SSL error");
        }
    }

    /** Certificates alone are believed from here on; the map says for which logins one is good. */
    private void askForCertificates(DataSource owner, TestCertificate database, TestCertificate client)
            throws IOException, SQLException {
        Path data = folder.resolve("postgres/data");
        for (Path file : new Path[] {
            database.certificate(data.resolve("server.crt")),
            database.key(data.resolve("server.key")),
            client.certificate(data.resolve("clients.crt"))
        }) {
            Files.setOwner(file, Files.getOwner(data));
        }
        Files.writeString(data.resolve("pg_hba.conf"), "hostssl all all 127.0.0.1/32 cert map=servers\n");
        Files.writeString(
                data.resolve("pg_ident.conf"), """
                servers server-1 %s
                servers server-1 %s
                servers server-1 %s
                """.formatted(OWNER, ServingLogins.ACCOUNTS, ServingLogins.LIST));
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role auditor login");
            statement.execute("alter system set ssl = on");
            statement.execute("alter system set ssl_ca_file = 'clients.crt'");
            statement.execute("select pg_reload_conf()");
            long end = System.nanoTime() + 20_000_000_000L;
            while (!isOn(statement) && System.nanoTime() < end) {
                LockSupport.parkNanos(50_000_000);
            }
            assertThat(isOn(statement)).isTrue();
        }
    }

    private static boolean isOn(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("show ssl")) {
            return rows.next() && rows.getString(1).equals("on");
        }
    }

    private String of(TestCertificate client, String name) {
        return "&sslcert=" + client.certificate(folder.resolve(name + ".crt")) + "&sslkey="
                + client.binaryKey(folder.resolve(name + ".pk8"));
    }

    /** The name in the certificate of a connection under TLS, as the database has it. */
    private static String signedInBy(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("reset role");
            try (ResultSet rows =
                    statement.executeQuery("select client_dn from pg_stat_ssl where ssl and pid = pg_backend_pid()")) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }

    private static void assertRefused(String url, String user, String why) {
        assertThatThrownBy(() -> new Settings.Login(url, user, null).single().getConnection())
                .as("%s as %s", url, user)
                .hasStackTraceContaining("SQLException")
                .hasMessageMatching("(?s).*(" + why + ").*");
    }

    private Settings production(String url) {
        return new Settings(
                Settings.Environment.PRODUCTION,
                false,
                folder,
                "127.0.0.1",
                URI.create("https://opposition.example"),
                "OpenBloctel",
                new Settings.Database(
                        new Settings.Login(url, OWNER, null),
                        new Settings.Pool(new Settings.Login(url, ServingLogins.ACCOUNTS, null), 1),
                        new Settings.Pool(new Settings.Login(url, ServingLogins.LIST, null), 1),
                        new Settings.Doors(1, 1, 1, 5),
                        true),
                null,
                Optional.empty(),
                false,
                null,
                1,
                false);
    }
}
