package org.openbloctel.registry.platform.vault;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** The tokens of secret links: an id and the beginning of a keyed print of it, so that none is guessed and none is kept. Stateless. */
public final class SignedId {
    private static final int ID_BYTES = 16;
    private static final int TOKEN_BYTES = 32;

    private SignedId() {}

    /** The token of an id with this print. */
    public static String token(UUID id, byte[] print) {
        byte[] token = ByteBuffer.allocate(TOKEN_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(Arrays.copyOf(print, TOKEN_BYTES - ID_BYTES))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The id in a token, whose print is not checked; empty for a text that is no token. */
    public static Optional<UUID> read(String token) {
        byte[] bytes = bytes(token);
        if (bytes.length != TOKEN_BYTES) {
            return Optional.empty();
        }
        ByteBuffer read = ByteBuffer.wrap(bytes);
        return Optional.of(new UUID(read.getLong(), read.getLong()));
    }

    /** Whether a given text is this token. Takes the same time wherever they differ. */
    public static boolean matches(String given, String token) {
        return MessageDigest.isEqual(bytes(given), bytes(token));
    }

    private static byte[] bytes(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
