package org.openbloctel.registry.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A delivery in a sender's hands.
 *
 * @param delivery which
 * @param lease under which taking
 * @param webhook to which endpoint
 * @param url where to
 * @param messageId the event's id
 * @param payload the body, byte for byte the same at each attempt
 * @param secrets what signs it: the secret, and the one before while both do
 */
public record Outgoing(
        UUID delivery, int lease, UUID webhook, URI url, String messageId, String payload, List<Secret> secrets) {
    /** Copies the list. */
    public Outgoing {
        secrets = List.copyOf(secrets);
    }

    /** The signature of an attempt at this time. */
    public String signature(Instant at) {
        return Signature.of(messageId, at, payload, secrets);
    }

    /** Without address, payload and secrets. */
    @Override
    public String toString() {
        return "Outgoing[" + delivery + ", lease " + lease + "]";
    }
}
