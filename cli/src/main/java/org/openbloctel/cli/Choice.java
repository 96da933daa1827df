package org.openbloctel.cli;

import java.util.Locale;
import java.util.Optional;

/** Option values of two words. */
final class Choice {
    /** A report for people, or for programs. */
    enum Report {
        TEXT,
        JSON
    }

    private Choice() {}

    /** {@code yes}, {@code no}, or nothing said. */
    static Optional<Boolean> yesNo(String option, @org.jspecify.annotations.Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "yes", "oui", "true" -> Optional.of(true);
            case "no", "non", "false" -> Optional.of(false);
            case "auto" -> Optional.empty();
            default -> throw new Failure(ExitCode.USAGE, "error.usage.value", value, option);
        };
    }
}
