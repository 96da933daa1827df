package org.openbloctel.server.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.http.Space;

/** The links at the top of every page, by the kind of person who reads it. A link is added with its page. */
final class Navigation {
    private static final List<Link> PUBLIC =
            List.of(new Link("/professionnels", "portal.nav.professionals"), new Link("/aide", "portal.nav.help"));

    private static final List<Link> CONSUMER = List.of();

    private static final List<Link> PROFESSIONAL = List.of();

    private static final List<Link> OPERATOR = List.of(new Link("/operateur/journal", "portal.nav.audit"));

    private Navigation() {}

    static List<Link> of(@Nullable Space space) {
        return switch (space) {
            case null -> PUBLIC;
            case CONSUMER -> CONSUMER;
            case PROFESSIONAL -> PROFESSIONAL;
            case OPERATOR -> OPERATOR;
        };
    }

    /**
     * A link.
     *
     * @param path where to
     * @param key of its text in the bundles
     */
    record Link(String path, String key) {}
}
