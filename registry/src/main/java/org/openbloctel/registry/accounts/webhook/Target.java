package org.openbloctel.registry.accounts.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.WebhookRefusal;

/** Reads the address of an endpoint. Stateless. */
final class Target {
    private static final int MAX_LENGTH = 1_000;
    private static final int MIN_FREE_PORT = 1_024;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;

    private Target() {}

    /**
     * The address: https, a host's name, no name or password in it, port 443 or one that no well-known service has.
     *
     * @param any whether plain http and all ports are allowed too
     */
    static URI of(String typed, boolean any) {
        URI url = read(typed.strip());
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        boolean http = any && "http".equalsIgnoreCase(url.getScheme());
        boolean host = url.getHost() != null && !url.getHost().endsWith(".");
        boolean scheme = https || http;
        if (!scheme || !host || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new RefusedException(new WebhookRefusal.UnreadableTarget());
        }
        if (!isAllowed(url.getPort(), any)) {
            throw new RefusedException(new WebhookRefusal.ForbiddenPort());
        }
        return url;
    }

    private static boolean isAllowed(int port, boolean any) {
        boolean free = port >= MIN_FREE_PORT || port == HTTPS_PORT || (any && port > 0);
        return port == -1 || (free && port <= MAX_PORT);
    }

    private static URI read(String typed) {
        try {
            if (typed.length() <= MAX_LENGTH) {
                return new URI(typed);
            }
        } catch (URISyntaxException e) {
            // What it says quotes the address, which may hold a secret.
        }
        throw new RefusedException(new WebhookRefusal.UnreadableTarget());
    }
}
