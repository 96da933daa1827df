package org.openbloctel.registry.submission;

import java.util.UUID;
import org.openbloctel.registry.vault.MasterKeys;

/** The key of a submission's files as it is stored: under the master key, and good for this submission only. Immutable. */
final class WrappedKey {
    private final byte[] wrapped;

    WrappedKey(byte[] wrapped) {
        this.wrapped = wrapped.clone();
    }

    static WrappedKey of(byte[] key, UUID submission, MasterKeys master) {
        return new WrappedKey(master.wrap(key, context(submission)));
    }

    byte[] open(UUID submission, MasterKeys master) {
        return master.unwrap(wrapped, context(submission));
    }

    /** For its column. */
    byte[] stored() {
        return wrapped.clone();
    }

    private static String context(UUID submission) {
        return "submission:" + submission;
    }
}
