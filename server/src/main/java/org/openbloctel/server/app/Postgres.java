package org.openbloctel.server.app;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.ServingLogins;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.server.platform.postgres.EmbeddedPostgres;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database that this server works on, brought to this version's schema: the one that is configured, or one of its own,
 * which ends with it.
 *
 * @param accounts the login of the accounts' pool
 * @param list the login of the list's pool
 * @param embedded the server's own PostgreSQL, if it is that
 */
record Postgres(
        Settings.Login accounts,
        Settings.Login list,
        @Nullable EmbeddedPostgres embedded) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);

    static Postgres of(Settings settings, MasterKeys keys) {
        Settings.Login external = settings.database().owner();
        if (external != null) {
            if (settings.database().migrates()) {
                Schema.migrate(external.single(), () -> keys);
            }
            Settings.Login accounts = settings.database().accounts().login();
            Settings.Login list = settings.database().list().login();
            Postgres postgres =
                    new Postgres(accounts == null ? external : accounts, list == null ? external : list, null);
            postgres.check(settings);
            return postgres;
        }
        EmbeddedPostgres embedded = EmbeddedPostgres.start(settings.dataFolder().resolve("postgres"));
        LOG.info("Embedded PostgreSQL, for trials and development (essai / développement): use --db in production");
        try {
            DataSource owner = new Settings.Login(embedded.url(), EmbeddedPostgres.NAME, embedded.password()).single();
            Schema.migrate(owner, () -> keys);
            return new Postgres(
                    serving(embedded, owner, ServingLogins.ACCOUNTS),
                    serving(embedded, owner, ServingLogins.LIST),
                    embedded);
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    private static Settings.Login serving(EmbeddedPostgres embedded, DataSource owner, String login) {
        return new Settings.Login(embedded.url(), login, ServingLogins.make(owner, login));
    }

    private void check(Settings settings) {
        int missing = settings.database().migrates() ? 0 : Schema.missing(accounts.single());
        if (missing > 0) {
            throw new SettingsException(
                    List.of(
                            "the database lacks " + missing
                                    + " migrations, and openbloctel.database.migrate is false: run bloctel serve --migrate as its owner."));
        }
        List<String> problems = new ArrayList<>();
        for (Settings.Login login : List.of(accounts, list)) {
            for (String excess : ServingLogins.excess(login.single())) {
                problems.add(
                        "the login \"" + login.user() + "\" " + excess
                                + ": give each pool one that is a member of its role and of nothing else (docs/configuration.md).");
            }
        }
        if (settings.environment() == Settings.Environment.PRODUCTION && !problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        if (!problems.isEmpty()) {
            LOG.warn("Not for production: {}", String.join(" ", problems));
        }
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
