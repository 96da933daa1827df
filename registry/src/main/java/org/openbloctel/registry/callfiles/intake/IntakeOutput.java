package org.openbloctel.registry.callfiles.intake;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.openbloctel.registry.platform.filevault.StorageException;
import org.openbloctel.registry.platform.filevault.StorageOutput;

/** A file that comes in: a full disk is a refusal that says when to try again. Not thread-safe. */
final class IntakeOutput extends FilterOutputStream {
    private IntakeOutput(OutputStream out) {
        super(out);
    }

    static OutputStream open(StorageOutput.Opening opening) throws IOException {
        try {
            return new IntakeOutput(opening.open());
        } catch (StorageException e) {
            throw e.refused();
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (StorageException e) {
            throw e.refused();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (StorageException e) {
            throw e.refused();
        }
    }
}
