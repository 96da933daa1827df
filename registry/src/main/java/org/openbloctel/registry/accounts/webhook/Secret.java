package org.openbloctel.registry.accounts.webhook;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** What an endpoint's deliveries are signed with: 32 random bytes. Immutable. */
public final class Secret {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    static Secret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(bytes);
    }

    static Secret of(byte[] bytes) {
        return new Secret(bytes);
    }

    /** The secret of an endpoint, as {@link #wrapped} left it. */
    static Secret unwrapped(byte[] wrapped, MasterKeys keys, UUID webhook) {
        return new Secret(keys.unwrap(wrapped, context(webhook)));
    }

    /** As it lies in the row of its endpoint. */
    byte[] wrapped(MasterKeys keys, UUID webhook) {
        return keys.wrap(bytes, context(webhook));
    }

    private static String context(UUID webhook) {
        return "webhook:" + webhook;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** As the receiver is given it, once. */
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return "Secret";
    }
}
