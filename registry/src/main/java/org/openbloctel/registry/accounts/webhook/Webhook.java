package org.openbloctel.registry.accounts.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.event.Event;

/**
 * An endpoint of a company: where it is told of what, without its secret.
 *
 * @param id which
 * @param company whose
 * @param url where
 * @param description what it is for, in the company's words
 * @param types of what
 * @param madeAt since when
 * @param disabled since when and why nothing is sent to it; empty while it is enabled
 * @param oldSecretUntil until when the secret before this one signs as well
 * @param pausedUntil until when the receiver asked to be spared
 * @param failingSince since when no delivery has succeeded; empty after a success
 */
public record Webhook(
        UUID id,
        UUID company,
        URI url,
        String description,
        List<Event.Type> types,
        Instant madeAt,
        Optional<Disabled> disabled,
        Optional<Instant> oldSecretUntil,
        Optional<Instant> pausedUntil,
        Optional<Instant> failingSince) {
    /** Copies the types. */
    public Webhook {
        types = List.copyOf(types);
    }

    /** Why nothing is sent. */
    public enum Why {
        /** The company turned it off. */
        OWNER,
        /** The receiver answered 410: it is gone. */
        GONE,
        /** It failed for a week. */
        FAILING
    }

    /** Since when and why nothing is sent. */
    public record Disabled(Instant at, Why why) {}

    /** Without the address, which may hold a secret. */
    @Override
    public String toString() {
        return "Webhook[" + id + ", " + host() + "]";
    }

    /** Its host: what a mail or a list says of it, for the rest of an address may hold a secret. */
    public String host() {
        return url.getHost();
    }
}
