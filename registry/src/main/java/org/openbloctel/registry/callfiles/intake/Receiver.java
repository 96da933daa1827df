package org.openbloctel.registry.callfiles.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.openbloctel.registry.platform.filevault.CountedOutput;
import org.openbloctel.registry.platform.filevault.StorageException;
import org.openbloctel.registry.platform.filevault.Vault;
import org.openbloctel.registry.platform.filevault.WrappedKey;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.registry.platform.vault.Sha256;

/** Streams bytes into the vault: counted, digested and encrypted as they come, a buffer at a time. Thread-safe. */
final class Receiver {
    private static final int BUFFER = 1 << 16;

    private final Vault vault;
    private final MasterKeys master;
    private final long maxBytes;

    /**
     * A received file in the vault.
     *
     * @param parts the names of its pieces
     * @param size bytes, decrypted
     * @param sha256 of them, hexadecimal
     */
    record Stored(List<String> parts, long size, String sha256, WrappedKey key) {}

    Receiver(Vault vault, MasterKeys master, long maxBytes) {
        this.vault = vault;
        this.master = master;
        this.maxBytes = maxBytes;
    }

    /** Refuses a file of so many bytes, or of an unknown length, when the disk does not take it. */
    void requireRoom(long bytes) {
        try {
            vault.room().require(bytes);
        } catch (StorageException e) {
            throw e.refused();
        }
    }

    void refuseTooLarge(long bytes) {
        if (bytes > maxBytes) {
            throw new RefusedException(new SubmissionRefusal.FileTooLarge(maxBytes >> 20));
        }
    }

    /**
     * Takes a whole file.
     *
     * @param coming learns how many bytes came, now and then
     */
    Stored take(UUID id, InputStream body, LongConsumer coming) throws IOException {
        byte[] key = MasterKeys.newDataKey();
        CountedOutput counted = new CountedOutput(IntakeOutput.open(() -> vault.create(id, "in-0", key)));
        try (counted) {
            byte[] buffer = new byte[BUFFER];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                coming.accept(counted.size() + n);
                counted.write(buffer, 0, n);
                refuseTooLarge(counted.size());
            }
        }
        if (counted.size() == 0) {
            throw new RefusedException(new SubmissionRefusal.EmptyFile());
        }
        return new Stored(List.of("in-0"), counted.size(), counted.hex(), WrappedKey.of(key, id, master));
    }

    /** The SHA-256 of a stream that is not kept. */
    String sha256(InputStream body) throws IOException {
        CountedOutput counted = new CountedOutput(java.io.OutputStream.nullOutputStream());
        byte[] buffer = new byte[BUFFER];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            counted.write(buffer, 0, n);
            refuseTooLarge(counted.size());
        }
        return counted.hex();
    }

    /** The SHA-256 of what lies in the vault, hexadecimal. */
    String sha256(UUID id, List<String> parts, byte[] key) throws IOException {
        var sha256 = Sha256.newDigest();
        try (InputStream in = vault.open(id, parts, key)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
