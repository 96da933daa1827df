package org.openbloctel.registry.platform.filevault;

import java.util.UUID;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** The key of a submission's files as it is stored: under the master key, and good for this submission only. Immutable. */
public final class WrappedKey {
    private final byte[] wrapped;

    /** A key as its column has it. */
    public WrappedKey(byte[] wrapped) {
        this.wrapped = wrapped.clone();
    }

    /** Wraps the key of a submission. */
    public static WrappedKey of(byte[] key, UUID submission, MasterKeys master) {
        return new WrappedKey(master.wrap(key, context(submission)));
    }

    /** The key itself. */
    public byte[] open(UUID submission, MasterKeys master) {
        return master.unwrap(wrapped, context(submission));
    }

    /** For its column. */
    public byte[] stored() {
        return wrapped.clone();
    }

    private static String context(UUID submission) {
        return "submission:" + submission;
    }
}
