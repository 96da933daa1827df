package org.openbloctel.registry.callfiles.scrubbing;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.filevault.CountedOutput;
import org.openbloctel.registry.platform.filevault.Seal;
import org.openbloctel.scrub.engine.OrderedFile;
import org.openbloctel.scrub.engine.ScrubOptions;
import org.openbloctel.scrub.file.Container;

/**
 * A returned file on its way into the vault: packed as the call file was, sealed if its readers have a key, digested as it will be downloaded,
 * encrypted. Written in the order of the file, by one thread at a time.
 */
final class ResultFile extends OrderedFile {
    private static final int BUFFER = 1 << 16;

    private final String storedName;
    private final CountedOutput stored;
    /** What is sealed, counted and not digested; null where nothing is. */
    private final @Nullable CountingOutput content;

    private final Optional<Seal> seal;

    private Optional<String> keptName = Optional.empty();
    private @Nullable OutputStream copy;
    private final OutputStream packer;

    /**
     * Begins the file.
     *
     * @param vault a new file of the vault
     * @param container what the call file was wrapped in; a workbook's bytes come packed already
     * @param entry the name inside a zip archive
     * @param seal to which keys it is sealed
     */
    ResultFile(String storedName, OutputStream vault, Container container, String entry, Optional<Seal> seal)
            throws IOException {
        // What comes of one chunk goes through digest and cipher in one piece.
        super(false, ScrubOptions.CHUNK_BYTES);
        this.storedName = storedName;
        this.stored = new CountedOutput(vault);
        this.seal = seal;
        this.content = seal.isPresent() ? new CountingOutput(seal.get().to(stored)) : null;
        this.packer = new BufferedOutputStream(packed(content == null ? stored : content, container, entry), BUFFER);
    }

    @Override
    protected OutputStream lines() {
        return packer;
    }

    /** For what does not come as lines. */
    OutputStream stream() {
        OutputStream also = copy;
        return also == null ? packer : new Both(packer, also);
    }

    /** Also writes what comes as a stream to another file of the vault, not sealed: nothing that is sealed can be read here. */
    void copyTo(String name, OutputStream vault) {
        keptName = Optional.of(name);
        copy = new BufferedOutputStream(vault, BUFFER);
    }

    /** Completes the file: it is on the disk now, though under a name that nobody knows yet. */
    Returned.Stored finish(Returned.Kind kind) throws IOException {
        packer.close();
        if (copy != null) {
            copy.close();
        }
        List<String> recipients = seal.map(Seal::recipients).orElseGet(List::of);
        Optional<Long> inside = Optional.ofNullable(content).map(lines -> lines.size);
        return new Returned.Stored(kind, storedName, stored.size(), stored.hex(), recipients, inside, keptName);
    }

    /** Lets go of a file that comes to nothing: what is deleted takes room for as long as it is open. */
    void abandon() throws IOException {
        try {
            stored.close();
        } finally {
            OutputStream also = copy;
            if (also != null) {
                also.close();
            }
        }
    }

    /** Counts what is written through it. */
    private static final class CountingOutput extends FilterOutputStream {
        private long size;

        CountingOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            size++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            size += length;
        }
    }

    /** Writes to the one that is returned, and to its copy. */
    private static final class Both extends FilterOutputStream {
        private final OutputStream copy;

        Both(OutputStream out, OutputStream copy) {
            super(out);
            this.copy = copy;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            copy.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            copy.write(bytes, from, length);
        }
    }
}
