package org.openbloctel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.openbloctel.scrub.engine.UnwritableException;
import org.openbloctel.scrub.list.ListChange;
import org.openbloctel.scrub.list.OppositionList;

/** Writes lists and changes, so that a full disk is told apart from an input that cannot be read. */
final class Written {
    private Written() {}

    /** A folder for results, made with those above it where there is none. */
    static Path made(Path folder) {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Failure(ExitCode.OUTPUT, "error.folder.make", folder);
        }
    }

    /** With its signature, where there is a key. */
    static void list(OppositionList list, Path file, Optional<Json> key) throws IOException {
        try {
            list.write(file);
        } catch (IOException e) {
            throw new UnwritableException(e);
        }
        if (key.isPresent()) {
            ListSignature.write(list, file, key.get());
        }
    }

    static void change(ListChange change, Path file) throws IOException {
        try {
            change.write(file);
        } catch (IOException e) {
            throw new UnwritableException(e);
        }
    }
}
