package org.openbloctel.registry.platform.database;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The rows of a database that servers of an earlier version filled, in files: one a table, one with the positions of the sequences, and the
 * version of the schema. The schema itself is not recorded, because the migrations that made it are never edited.
 */
public final class RecordedDatabase {
    private static final String TABLES = "tables";
    private static final String VERSION = "schema";
    private static final String SEQUENCES = "sequences";
    private static final String HISTORY = "public.flyway_schema_history";

    private static final String ALL_TABLES = """
            select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname in ('accounts', 'list', 'public') and c.relkind in ('r', 'p') and not c.relispartition order by 1
            """;
    private static final String ALL_SEQUENCES = """
            select schemaname || '.' || sequencename || ' ' || last_value from pg_sequences
            where schemaname in ('accounts', 'list', 'public') and last_value is not null order by 1
            """;

    private RecordedDatabase() {}

    /**
     * Writes all rows.
     *
     * @param owner connections as the owner
     * @param folder is there and empty
     */
    public static void write(DataSource owner, Path folder) throws IOException {
        JdbcClient rows = JdbcClient.create(owner);
        Path tables = Files.createDirectory(folder.resolve(TABLES));
        for (String table : rows.sql(ALL_TABLES).query(String.class).list()) {
            String all = rows.sql("select coalesce(json_agg(t), '[]')::text from " + table + " t")
                    .query(String.class)
                    .single();
            Files.writeString(tables.resolve(table), all);
        }
        Files.write(
                folder.resolve(SEQUENCES),
                rows.sql(ALL_SEQUENCES).query(String.class).list());
        Files.writeString(
                folder.resolve(VERSION),
                rows.sql("select version from " + HISTORY + " order by installed_rank desc limit 1")
                        .query(String.class)
                        .single());
    }

    /** A database with those rows under the schema of that version: as if its servers had just stopped. Triggers do not see the rows. */
    public static TestDatabase load(Path folder) throws IOException, SQLException {
        TestDatabase database = TestDatabase.empty();
        Migrations.flyway(database.owner(), () -> TestDatabase.KEYS)
                .target(Files.readString(folder.resolve(VERSION)))
                .load()
                .migrate();
        try (Connection connection = database.owner().getConnection();
                DirectoryStream<Path> tables = Files.newDirectoryStream(folder.resolve(TABLES))) {
            JdbcClient rows = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            List<Path> files = new ArrayList<>();
            tables.forEach(files::add);
            rows.sql("truncate " + files.stream().map(RecordedDatabase::name).collect(Collectors.joining(", ")))
                    .update();
            rows.sql("set session_replication_role = replica").update();
            for (Path file : files) {
                String table = name(file);
                rows.sql("insert into " + table
                                + " overriding system value select * from json_populate_recordset(null::" + table
                                + ", cast(? as json))")
                        .param(Files.readString(file))
                        .update();
            }
            rows.sql("reset session_replication_role").update();
            for (String line : Files.readAllLines(folder.resolve(SEQUENCES))) {
                String[] sequence = line.split(" ", -1);
                rows.sql("select setval(?::regclass, ?)")
                        .params(sequence[0], Long.parseLong(sequence[1]))
                        .query(Long.class)
                        .single();
            }
        }
        return database;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
