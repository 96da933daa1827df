package org.openbloctel.registry.complaint;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
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
 * What complaints hold that the database must not show: texts, encrypted for one complaint and one column each; words, wordings and
 * networks, as keyed prints. One key for the database, wrapped by the master key, from which one is derived for each use. Thread-safe.
 */
final class ComplaintSeal {
    private static final String CONTEXT = "complaints";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int PRINT_BYTES = 16;
    /** A shorter wording is the same by chance: "appel pour l’isolation". */
    private static final int MIN_WORDING = 40;

    private static final int IPV4_PREFIX = 3;
    private static final int IPV6_PREFIX = 6;
    private static final int IPV4_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final ComplaintKeyRows rows;
    private final MasterKeys keys;
    private volatile byte[] key = {};

    ComplaintSeal(Database database, MasterKeys keys) {
        this.database = database;
        this.rows = new ComplaintKeyRows(database);
        this.keys = keys;
    }

    /** Encrypts a text for a column of a complaint; null for an empty one. */
    byte @Nullable [] seal(UUID complaint, String column, String text) {
        if (text.isEmpty()) {
            return null;
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, complaint, column, nonce)
                    .doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** The text of a column of a complaint; empty for null. One that was altered, or is of another complaint, is a fault. */
    String open(UUID complaint, String column, byte @Nullable [] sealed) {
        if (sealed == null) {
            return "";
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, complaint, column, Arrays.copyOf(sealed, NONCE_BYTES));
            return new String(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("the text of complaint " + complaint + " was altered", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, UUID complaint, String column, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec secret = new SecretKeySpec(MasterKeys.derive(key(), "complaint texts"), "AES");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((column + ":" + complaint).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** The prints of the stems of texts' words, without accents, ascending and each once. */
    Long[] words(String... texts) {
        String plain = WrittenMoment.plain(String.join("\n", texts));
        if (plain.isBlank()) {
            return new Long[0];
        }
        return rows.stems(plain).stream()
                .map(stem -> ByteBuffer.wrap(print("word", stem.getBytes(StandardCharsets.UTF_8)))
                        .getLong())
                .distinct()
                .sorted()
                .toArray(Long[]::new);
    }

    /** The print of a wording without its accents, capitals, digits and punctuation; null for one too short to compare. */
    byte @Nullable [] wording(String text) {
        String letters = WrittenMoment.plain(text).replaceAll("[^a-z]+", " ").strip();
        return letters.length() < MIN_WORDING ? null : print("wording", letters.getBytes(StandardCharsets.UTF_8));
    }

    /** The print of the network of an address: its first 24 bits, of IPv6 48; null where there is no address. */
    byte @Nullable [] network(@Nullable String address) {
        if (address == null) {
            return null;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return print("network", Arrays.copyOf(bytes, bytes.length == IPV4_BYTES ? IPV4_PREFIX : IPV6_PREFIX));
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /** The part of a secret link that cannot be guessed. */
    byte[] link(String purpose, String about) {
        return print("link " + purpose, about.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] print(String use, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(MasterKeys.derive(key(), "complaint " + use), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(content), PRINT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC", e);
        }
    }

    /** Of several servers that come first at once, one makes the key and all find it; it stays when the complaint is rolled back. */
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
                throw new IllegalStateException("no master key opens the key of complaints", lost);
            }
            key = found;
        }
        return found;
    }
}
