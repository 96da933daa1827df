package org.openbloctel.bench.lookup;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.SplittableRandom;

/** The same look-up by the primary key of the table, over JDBC, with a prepared statement. */
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
                "select number from list.opposition where number " + (size == 1 ? "= ?" : "= any(?)"));
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
