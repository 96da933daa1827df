package org.openbloctel.server.app;

import org.jspecify.annotations.Nullable;
import org.openbloctel.server.postgres.PostgresException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in a few lines, instead of a stack trace, why the server does not start and what to do. */
final class StartFailure implements FailureAnalyzer {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PostgresException postgres) {
                return new FailureAnalysis(postgres.getMessage(), postgres.cure(), failure);
            }
            if (cause instanceof SettingsException settings) {
                return new FailureAnalysis(
                        settings.getMessage(),
                        "Correct the settings; bloctel serve --settings explains each.",
                        failure);
            }
        }
        return null;
    }
}
