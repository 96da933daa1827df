package org.openbloctel.registry.platform.filevault;

import java.util.UUID;
import org.openbloctel.registry.platform.vault.MasterKeys;

/**
 * The key of a submission's files as it is stored: under the master key, and good for this submission only. Immutable.
 *
 * @param stored as its column has it
 */
@SuppressWarnings("ArrayRecordComponent") // opened, never compared
public record WrappedKey(byte[] stored) {
    public WrappedKey {
        stored = stored.clone();
    }

    @Override
    public byte[] stored() {
        return stored.clone();
    }

    /** Wraps the key of a submission. */
    public static WrappedKey of(byte[] key, UUID submission, MasterKeys master) {
        return new WrappedKey(master.wrap(key, context(submission)));
    }

    /** The key itself. */
    public byte[] open(UUID submission, MasterKeys master) {
        return master.unwrap(stored, context(submission));
    }

    private static String context(UUID submission) {
        return "submission:" + submission;
    }
}
