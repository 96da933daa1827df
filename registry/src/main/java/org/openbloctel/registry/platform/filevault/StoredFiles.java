package org.openbloctel.registry.platform.filevault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A place for files that all servers of one registry share: a folder, or a bucket of an S3-style store. Its files lie in folders of one
 * level, or beside them (in the folder {@link #ROOT}); each is written once and never changed. It knows nothing of keys and rows: what it
 * gets is encrypted. Thread-safe. When the place does not answer, methods throw a {@link StorageException}.
 */
public interface StoredFiles {
    /** The folder of files that lie in none. */
    String ROOT = "";

    /** The room in it, and whether it takes files. */
    DiskRoom room();

    /** What an operator knows it by. */
    String place();

    /** Whether the place itself is there. */
    boolean isThere() throws IOException;

    /**
     * A new file. It is whole, and stays, once the stream was closed without a fault.
     *
     * @throws java.nio.file.FileAlreadyExistsException when it is there; the stream may throw it at its end
     */
    OutputStream create(String folder, String name) throws IOException;

    /**
     * What is in a file.
     *
     * @throws java.nio.file.NoSuchFileException when it is not there
     */
    InputStream open(String folder, String name) throws IOException;

    /** The same, to be read at any place. */
    SeekableByteChannel openAt(String folder, String name) throws IOException;

    /** Whether a file is there. */
    boolean exists(String folder, String name) throws IOException;

    /** Removes a file, if it is there. */
    void delete(String folder, String name) throws IOException;

    /** Removes a folder, if it is there and no file is in it. */
    void deleteFolder(String folder) throws IOException;

    /** Gives the files of a folder, whole or not, one by one; none when it is not there. Files may be removed meanwhile. */
    void each(String folder, Consumer<Stored> found) throws IOException;

    /** All at once, of a folder that is known to have few. */
    default List<Stored> list(String folder) throws IOException {
        List<Stored> found = new ArrayList<>();
        each(folder, found::add);
        return found;
    }

    /** All folders in which nothing has changed since an instant, each with its files. */
    List<Folder> unchangedSince(Instant limit) throws IOException;

    /** Removes what writers that are gone left of files that never became whole, and that {@link #list} does not show; how many. */
    int forgetUnfinished(Instant before) throws IOException;

    /** Whether it takes a file now: writes one and removes it. */
    boolean takesFiles();

    /** A file of a folder. */
    record Stored(String name, Instant changed) {}

    /** A folder and the names of its files. */
    record Folder(String name, List<String> files) {
        /** Copies the list. */
        public Folder {
            files = List.copyOf(files);
        }
    }
}
