package org.openbloctel.registry.platform.filevault;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;

/**
 * A stream whose faults are those of the place: it throws {@link StorageException}, and otherwise only that the file is there already.
 * Not thread-safe.
 */
public final class StorageOutput extends FilterOutputStream {
    private final DiskRoom room;

    private StorageOutput(DiskRoom room, OutputStream out) {
        super(out);
        this.room = room;
    }

    /** Opens a file to write to. */
    @FunctionalInterface
    public interface Opening {
        /** The stream of the file. */
        OutputStream open() throws IOException;
    }

    /** Opens a stream in a folder. */
    public static OutputStream open(DiskRoom room, Opening opening) throws IOException {
        try {
            return new StorageOutput(room, opening.open());
        } catch (IOException e) {
            throw of(room, e);
        }
    }

    private static IOException of(DiskRoom room, IOException fault) {
        return switch (fault) {
            case StorageException known -> known;
            case FileAlreadyExistsException ofCaller -> ofCaller;
            default -> room.fault(fault);
        };
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            throw of(room, e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw of(room, e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (IOException e) {
            throw of(room, e);
        }
    }
}
