package org.openbloctel.registry.scrubbing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A fault of the disk, not of what was to be written: it is full, read-only or gone. */
final class StorageException extends IOException {
    private static final long serialVersionUID = 1L;

    private StorageException(IOException cause) {
        super("cannot be stored", cause);
    }

    /** A step of opening a file to write to. */
    @FunctionalInterface
    interface Opening {
        OutputStream open() throws IOException;
    }

    /** The same stream, whose faults are known as the disk's. */
    static OutputStream marked(Opening opening) throws IOException {
        try {
            return new Marked(opening.open());
        } catch (IOException e) {
            throw new StorageException(e);
        }
    }

    /** Throws nothing but this. */
    private static final class Marked extends FilterOutputStream {
        Marked(OutputStream out) {
            super(out);
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
                throw new StorageException(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw new StorageException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (IOException e) {
                throw new StorageException(e);
            }
        }
    }
}
