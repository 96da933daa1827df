package org.openbloctel.registry.certificate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * A certificate as it was issued; its signature has been verified.
 *
 * @param id its id
 * @param submission the submission it speaks of, which may be purged
 * @param issuedAt when
 * @param expiresAt the first instant at which its check is no longer good for a call
 * @param jws its signed form, compact
 */
public record Issued(UUID id, UUID submission, Instant issuedAt, Instant expiresAt, String jws) {
    /** What it says, as JSON: docs/formats/certificate.md. */
    public String json() {
        String payload = jws.substring(jws.indexOf('.') + 1, jws.lastIndexOf('.'));
        return new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
    }

    /** Whether the check it speaks of was too old for a call at an instant. */
    public boolean expired(Instant at) {
        return !at.isBefore(expiresAt);
    }
}
