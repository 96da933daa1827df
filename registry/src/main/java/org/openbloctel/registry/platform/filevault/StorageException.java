package org.openbloctel.registry.platform.filevault;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;

/** A fault of the place of files, not of what was to be written or read: it is full, read-only or gone. */
public final class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    private final RoomState state;

    StorageException(RoomState state, @Nullable Throwable cause) {
        super("cannot be stored: " + state, cause);
        this.state = state;
    }

    /** The place of the files does not answer, or refuses. */
    public static StorageException away(Throwable cause) {
        return new StorageException(RoomState.UNWRITABLE, cause);
    }

    /** As it is answered to those who read, or who cannot know what was to be done. */
    public Refusal notRead() {
        return state == RoomState.FULL ? new SubmissionRefusal.StorageFull() : new SubmissionRefusal.FilesAway();
    }

    /** As it is answered to those who submit. */
    public RefusedException refused() {
        return new RefusedException(
                state == RoomState.FULL
                        ? new SubmissionRefusal.StorageFull()
                        : new SubmissionRefusal.StorageUnavailable());
    }
}
