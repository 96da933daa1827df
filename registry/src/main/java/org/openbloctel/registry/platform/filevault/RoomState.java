package org.openbloctel.registry.platform.filevault;

/** How a folder stands to which files are written. */
public enum RoomState {
    ENOUGH,
    /** Less than the reserve is left. */
    FULL,
    /** It is gone, read-only, or not this user's. */
    UNWRITABLE
}
