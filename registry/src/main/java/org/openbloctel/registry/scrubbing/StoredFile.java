package org.openbloctel.registry.scrubbing;

import java.util.Optional;

/**
 * A returned file as it lies in the vault.
 *
 * @param storedName its name in the vault
 * @param size bytes, decrypted
 * @param sha256 of them
 */
public record StoredFile(FileKind kind, String storedName, long size, String sha256) {
    /**
     * The file under the name by which it is downloaded.
     *
     * @param fileName the name of the call file
     * @param report the submission's report, as JSON
     */
    public Returned named(String fileName, Optional<String> report) {
        return new Returned(
                kind, ReturnedName.of(fileName, kind, ReturnedName.container(fileName, report)), size, sha256);
    }
}
