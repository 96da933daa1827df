package org.openbloctel.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.database.ServingLogins;
import org.openbloctel.registry.platform.database.TestDatabase;
import org.openbloctel.registry.platform.vault.MasterKeyFile;
import org.openbloctel.server.platform.postgres.EmbeddedPostgres;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;

/** What serves pages is no owner: on the embedded PostgreSQL by itself, on another one because production refuses an owner. */
@Tag("check-long")
final class ServingLoginIT {
    private static final String OWNER_IN_PRODUCTION = "owns tables, or can become their owner";

    @TempDir
    private Path folder;

    @Test
    void embeddedDatabaseIsServedByLoginsThatOwnNothing() throws Exception {
        try (Postgres postgres =
                        Postgres.of(settings(Settings.Environment.DEVELOPMENT, null, true), TestDatabase.KEYS);
                HikariDataSource pool = Databases.pool("accounts", postgres.accounts(), 1);
                HikariDataSource list = Databases.pool("list", postgres.list(), 1);
                Connection connection = pool.getConnection();
                Connection other = list.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(other.isValid(10)).isTrue();
            assertThat(ServingLogins.excess(postgres.accounts().single())).isEmpty();
            assertThat(ServingLogins.excess(postgres.list().single())).isEmpty();
            for (String attack : List.of(
                    "delete from accounts.audit_entry",
                    "set role openbloctel_eraser",
                    "set role openbloctel",
                    "alter table accounts.audit_entry add extra int")) {
                statement.execute("reset role");
                assertThatThrownBy(() -> statement.execute(attack))
                        .as(attack)
                        .hasMessageMatching("(?s).*(denied|owner).*");
            }
        }
        List<String> reseal = List.of("--reseal-numbers", "--data", folder.toString());
        assertThatThrownBy(() -> ResealCommand.run(reseal, System.out))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("there is no master key");
        assertThat(MasterKeyFile.open(folder.resolve("master.key")).olderIds()).isEmpty();
        assertThat(ResealCommand.run(reseal, System.out)).contains("0 rows were sealed anew");
    }

    @Test
    void numbersOfADatabaseThatIsNotThereAreNotSealedAnew() {
        assertThatThrownBy(
                        () -> ResealCommand.run(List.of("--reseal-numbers", "--data", folder.toString()), System.out))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("there is no database in " + folder);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void ownerServesOutsideProductionOnly() {
        Settings.Login owner = new Settings.Login(TestDatabase.create().url(), null, null);
        assertThatThrownBy(() -> Postgres.of(settings(Settings.Environment.PRODUCTION, owner, true), TestDatabase.KEYS))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(OWNER_IN_PRODUCTION);
        assertThat(Postgres.of(settings(Settings.Environment.DEVELOPMENT, owner, true), TestDatabase.KEYS)
                        .accounts())
                .isEqualTo(owner);
    }

    @Test
    void commandMigratesAndAServerThatDoesNotRefusesAnOlderSchema() throws Exception {
        try (EmbeddedPostgres empty = EmbeddedPostgres.start(folder.resolve("postgres"))) {
            Settings.Login owner = new Settings.Login(empty.url(), EmbeddedPostgres.NAME, empty.password());
            assertThatThrownBy(() ->
                            Postgres.of(settings(Settings.Environment.DEVELOPMENT, owner, false), TestDatabase.KEYS))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageMatching("the database lacks [0-9]+ migrations.*bloctel serve --migrate.*");
            Path config = Files.writeString(
                    folder.resolve("owner.properties"),
                    "openbloctel.database.url=" + empty.url() + "\nopenbloctel.database.user=" + EmbeddedPostgres.NAME
                            + "\nopenbloctel.database.password-file=" + folder.resolve("postgres/password") + "\n");
            assertThat(MigrateCommand.run(List.of("--migrate", "--config", config.toString())))
                    .matches(".*migrations applied: [1-9][0-9]*\\.");
            assertThat(MigrateCommand.run(List.of("--migrate", "--config", config.toString())))
                    .contains("migrations applied: 0.");
            assertThat(Postgres.of(settings(Settings.Environment.DEVELOPMENT, owner, false), TestDatabase.KEYS)
                            .accounts())
                    .isEqualTo(owner);
        }
        assertThatThrownBy(() -> MigrateCommand.run(List.of("--migrate", "--data", folder.toString())))
                .hasMessageContaining("there is no openbloctel.database.url");
    }

    private Settings settings(Settings.Environment environment, Settings.@Nullable Login owner, boolean migrates) {
        return new Settings(
                environment,
                false,
                folder,
                "127.0.0.1",
                URI.create("https://opposition.example"),
                "OpenBloctel",
                new Settings.Database(
                        owner,
                        new Settings.Pool(null, 1),
                        new Settings.Pool(null, 1),
                        new Settings.Doors(1, 1, 1, 5),
                        migrates),
                null,
                Optional.empty(),
                false,
                null,
                1,
                false);
    }
}
