package org.openbloctel.registry.platform.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** How an interface of statements reads a type whose components are not its columns: by way of a record that is as the row. */
public record Reading<R, T>(Class<T> type, RowMapper<R> row, Function<R, T> read) implements RowMapper<T> {
    /** By a record whose components are columns. */
    public Reading(Class<R> row, Class<T> type, Function<R, T> read) {
        this(type, ConstructorMapper.of(row), read);
    }

    @Override
    public T map(ResultSet result, StatementContext context) throws SQLException {
        return read.apply(row.map(result, context));
    }

    @Override
    public RowMapper<T> specialize(ResultSet result, StatementContext context) throws SQLException {
        return new Reading<>(type, row.specialize(result, context), read);
    }
}
