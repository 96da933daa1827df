package org.openbloctel.registry.platform.vault;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.vault.MasterKeys.LostKeyException;

/**
 * The texts of one kind of record, such as complaints, which the database must not show: each encrypted for one record and one place in it
 * (AES-256-GCM, the nonce first), and keyed prints, by which words are searched. One key for the kind, wrapped by the master key, from which one
 * is derived for each use. Thread-safe. A text that was altered, or is of another place, is a fault.
 */
public final class SealedTexts {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int PRINT_BYTES = 16;
    private static final int IPV4_BYTES = 4;
    private static final int IPV4_PREFIX = 3;
    private static final int IPV6_PREFIX = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String kind;
    private final MasterKeys master;
    private final UnaryOperator<String> folding;
    private final Rows rows;
    private volatile byte[] key = {};

    /** What the database keeps: the wrapped key, and the stems of words. */
    public interface Rows {
        /**
         * Stores a wrapped key unless one is stored, and returns the stored one: of several servers that come first at once, one makes it.
         * It stays when the caller's transaction is rolled back.
         */
        byte[] keyOr(byte[] wrapped);

        /** The stems of a text's words. */
        List<String> stems(String text);
    }

    /**
     * Texts of a kind.
     *
     * @param kind what a record is called, such as {@code complaint}; keys are derived by it, so that it never changes
     * @param folding takes accents and capitals out of a text whose words are searched
     */
    public SealedTexts(String kind, MasterKeys master, UnaryOperator<String> folding, Rows rows) {
        this.kind = kind;
        this.master = master;
        this.folding = folding;
        this.rows = rows;
    }

    /** Encrypts a text for a place in a record; null for an empty one. */
    public byte @Nullable [] seal(UUID id, String place, String text) {
        if (text.isEmpty()) {
            return null;
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, id, place, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** The text of a place in a record; empty for null. */
    public String open(UUID id, String place, byte @Nullable [] sealed) {
        if (sealed == null) {
            return "";
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, id, place, Arrays.copyOf(sealed, NONCE_BYTES));
            return new String(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("the text of " + kind + " " + id + " was altered", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, UUID id, String place, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec secret = new SecretKeySpec(MasterKeys.derive(key(), kind + " texts"), "AES");
        cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((place + ":" + id).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** The prints of the stems of texts' words, folded, ascending and each once. */
    public Long[] words(String... texts) {
        String plain = folding.apply(String.join("\n", texts));
        if (plain.isBlank()) {
            return new Long[0];
        }
        return rows.stems(plain).stream()
                .map(stem -> ByteBuffer.wrap(print("word", stem)).getLong())
                .distinct()
                .sorted()
                .toArray(Long[]::new);
    }

    /** The keyed print of a text for one use, which cannot be guessed. */
    public byte[] print(String use, String text) {
        return print(use, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The keyed print of bytes for one use. */
    public byte[] print(String use, byte[] content) {
        return Arrays.copyOf(mac(use, content), PRINT_BYTES);
    }

    /**
     * The id of a record that a form sends: the same for the same content of the same form, so that one that is sent anew after a lost answer is
     * stored once.
     *
     * @param once the random id of the form, which its sender alone knows; blank for a record that stands alone
     */
    public UUID id(String once, @Nullable Object... content) {
        if (once.isBlank()) {
            return UUID.randomUUID();
        }
        ByteBuffer print = ByteBuffer.wrap(print("form", once + Arrays.toString(content)));
        return new UUID(print.getLong(), print.getLong());
    }

    /** The whole HMAC-SHA-256 of bytes for one use, of which a {@linkplain #print print} is the beginning. */
    public byte[] mac(String use, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(MasterKeys.derive(key(), kind + " " + use), "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC", e);
        }
    }

    /** The keyed print of the network of an address: its first 24 bits, of IPv6 48. Null where there is no address, or none that can be read. */
    public byte @Nullable [] network(@Nullable String address) {
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

    private byte[] key() {
        byte[] found = key;
        if (found.length == 0) {
            String context = kind + "s";
            byte[] wrapped = rows.keyOr(master.wrap(MasterKeys.newDataKey(), context));
            try {
                found = master.unwrap(wrapped, context);
            } catch (LostKeyException lost) {
                throw new IllegalStateException("no master key opens the key of " + context, lost);
            }
            key = found;
        }
        return found;
    }
}
