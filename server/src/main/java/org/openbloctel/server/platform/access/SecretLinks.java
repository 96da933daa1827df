package org.openbloctel.server.platform.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pages behind links whose secret lasts: it stands behind the {@code #} of an address, which browsers send to no server. A form brings it to
 * the server, and the session shows the page with it once. Stateless.
 */
public final class SecretLinks {
    /** The page that brings the secret of a link to the server. */
    public static final String OPEN = "/lien";

    static final String NAME = "jeton";

    /** Pages whose links hold for more than a day, or open the same thing again. */
    private static final Set<String> PATHS = Set.of(
            "/signaler/suivi",
            "/signaler/suivi/adresse",
            "/contact/suivi",
            "/retirer-mon-consentement/lien",
            "/espace/adresse-perdue/arret",
            "/professionnels/confirmer",
            "/professionnels/invitation",
            "/professionnels/pas-moi",
            "/professionnels/garder-mon-second-facteur");

    private static final Pattern SECRET = Pattern.compile("(?s)(?:.*[?#&]jeton=)?([A-Za-z0-9_-]{1,200})");

    private SecretLinks() {}

    /** Whether a page stands behind such links. */
    public static boolean isBehind(String path) {
        return PATHS.contains(path);
    }

    /** The secret in a link, or in what a person copied of it; empty for none. */
    public static Optional<String> secret(String typed) {
        Matcher matcher = SECRET.matcher(typed.strip());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Lets the session show a page with its secret once, and answers the address that keeps the secret in the browser. */
    public static String open(HttpServletRequest request, String path, String secret) {
        request.getSession().setAttribute(attribute(path), secret);
        return path + "#" + NAME + "=" + secret;
    }

    /** The secret of a page that is to be shown; null for none. */
    static @Nullable String take(HttpServletRequest request, String path) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return null;
        }
        Object secret = session.getAttribute(attribute(path));
        session.removeAttribute(attribute(path));
        return secret instanceof String text ? text : null;
    }

    private static String attribute(String path) {
        return "org.openbloctel.server.web.SecretLinks" + path; // in stored sessions
    }
}
