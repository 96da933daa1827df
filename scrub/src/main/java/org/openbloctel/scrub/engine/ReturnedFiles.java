package org.openbloctel.scrub.engine;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipOutputStream;
import org.openbloctel.scrub.disk.WholeFile;
import org.openbloctel.scrub.file.Container;

/**
 * The files that a scrub gives back, as a set: not listed, opposed, unchecked, and the report. They appear under their
 * names together, once all are whole and on the disk; the report comes last and is the mark that the set is complete.
 */
public final class ReturnedFiles implements Closeable {
    private final List<WholeFile> files = new ArrayList<>();
    private final List<ReturnedFile> targets = new ArrayList<>();
    private final Path report;
    private final Path superseded;

    /**
     * Begins the set.
     *
     * @param folder where it goes; must exist
     * @param name the call file's name, from which the others are made
     * @param entryName the name of the table inside its archive
     * @param container what the call file was wrapped in, and the returned files are
     */
    public ReturnedFiles(Path folder, String name, String entryName, Container container, boolean digests)
            throws IOException {
        ReturnedNames names = ReturnedNames.of(name, container);
        this.report = folder.resolve(names.report());
        this.superseded = folder.resolve(names.superseded());
        try {
            for (Verdict verdict : Verdict.BY_LIST) {
                WholeFile file = WholeFile.create(folder.resolve(names.of(verdict)));
                files.add(file);
                String entry = ReturnedNames.of(entryName, container).of(verdict);
                targets.add(target(file.channel(), container, entry, digests));
            }
            files.add(WholeFile.create(report));
            WholeFile.sweep(folder, ReturnedNames::isOne);
        } catch (IOException e) {
            close();
            throw new UnwritableException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static ReturnedFile target(FileChannel channel, Container container, String entry, boolean digests)
            throws IOException {
        return switch (container) {
            case PLAIN, WORKBOOK -> new Plain(channel, digests);
            case GZIP, ZIP -> new Packed(channel, digests, container, entry);
        };
    }

    /** Where the lines of each verdict go, in the order of {@link Verdict}. */
    public List<ReturnedFile> targets() {
        return List.copyOf(targets);
    }

    /** A stream into the file of a verdict, for what does not come as lines. */
    public OutputStream stream(Verdict verdict) {
        ReturnedFile target = targets.get(verdict.ordinal());
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
                long position = target.append(buffer);
                if (position != ReturnedFile.WRITTEN) {
                    target.write(buffer, position);
                }
            }
        };
    }

    /**
     * Completes the set: writes the report, waits for the disk, and gives all their names.
     *
     * @return the report with the digests of the returned files in it
     */
    public ScrubReport publish(ScrubReport scrubbed) throws UnwritableException {
        try {
            return complete(scrubbed);
        } catch (IOException e) {
            throw new UnwritableException(e);
        }
    }

    private ScrubReport complete(ScrubReport scrubbed) throws IOException {
        Map<Verdict, String> digests = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.BY_LIST) {
            ReturnedFile target = targets.get(verdict.ordinal());
            target.complete();
            String digest = target.digest();
            if (!digest.isEmpty()) {
                digests.put(verdict, digest);
            }
        }
        ScrubReport complete = scrubbed.withOutputs(digests);
        ByteBuffer json = ByteBuffer.wrap(complete.toJson().getBytes(StandardCharsets.UTF_8));
        WholeFile last = files.get(files.size() - 1);
        while (json.hasRemaining()) {
            last.channel().write(json);
        }
        for (WholeFile file : files) {
            file.flush();
        }
        Files.deleteIfExists(report); // an older set is no longer complete from here on
        Files.deleteIfExists(superseded);
        for (WholeFile file : files) {
            file.publish();
        }
        WholeFile.flushFolder(report);
        return complete;
    }

    /** The names of the set, the report last. */
    public List<Path> paths() {
        return files.stream().map(WholeFile::target).toList();
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (WholeFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Written at positions, by all threads. */
    private static final class Plain extends ReturnedFile {
        private final FileChannel channel;
        private long size;

        Plain(FileChannel channel, boolean digests) {
            super(digests);
            this.channel = channel;
        }

        @Override
        public long append(ByteBuffer bytes) {
            digest(bytes.duplicate());
            long position = size;
            size += bytes.remaining();
            return position;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            ByteBuffer left = bytes.duplicate();
            long at = position;
            while (left.hasRemaining()) {
                at += channel.write(left, at);
            }
        }
    }

    /** Compressed in order. */
    private static final class Packed extends OrderedFile {
        private static final int BUFFER = 1 << 16;

        private final OutputStream packer;

        Packed(FileChannel channel, boolean digests, Container container, String entry) throws IOException {
            super(digests, BUFFER);
            OutputStream stored = new OutputStream() {
                private final OutputStream out = Channels.newOutputStream(channel);

                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b});
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    digest(ByteBuffer.wrap(bytes, from, length));
                    out.write(bytes, from, length);
                }
            };
            this.packer = packed(new BufferedOutputStream(stored, BUFFER), container, entry);
        }

        @Override
        protected OutputStream lines() {
            return packer;
        }

        @Override
        void complete() throws IOException {
            if (packer instanceof ZipOutputStream zip) {
                zip.closeEntry();
                zip.finish();
            } else if (packer instanceof GZIPOutputStream gzip) {
                gzip.finish();
            }
            packer.flush();
        }
    }
}
