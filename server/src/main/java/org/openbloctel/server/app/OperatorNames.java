package org.openbloctel.server.app;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.platform.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings that name who runs the service; nobody could verify a company, and the legal notice would be empty, without them. */
final class OperatorNames {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorNames.class);

    private static final Map<String, String> WANTED = Map.of(
            "openbloctel.operator.people", "the e-mail addresses of the people who run the service",
            "openbloctel.portal.operator", "who runs the service, with the postal address, for the legal notice",
            "openbloctel.portal.host", "who lends the machines, for the legal notice",
            "openbloctel.portal.contact", "the mail address for readers’ questions");

    private OperatorNames() {}

    /** Those that are empty in production. */
    static List<String> unnamed(Function<String, @Nullable String> values) {
        return text(values, "openbloctel.environment").equals("production")
                ? WANTED.keySet().stream()
                        .filter(name -> text(values, name).isEmpty())
                        .sorted()
                        .toList()
                : List.of();
    }

    private static String text(Function<String, @Nullable String> values, String name) {
        return requireNonNullElse(values.apply(name), "").strip();
    }

    /** Refuses the start of a new server in production without them; the release before started so, and this one warns after an update. */
    static void require(Function<String, @Nullable String> values, boolean hadReleaseBefore) {
        List<String> unnamed = unnamed(values);
        if (!unnamed.isEmpty() && !hadReleaseBefore) {
            throw new SettingsException(unnamed.stream()
                    .map(name -> name + " is empty in production: give " + WANTED.get(name) + ".")
                    .toList());
        }
        if (!unnamed.isEmpty()) {
            LOG.warn(
                    "Empty, and the next release does not start in production without: {}", String.join(", ", unnamed));
        }
    }
}
