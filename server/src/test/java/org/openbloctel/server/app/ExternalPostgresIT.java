package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.database.Migrations;
import org.openbloctel.registry.platform.database.SchemaText;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.server.platform.postgres.EmbeddedPostgres;
import org.openbloctel.server.platform.settings.Settings;

/** On a PostgreSQL of one's own the server's login is no superuser, and each pool may have a login that can do no more. */
@Tag("check-long")
final class ExternalPostgresIT {
    @TempDir
    private Path folder;

    private EmbeddedPostgres server;
    private String url = "";

    @BeforeEach
    void start() throws SQLException {
        server = EmbeddedPostgres.start(folder.resolve("postgres"));
        url = server.url().replaceAll("/[a-z]+$", "/registry");
        asSuperuser(
                server.url(),
                "create role registry login createrole password 'registry'",
                "create database registry owner registry");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void ownerWhoIsNoSuperuserMigratesAndServesBothRoles() {
        Settings.Login owner = new Settings.Login(url, "registry", "registry");
        Migrations.apply(owner.single(), () -> TestDatabase.KEYS);
        assertRolesAreApart(owner, owner);
        Migrations.apply(owner.single(), () -> TestDatabase.KEYS);
    }

    @Test
    void loginsOfThePoolsCanDoNoMoreThanTheirRoles() throws SQLException {
        Migrations.apply(new Settings.Login(url, "registry", "registry").single(), () -> TestDatabase.KEYS);
        asSuperuser(
                url,
                "create role app_accounts login password 'a' in role openbloctel_accounts",
                "create role app_list login password 'l' in role openbloctel_list");
        Settings.Login accounts = new Settings.Login(url, "app_accounts", "a");
        assertRolesAreApart(accounts, new Settings.Login(url, "app_list", "l"));
        assertThatThrownBy(() -> Databases.pool("list", accounts, 1)).hasStackTraceContaining("permission denied");
    }

    /** The tests' PostgreSQL, an owner who is no superuser, and the server's own PostgreSQL: one schema, the same grants. */
    @Test
    void migrationsGiveTheSameSchemaEverywhere() {
        SchemaText expected = new SchemaText(TestDatabase.create().owner());
        Settings.Login external = new Settings.Login(url, "registry", "registry");
        Settings.Login embedded = new Settings.Login(server.url(), EmbeddedPostgres.NAME, server.password());
        for (Settings.Login login : List.of(external, embedded)) {
            Migrations.apply(login.single(), () -> TestDatabase.KEYS);
            SchemaText text = new SchemaText(login.single());
            assertThat(text.schema()).isEqualTo(expected.schema());
            assertThat(text.grants()).isEqualTo(expected.grants());
        }
    }

    private static void assertRolesAreApart(Settings.Login accounts, Settings.Login list) {
        try (var accountsPool = Databases.pool("accounts", accounts, 1);
                var listPool = Databases.pool("list", list, 1)) {
            Database database = new Database(accountsPool, listPool, TestDatabase.KEYS);
            assertThat(database.accounts()
                            .sql("select current_user")
                            .query(String.class)
                            .single())
                    .isEqualTo("openbloctel_accounts");
            assertThat(database.list()
                            .sql("select count(*) from list.opposition")
                            .query(Integer.class)
                            .single())
                    .isZero();
            assertThatThrownBy(() -> database.accounts()
                            .sql("select count(*) from list.opposition")
                            .query(Integer.class)
                            .single())
                    .hasStackTraceContaining("permission denied");
        }
    }

    private void asSuperuser(String at, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(at, EmbeddedPostgres.NAME, server.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
