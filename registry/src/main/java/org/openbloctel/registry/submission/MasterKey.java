package org.openbloctel.registry.submission;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * The server's key, under which the key of each submission is wrapped, and from which each company's key for fingerprints is
 * derived. Immutable and thread-safe. Whoever holds it and the database can read the files; who holds one of them cannot.
 */
public final class MasterKey {
    static final int BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;
    private final AesGcmJce wrap;

    MasterKey(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("a master key has " + BYTES + " bytes");
        }
        try {
            this.key = key.clone();
            this.wrap = new AesGcmJce(derive("wrap", BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key in a file that only its owner may read; made when there is none. */
    public static MasterKey in(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, random(BYTES), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        } catch (FileAlreadyExistsException e) {
            // The usual case: it was made at the first start.
        }
        return new MasterKey(Files.readAllBytes(file));
    }

    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    /** A submission's key, as it may be stored: only under this submission's id can it be unwrapped. */
    byte[] wrap(byte[] fileKey, UUID submission) {
        try {
            return wrap.encrypt(fileKey, bytes(submission.toString()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key again. */
    byte[] unwrap(byte[] wrapped, UUID submission) {
        try {
            return wrap.decrypt(wrapped, bytes(submission.toString()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was not wrapped by this master key", e);
        }
    }

    /** The key under which a company's numbers become fingerprints. */
    byte[] fingerprints(UUID company) {
        return derive("fingerprints " + company, BYTES);
    }

    private byte[] derive(String purpose, int bytes) {
        try {
            return Hkdf.computeHkdf("HMACSHA256", key, new byte[0], bytes(purpose), bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
