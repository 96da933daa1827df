package org.openbloctel.bench.peers;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * DuckDB: an anti-join between the call file and the list, which stands loaded in a table.
 *
 * <pre>
 * load DATABASE LIST
 * clean DATABASE CALLS OUTPUT THREADS     two written forms: the last nine characters are the number
 * messy DATABASE CALLS OUTPUT THREADS     any form: the last nine digits are
 * </pre>
 */
final class DuckScrub {

    private static final String COLUMNS =
            "{'id':'VARCHAR','nom':'VARCHAR','prenom':'VARCHAR','telephone':'VARCHAR','ville':'VARCHAR',"
                    + "'email':'VARCHAR'}";

    private DuckScrub() {}

    public static void main(String[] args) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + args[1]);
                Statement statement = connection.createStatement()) {
            switch (args[0]) {
                case "load" -> statement.execute(load(Path.of(args[2])));
                case "clean" -> scrub(statement, args, "CAST(right(telephone, 9) AS INTEGER)");
                case "messy" ->
                    scrub(
                            statement,
                            args,
                            "TRY_CAST(right(regexp_replace(telephone, '[^0-9]', '', 'g'), 9) AS INTEGER)");
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }

    private static String load(Path list) {
        return "CREATE TABLE listed AS SELECT CAST(substr(line, 4) AS INTEGER) AS number FROM read_csv('" + list
                + "', header = false, columns = {'line': 'VARCHAR'})";
    }

    private static void scrub(Statement statement, String[] args, String number) throws SQLException {
        statement.execute("SET threads = " + Integer.parseInt(args[4]));
        statement.execute("COPY (SELECT calls.* FROM read_csv('" + args[2]
                + "', delim = ';', quote = '\"', escape = '\"', header = true, columns = " + COLUMNS
                + ") AS calls ANTI JOIN listed ON listed.number = " + number + ") TO '" + args[3]
                + "' (FORMAT csv, DELIMITER ';', HEADER)");
    }
}
