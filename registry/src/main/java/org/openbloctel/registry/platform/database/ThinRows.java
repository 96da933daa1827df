package org.openbloctel.registry.platform.database;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.extension.AttachedExtensionHandler;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMapperFactory;
import org.jdbi.v3.core.mapper.ColumnMappers;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jdbi.v3.sqlobject.SqlObjects;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * Makes the {@code …Rows} that are interfaces: lists of statements, which JDBI binds and maps. Their calls use Spring's connections, so that they
 * join the transaction that is open, bind as {@code JdbcClient} does and fail with its exceptions. What is bound stands in no message and in no
 * recording of the virtual machine. Thread-safe.
 */
final class ThinRows {
    private ThinRows() {}

    static Jdbi over(DataSource pool, Reading<?, ?>... readings) {
        SQLExceptionTranslator translator = new JdbcTemplate(pool).getExceptionTranslator();
        Jdbi jdbi = Jdbi.create(new SpringConnections(pool)).installPlugin(new SqlObjectPlugin());
        jdbi.configure(
                SqlStatements.class,
                statements -> statements.setTemplateEngine(TemplateEngine.NOP).setIncludeBindingsInTelemetry(false));
        jdbi.configure(
                Extensions.class,
                calls -> calls.registerHandlerCustomizer((call, list, method) -> (config, target) -> {
                    AttachedExtensionHandler attached = call.attachTo(config, target);
                    return (handles, arguments) -> {
                        try {
                            return attached.invoke(handles, arguments);
                        } catch (JdbiException e) {
                            throw translated(e, translator);
                        }
                    };
                }));
        jdbi.configure(
                StatementExceptions.class,
                failures -> failures.setMessageRendering(StatementException::getShortMessage));
        jdbi.configure(
                SqlObjects.class,
                objects -> objects.setDefaultParameterCustomizerFactory(
                        (rows, method, parameter, n, type) -> (statement, value) -> statement.bindNamedArgumentFinder(
                                (wanted, context) -> NamedValue.find(wanted, parameter.getName(), type, value))));
        jdbi.registerRowMapper((RowMapperFactory) (type, config) -> ofRecord(type)
                .filter(row -> row.getRecordComponents().length > 1)
                .map(ConstructorMapper::of));
        jdbi.registerColumnMapper((ColumnMapperFactory) (type, config) -> ofRecord(type)
                .filter(value -> value.getRecordComponents().length == 1)
                .flatMap(value -> ofOneColumn(value, config)));
        jdbi.registerColumnMapper(
                Instant.class, (row, n, context) -> row.getObject(n) == null ? null : Columns.instant(row, n));
        jdbi.registerColumnMapper(LocalDate.class, (row, n, context) -> row.getObject(n, LocalDate.class));
        jdbi.registerColumnMapper(
                Locale.class,
                (row, n, context) -> row.getString(n) == null ? null : Locale.forLanguageTag(row.getString(n)));
        for (Reading<?, ?> reading : readings) {
            jdbi.registerRowMapper(reading.type(), reading);
        }
        return jdbi;
    }

    /** A failure of the database as Spring names it, also one while a statement is prepared or its rows are read. */
    private static RuntimeException translated(JdbiException failed, SQLExceptionTranslator translator) {
        if (!(failed.getCause() instanceof SQLException cause)) {
            return failed;
        }
        String sql = failed instanceof StatementException one && one.getStatementContext() != null
                ? one.getStatementContext().getRawSql()
                : null;
        DataAccessException known = translator.translate("statement", sql, cause);
        return known == null ? new UncategorizedSQLException("statement", sql, cause) : known;
    }

    private static Optional<Class<?>> ofRecord(Type type) {
        return type instanceof Class<?> one && one.isRecord() ? Optional.of(one) : Optional.empty();
    }

    /** A record of one component is the value of a column. */
    private static Optional<ColumnMapper<?>> ofOneColumn(Class<?> value, ConfigRegistry config) {
        RecordComponent component = value.getRecordComponents()[0];
        return config.get(ColumnMappers.class)
                .findFor(component.getGenericType())
                .map(inner -> (row, n, context) ->
                        row.getObject(n) == null ? null : make(value, component, inner.map(row, n, context)));
    }

    private static Object make(Class<?> type, RecordComponent component, Object value) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(component.getType());
            constructor.setAccessible(true);
            return constructor.newInstance(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is not made of one column", e);
        }
    }

    private record SpringConnections(DataSource pool) implements ConnectionFactory {
        @Override
        public Connection openConnection() {
            return DataSourceUtils.getConnection(pool);
        }

        @Override
        public void closeConnection(Connection connection) {
            DataSourceUtils.releaseConnection(connection, pool);
        }
    }
}
