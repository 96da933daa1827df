package org.openbloctel.registry.platform.database;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Rows that a transaction writes right before its commit: nothing in it reads them, so they need no round trip each. Different statements
 * go to PostgreSQL together in one, and rows of the same statement as a batch. For one thread.
 */
final class LastWrites {
    private static final Map<String, ParsedSql> PARSED = new ConcurrentHashMap<>();

    private final Map<String, List<SqlParameterSource>> rows = new LinkedHashMap<>();

    /** Adds a row. */
    void add(String statement, SqlParameterSource row) {
        rows.computeIfAbsent(statement, none -> new ArrayList<>()).add(row);
    }

    /** Writes all of them; those that are added afterwards are written the next time. */
    void write(NamedParameterJdbcOperations connection) {
        if (rows.size() > 1 && rows.values().stream().allMatch(some -> some.size() == 1)) {
            writeTogether(connection);
        } else {
            rows.forEach((statement, some) -> {
                if (some.size() == 1) {
                    connection.update(statement, some.getFirst());
                } else {
                    connection.batchUpdate(statement, some.toArray(SqlParameterSource[]::new));
                }
            });
        }
        rows.clear();
    }

    private void writeTogether(NamedParameterJdbcOperations connection) {
        List<String> statements = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        rows.forEach((statement, some) -> {
            SqlParameterSource row = some.getFirst();
            ParsedSql parsed = PARSED.computeIfAbsent(statement, NamedParameterUtils::parseSqlStatement);
            statements.add(NamedParameterUtils.substituteNamedParameters(parsed, row));
            values.addAll(Arrays.asList(NamedParameterUtils.buildValueArray(parsed, row, null)));
        });
        connection.getJdbcOperations().update(String.join(";", statements), values.toArray());
    }
}
