package org.openbloctel.registry.platform.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's master keys, the current one first. Data keys are wrapped by the current one and opened by whichever wrapped
 * them, so that a new master key needs no old data to be written anew at once. A wrapped key is bound to a context, such as
 * {@code submission:<id>}, and opens in no other.
 *
 * <p>AES-256-GCM. A wrapped key: version (1 byte, 1), master key's id (8), nonce (12), sealed key, tag (16); the version, the
 * id and the context are authenticated too. A random nonce is good for some 2³² wrappings under one key. Immutable and
 * thread-safe.
 */
public final class MasterKeys {
    /** The length of a master key and of a data key, in bytes. */
    public static final int KEY_BYTES = 32;

    private static final byte VERSION = 1;
    private static final int ID_BYTES = 8;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int HEADER_BYTES = 1 + ID_BYTES;
    private static final int MIN_BYTES = HEADER_BYTES + NONCE_BYTES + TAG_BYTES;
    /** Of 32 random bytes, fewer than 16 different ones come once in 10¹⁵ keys; zeros, and words repeated, have fewer. */
    private static final int MIN_DIFFERENT = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<Key> keys;

    private MasterKeys(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads keys from a setting or a file: base64, one a line or with commas between, the current one first. Empty lines and
     * lines that begin with {@code #} say nothing.
     *
     * @throws UnusableKeyException when one is no key of 32 random bytes, or there is none
     */
    public static MasterKeys parse(String text) {
        List<Key> keys = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            for (String word : line.split(",", -1)) {
                keys.add(Key.of(decode(word.strip())));
            }
        }
        if (keys.isEmpty()) {
            throw new UnusableKeyException("there is no master key");
        }
        return new MasterKeys(keys);
    }

    private static byte[] decode(String word) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(word);
        } catch (IllegalArgumentException e) {
            // What the decoder says quotes the key: it is not passed on.
            throw new UnusableKeyException("a master key is not base64");
        }
        if (key.length != KEY_BYTES) {
            throw new UnusableKeyException("a master key is not " + KEY_BYTES + " bytes long");
        }
        return requireRandom(key);
    }

    private static byte[] requireRandom(byte[] key) {
        BitSet different = new BitSet();
        for (byte one : key) {
            different.set(one & 0xff);
        }
        if (different.cardinality() < MIN_DIFFERENT) {
            throw new UnusableKeyException("a master key is not random, and can be guessed");
        }
        return key;
    }

    /** A ring of one new key. */
    public static MasterKeys generate() {
        return new MasterKeys(List.of(Key.of(newDataKey())));
    }

    /** The same ring with a new current key before the others. */
    public MasterKeys rotated() {
        List<Key> next = new ArrayList<>(List.of(Key.of(newDataKey())));
        next.addAll(keys);
        return new MasterKeys(next);
    }

    /** The ring as {@link #parse} reads it. It is the secret: for its file alone. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Key key : keys) {
            text.append(Base64.getEncoder().encodeToString(key.bytes())).append('\n');
        }
        return text.toString();
    }

    /** The id of the key that wraps now: it tells nothing of the key. */
    public String currentId() {
        return HexFormat.of().formatHex(keys.getFirst().id());
    }

    /** The ids of the keys that only open what they wrapped before. */
    public List<String> olderIds() {
        return keys.stream()
                .map(key -> HexFormat.of().formatHex(key.id()))
                .filter(id -> !id.equals(currentId()))
                .distinct()
                .toList();
    }

    /** A new random key of 32 bytes, to encrypt one thing with. */
    public static byte[] newDataKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    /** The key that a data key yields for one purpose: HMAC-SHA-256, so that neither shows the other, nor the data key. */
    public static byte[] derive(byte[] dataKey, String purpose) {
        if (dataKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("a data key has " + KEY_BYTES + " bytes");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(dataKey, "HmacSHA256"));
            return mac.doFinal(("openbloctel " + purpose).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC is part of every JDK", e);
        }
    }

    /** Wraps a data key, or another short secret, for one context. */
    public byte[] wrap(byte[] secret, String context) {
        Key key = keys.getFirst();
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, context).doFinal(secret);
            return ByteBuffer.allocate(HEADER_BYTES + NONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .put(key.id())
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    /**
     * Opens a wrapped key.
     *
     * @throws LostKeyException when it was altered, wrapped for another context, or by a key that is not in the ring
     */
    public byte[] unwrap(byte[] wrapped, String context) {
        Key key = keyOf(wrapped);
        byte[] nonce = Arrays.copyOfRange(wrapped, HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
        try {
            int start = HEADER_BYTES + NONCE_BYTES;
            return cipher(Cipher.DECRYPT_MODE, key, nonce, context).doFinal(wrapped, start, wrapped.length - start);
        } catch (AEADBadTagException e) {
            throw new LostKeyException("a wrapped key was altered or is of another context");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    private Key keyOf(byte[] wrapped) {
        if (wrapped.length < MIN_BYTES || wrapped[0] != VERSION) {
            throw new LostKeyException("this is no wrapped key");
        }
        byte[] id = Arrays.copyOfRange(wrapped, 1, HEADER_BYTES);
        return keys.stream()
                .filter(key -> Arrays.equals(key.id(), id))
                .findFirst()
                .orElseThrow(() -> new LostKeyException(
                        "master key " + HexFormat.of().formatHex(id) + " is not in this server's ring"));
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.bytes(), "AES"), new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(new byte[] {VERSION});
        cipher.updateAAD(key.id());
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** One key, and the first bytes of its digest as its id: keys are random, so that the digest does not lead back to them. */
    @SuppressWarnings("ArrayRecordComponent") // compared as the object it is, one a ring
    private record Key(byte[] bytes, byte[] id) {
        static Key of(byte[] bytes) {
            MessageDigest digest = Sha256.newDigest();
            digest.update("openbloctel master key ".getBytes(StandardCharsets.UTF_8));
            return new Key(bytes, Arrays.copyOf(digest.digest(bytes), ID_BYTES));
        }

        @Override
        public String toString() {
            return "Key[" + HexFormat.of().formatHex(id) + "]";
        }
    }

    /** Keys that the server cannot use: the message says why, and quotes nothing. */
    public static final class UnusableKeyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnusableKeyException(String message) {
            super(message);
        }
    }

    /** A wrapped key that no master key of this server opens: it was altered, belongs elsewhere, or its master key is lost. */
    public static final class LostKeyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        LostKeyException(String message) {
            super(message);
        }
    }
}
