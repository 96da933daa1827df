package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A public key by which a company's programs sign in to the SFTP server.
 *
 * @param id its id
 * @param company whose it is
 * @param madeBy the member who added it, and with whom it goes
 * @param name what it is for, in their words
 * @param kind such as {@code ssh-ed25519}
 * @param fingerprint as OpenSSH shows it
 * @param madeAt when it was added
 * @param revokedAt when it was revoked, or null
 * @param lastUsedAt when it last signed in, or null
 */
public record SftpKey(
        UUID id,
        UUID company,
        UUID madeBy,
        String name,
        String kind,
        String fingerprint,
        Instant madeAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {
    /** How the audit trail names who signs in by it. */
    public String actor() {
        return "sftp-key:" + id;
    }
}
