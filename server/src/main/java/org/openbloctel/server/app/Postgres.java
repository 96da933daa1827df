package org.openbloctel.server.app;

import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.database.Migrations;
import org.openbloctel.server.postgres.EmbeddedPostgres;
import org.openbloctel.server.settings.Login;
import org.openbloctel.server.settings.Settings;
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
record Postgres(Login accounts, Login list, @Nullable EmbeddedPostgres embedded) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);

    static Postgres of(Settings settings) {
        Login external = settings.database().owner();
        if (external != null) {
            Migrations.apply(external.single());
            Login accounts = settings.database().accounts();
            Login list = settings.database().list();
            return new Postgres(accounts == null ? external : accounts, list == null ? external : list, null);
        }
        EmbeddedPostgres embedded = EmbeddedPostgres.start(settings.dataFolder().resolve("postgres"));
        LOG.info("Embedded PostgreSQL, for trials and development (essai / développement): use --db in production");
        try {
            Login own = new Login(embedded.url(), EmbeddedPostgres.NAME, embedded.password());
            Migrations.apply(own.single());
            return new Postgres(own, own, embedded);
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
