package org.openbloctel.bench.lookup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The same look-up by the primary key of a table of plain numbers, over JDBC, with a prepared statement. */
final class Postgres implements Load.Connection {
    private final Connection connection;
    private final PreparedStatement query;
    private final int size;
    private final SplittableRandom random;

    Postgres(Connection connection, int size, int seed) throws SQLException {
        this.connection = connection;
        this.size = size;
        this.random = new SplittableRandom(seed);
        this.query = connection.prepareStatement(
                "select number from public.plain_number where number " + (size == 1 ? "= ?" : "= any(?)"));
    }

    /** Makes the table of a text of E.164 lines: the registry's own holds sealed numbers. */
    static void fill(Connection connection, Path text) throws IOException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists public.plain_number"); // of an earlier run
            statement.execute("create temp table line (line text)");
            statement.execute(
                    "copy line from '" + text.toAbsolutePath().toString().replace("'", "''") + "'");
            statement.execute("create table public.plain_number as"
                    + " select distinct ltrim(line, '+')::bigint as number from line where line ~ '^[+][0-9]+$'");
            statement.execute("alter table public.plain_number add primary key (number)");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void ask() throws SQLException {
        long[] numbers = Numbers.drawn(random, size);
        if (size == 1) {
            query.setLong(1, numbers[0]);
        } else {
            Array array = connection.createArrayOf(
                    "bigint", Arrays.stream(numbers).boxed().toArray());
            query.setArray(1, array);
        }
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                rows.getLong(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
