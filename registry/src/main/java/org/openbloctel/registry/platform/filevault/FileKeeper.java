package org.openbloctel.registry.platform.filevault;

import java.util.List;
import java.util.UUID;

/** Knows by its rows which files of the vault are wanted. */
public interface FileKeeper {
    /** The files in a folder of the vault that rows name. */
    List<String> kept(UUID folder);

    /** Whether files may be written into the folder that no row names yet. */
    default boolean isWriting(UUID folder) {
        return false;
    }
}
