package org.openbloctel.server.app;

import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.postgres.PostgresException;
import org.openbloctel.server.platform.settings.SettingsException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Says in a few lines, instead of a stack trace, why the server does not start and what to do. Asked before Spring’s own. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailure implements FailureAnalyzer {
    private final Environment settings;

    StartFailure(Environment settings) {
        this.settings = settings;
    }

    /** Whether correcting the settings would help, and starting again alone would not. */
    static boolean isOfSettings(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingsException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PostgresException postgres) {
                return new FailureAnalysis(postgres.getMessage(), postgres.cure(), failure);
            }
            if (cause instanceof PortInUseException taken) {
                String names = ports(taken.getPort());
                return new FailureAnalysis(
                        "Port " + taken.getPort() + (names.isEmpty() ? "" : " (" + names + ")")
                                + " is taken by another program.",
                        "End that program (ss -ltnp shows which one listens where), or set another port.",
                        failure);
            }
            if (cause instanceof SettingsException wrong) {
                return new FailureAnalysis(
                        wrong.getMessage(), "Correct the settings; bloctel serve --settings explains each.", failure);
            }
            if (cause instanceof SQLException sql && isOfConnection(sql)) {
                return new FailureAnalysis(
                        "PostgreSQL cannot be reached, or lets nobody in: " + sql.getMessage(),
                        "Start PostgreSQL, or correct openbloctel.database.url (--db), .user and .password-file.",
                        failure);
            }
        }
        return null;
    }

    /** The settings that name this port. */
    private String ports(int port) {
        return Stream.of(
                        ServeCommand.PORT,
                        ServeCommand.MANAGEMENT_PORT,
                        ServeCommand.CHECKS_PORT,
                        ServeCommand.SFTP_PORT)
                .filter(name -> Integer.toString(port).equals(settings.getProperty(name)))
                .collect(Collectors.joining(", "));
    }

    /** PostgreSQL is not there, not yet ready, or does not know the login or the database. */
    private static boolean isOfConnection(SQLException sql) {
        String state = sql.getSQLState();
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("28")
                        || state.startsWith("57P03")
                        || state.equals("3D000"));
    }
}
