package org.openbloctel.registry.filevault;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.refusal.RefusedException;
import org.openbloctel.registry.refusal.SubmissionRefusal;

/** A fault of the disk, not of what was to be written: it is full, read-only or gone. */
public final class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    private final RoomState state;

    StorageException(RoomState state, @Nullable Throwable cause) {
        super("cannot be stored: " + state, cause);
        this.state = state;
    }

    /** As it is answered to those who submit. */
    public RefusedException refused() {
        return new RefusedException(
                state == RoomState.FULL
                        ? new SubmissionRefusal.StorageFull()
                        : new SubmissionRefusal.StorageUnavailable());
    }
}
