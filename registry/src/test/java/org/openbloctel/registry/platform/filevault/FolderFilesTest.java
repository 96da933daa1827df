package org.openbloctel.registry.platform.filevault;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A folder as a place of files. */
final class FolderFilesTest extends StoredFilesContract {
    @TempDir
    private Path folder;

    @Override
    protected StoredFiles files() throws IOException {
        return FolderFiles.in(folder.resolve("files"), DiskRoom.of("test", folder, 0));
    }
}
