package org.openbloctel.registry.helpdesk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.database.Database;
import org.openbloctel.registry.vault.MasterKeys;
import org.openbloctel.registry.vault.MasterKeys.LostKeyException;

/**
 * Encrypts the parts of tickets that the database must not show: texts, encrypted for one ticket and one place each; words, as keyed prints of their
 * stems. One key for the database, wrapped by the master key, from which one is derived for each use. Thread-safe.
 */
final class TicketSeal {
    private static final String CONTEXT = "tickets";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int PRINT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final TicketKeyRows rows;
    private final MasterKeys keys;
    private volatile byte[] key = {};

    TicketSeal(Database database, MasterKeys keys) {
        this.database = database;
        this.rows = new TicketKeyRows(database);
        this.keys = keys;
    }

    /** Encrypts a text for a place in a ticket; null for an empty one. */
    byte @Nullable [] seal(UUID ticket, String place, String text) {
        if (text.isEmpty()) {
            return null;
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, ticket, place, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** The text of a place in a ticket; empty for null. One that was altered, or is of another place, is a fault. */
    String open(UUID ticket, String place, byte @Nullable [] sealed) {
        if (sealed == null) {
            return "";
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, ticket, place, Arrays.copyOf(sealed, NONCE_BYTES));
            return new String(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("the text of ticket " + ticket + " was altered", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, UUID ticket, String place, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec secret = new SecretKeySpec(MasterKeys.derive(key(), "ticket texts"), "AES");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((place + ":" + ticket).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** The prints of the stems of texts' words, without accents, ascending and each once. */
    Long[] words(String... texts) {
        String plain = plain(String.join("\n", texts));
        if (plain.isBlank()) {
            return new Long[0];
        }
        return rows.stems(plain).stream()
                .map(stem -> ByteBuffer.wrap(print("word", stem)).getLong())
                .distinct()
                .sorted()
                .toArray(Long[]::new);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "");
    }

    /** A keyed print for one use, which cannot be guessed. */
    byte[] print(String use, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(MasterKeys.derive(key(), "ticket " + use), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)), PRINT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC", e);
        }
    }

    /** Of several servers that come first at once, one makes the key and all find it; it stays when the ticket is rolled back. */
    private byte[] key() {
        byte[] found = key;
        if (found.length == 0) {
            byte[] wrapped = database.alone(() -> {
                rows.insert(keys.wrap(MasterKeys.newDataKey(), CONTEXT));
                return rows.key();
            });
            try {
                found = keys.unwrap(wrapped, CONTEXT);
            } catch (LostKeyException lost) {
                throw new IllegalStateException("no master key opens the key of tickets", lost);
            }
            key = found;
        }
        return found;
    }
}
