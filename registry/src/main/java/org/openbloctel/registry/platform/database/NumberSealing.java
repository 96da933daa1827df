package org.openbloctel.registry.platform.database;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.NumberPermutation;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Migration 281: the columns that held phone numbers in plain hold them sealed. One transaction, so that a migration that is killed
 * leaves the plain columns as they were, and the next one begins anew; {@code alter table} writes each table into a new file, so
 * that no dead row keeps a plain number. The master keys are asked for only where there are numbers.
 *
 * <p>The pairs of plain and sealed numbers stand in a temporary table meanwhile, which is never written to the log of the database.
 */
final class NumberSealing implements JavaMigration {
    private static final int BATCH = 10_000;

    private static final List<Column> COLUMNS = List.of(
            new Column("list.opposition", "list"),
            new Column("list.change", "list"),
            new Column("accounts.registration", "accounts"),
            new Column("accounts.opposition_request", "accounts"),
            new Column("accounts.number_code", "accounts"));

    private final Supplier<MasterKeys> keys;

    NumberSealing(Supplier<MasterKeys> keys) {
        this.keys = keys;
    }

    /** A table whose column {@code number} is sealed, and for which place. */
    private record Column(String table, String place) {}

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("281");
    }

    @Override
    public String getDescription() {
        return "seal numbers";
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
    public void migrate(Context context) throws SQLException, IOException {
        Connection connection = context.getConnection();
        JdbcClient client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        for (Column column : COLUMNS) {
            execute(connection, "lock table " + column.table() + " in access exclusive mode");
        }
        execute(connection, "alter table list.opposition drop constraint opposition_number_check");
        byte[] key = {};
        for (Column column : COLUMNS) {
            String table = column.table();
            String sealed = "null::uuid";
            if (hasNumbers(client, table)) {
                key = key.length == 0 ? NumberKeyRows.key(client, keys.get()) : key;
                pairs(connection, table, new NumberPermutation(key, column.place()));
                sealed = "pg_temp.sealed_number(number)";
            }
            execute(connection, "alter table " + table + " alter column number type uuid using " + sealed);
            execute(connection, "drop table if exists pg_temp.number_pair cascade");
        }
    }

    private static boolean hasNumbers(JdbcClient client, String table) {
        return client.sql("select exists (select from " + table + " where number is not null)")
                .query(Boolean.class)
                .single();
    }

    /** Makes the pairs of a table's numbers, and the function that finds one of them and fails where there is none. */
    private static void pairs(Connection connection, String table, NumberPermutation permutation)
            throws SQLException, IOException {
        execute(connection, "create temp table number_pair (plain bigint not null, sealed uuid not null)");
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(BATCH); // a cursor: twelve million numbers are never in memory
            try (ResultSet row =
                    statement.executeQuery("select distinct number from " + table + " where number is not null")) {
                StringBuilder lines = new StringBuilder();
                for (int n = 1; row.next(); n++) {
                    long number = row.getLong(1);
                    lines.append(number)
                            .append('\t')
                            .append(permutation.seal(number))
                            .append('\n');
                    if (n % BATCH == 0) {
                        copy(connection, lines);
                    }
                }
                copy(connection, lines);
            }
        }
        execute(connection, "create unique index on pg_temp.number_pair (plain)");
        execute(connection, """
                create or replace function pg_temp.sealed_number(wanted bigint) returns uuid language plpgsql strict as $$
                declare
                    found uuid;
                begin
                    select p.sealed into strict found from pg_temp.number_pair p where p.plain = wanted;
                    return found;
                end
                $$
                """);
    }

    private static void copy(Connection connection, StringBuilder lines) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy pg_temp.number_pair from stdin", new StringReader(lines.toString()));
        lines.setLength(0);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
