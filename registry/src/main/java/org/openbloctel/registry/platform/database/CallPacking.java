package org.openbloctel.registry.platform.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Migration 381: the calls that have a row each are added to the packed form, in short transactions on a connection of its own, so that the
 * release before goes on reporting calls; those are added by the triggers of V380. A migration that is killed begins anew: an entry that
 * is there twice counts once.
 */
final class CallPacking implements JavaMigration {
    private static final int BATCH = 5_000;
    private static final OffsetDateTime EARLIEST = OffsetDateTime.parse("1900-01-01T00:00:00Z");

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("381");
    }

    @Override
    public String getDescription() {
        return "pack calls";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        if (!hasCalls(JdbcClient.create(new SingleConnectionDataSource(context.getConnection(), true)))) {
            return;
        }
        try (Connection connection = context.getConfiguration().getDataSource().getConnection()) {
            JdbcClient client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            OffsetDateTime from = EARLIEST;
            Optional<OffsetDateTime> until = until(client, from);
            while (until.isPresent()) {
                pack(client, from, until.get());
                from = until.get();
                until = until(client, from);
            }
        }
    }

    private static boolean hasCalls(JdbcClient client) {
        return client.sql("select exists (select from accounts.call_attempt)")
                .query(Boolean.class)
                .single();
    }

    /** The instant of the last call of a batch; calls of one instant are in one batch. */
    private static Optional<OffsetDateTime> until(JdbcClient client, OffsetDateTime from) {
        return client.sql("""
                        select max(at) from (select at from accounts.call_attempt where at > :from order by at limit :batch) next
                        """)
                .param("from", from)
                .param("batch", BATCH)
                .query(OffsetDateTime.class)
                .optional();
    }

    private static void pack(JdbcClient client, OffsetDateTime from, OffsetDateTime until) {
        client.sql("""
                        select accounts.pack_calls(array(
                            select c from accounts.call_attempt c where at > :from and at <= :until))
                        """)
                .param("from", from)
                .param("until", until)
                .query((row, n) -> "")
                .list();
    }
}
