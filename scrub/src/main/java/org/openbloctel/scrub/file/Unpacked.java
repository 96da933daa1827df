package org.openbloctel.scrub.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.openbloctel.scrub.file.CallFileException.Fault;

/**
 * The table inside a file: as it is, or out of its gzip or zip. Streams only; nothing is ever written where an archive's
 * names would say.
 */
record Unpacked(String name, String entryName, Container container, ByteSource source, OptionalLong size) {
    private static final int GZIP_BUFFER = 1 << 16;
    /** Call files shrink five- to twentyfold; what unpacks to 200 times its size beyond 100 MiB is an attack. */
    private static final long BOMB_BYTES = 100L << 20;

    private static final int BOMB_RATIO = 200;

    static Unpacked open(Path file, InputDigest digest) throws IOException {
        String name = String.valueOf(file.getFileName());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        boolean handedOver = false;
        try {
            ByteBuffer first = ByteBuffer.allocate(8);
            channel.read(first, 0);
            byte[] head = java.util.Arrays.copyOf(first.array(), first.position());
            OptionalLong size = OptionalLong.of(channel.size());
            if (Formats.isZip(head)) {
                digest.readLater(file);
                return zip(file, name, size);
            }
            if (Formats.isGzip(head)) {
                handedOver = true;
                InputStream in = java.nio.channels.Channels.newInputStream(channel);
                return gzip(in, name, size, digest);
            }
            handedOver = true;
            return new Unpacked(name, name, Container.PLAIN, new ChannelSource(channel), size);
        } finally {
            if (!handedOver) {
                channel.close();
            }
        }
    }

    static Unpacked open(InputStream in, String name, InputDigest digest) throws IOException {
        PushbackInputStream look = new PushbackInputStream(in, 8);
        byte[] head = look.readNBytes(8);
        look.unread(head);
        if (Formats.isZip(head)) {
            Path spool = Files.createTempFile("bloctel", ".zip");
            Files.copy(look, spool, StandardCopyOption.REPLACE_EXISTING);
            digest.readLater(spool);
            Unpacked opened = zip(spool, name, OptionalLong.empty());
            ByteSource source = new DeletingSource(opened.source, spool);
            return new Unpacked(name, opened.entryName, opened.container, source, opened.size);
        }
        if (Formats.isGzip(head)) {
            return gzip(look, name, OptionalLong.empty(), digest);
        }
        return new Unpacked(name, name, Container.PLAIN, new StreamSource(look, null, name), OptionalLong.empty());
    }

    private static Unpacked gzip(InputStream in, String name, OptionalLong size, InputDigest digest)
            throws IOException {
        digest.packedAsStream();
        CountingStream packed = new CountingStream(in, digest);
        try {
            InputStream unpacked = new GZIPInputStream(packed, GZIP_BUFFER);
            return new Unpacked(
                    name, withoutSuffix(name, ".gz"), Container.GZIP, new StreamSource(unpacked, packed, name), size);
        } catch (IOException e) {
            in.close();
            throw new CallFileException(Fault.DAMAGED_ARCHIVE, name, List.of());
        }
    }

    private static Unpacked zip(Path file, String name, OptionalLong size) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new CallFileException(Fault.DAMAGED_ARCHIVE, name, List.of());
        }
        try {
            if (zip.getEntry("[Content_Types].xml") != null && zip.getEntry("xl/workbook.xml") != null) {
                zip.close();
                return new Unpacked(name, name, Container.WORKBOOK, new Workbook(file), size);
            }
            if (zip.getEntry("mimetype") != null && zip.getEntry("content.xml") != null) {
                throw new CallFileException(Fault.OTHER_FORMAT, name, List.of("ods"));
            }
            List<ZipEntry> tables = new ArrayList<>();
            zip.stream().filter(Unpacked::isTable).limit(20).forEach(tables::add);
            if (tables.size() != 1) {
                List<String> names = tables.stream().map(ZipEntry::getName).toList();
                throw new CallFileException(Fault.ARCHIVE_ENTRIES, name, names);
            }
            ZipEntry entry = tables.get(0);
            CountingStream packed = new CountingStream(zip.getInputStream(entry), null);
            packed.count = Math.max(
                    1, Math.min(entry.getCompressedSize(), file.toFile().length()));
            StreamSource source = new StreamSource(packed, packed, name) {
                @Override
                public void close() throws IOException {
                    super.close();
                    zip.close();
                }
            };
            packed.counting = false;
            return new Unpacked(name, lastName(entry.getName()), Container.ZIP, source, size);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** Neither a folder nor what systems hide in archives. */
    private static boolean isTable(ZipEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory()
                && !name.startsWith("__MACOSX/")
                && !lastName(name).startsWith(".")
                && !lastName(name).equalsIgnoreCase("thumbs.db");
    }

    /** The name without folders: what an archive says of places is never followed. */
    private static String lastName(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private static String withoutSuffix(String name, String suffix) {
        return name.toLowerCase(Locale.ROOT).endsWith(suffix)
                ? name.substring(0, name.length() - suffix.length())
                : name;
    }

    /** Counts the packed bytes and shows them to the digest. */
    private static final class CountingStream extends FilterInputStream {
        private final @org.jspecify.annotations.Nullable InputDigest digest;
        private long count;
        private boolean counting = true;

        CountingStream(InputStream in, @org.jspecify.annotations.Nullable InputDigest digest) {
            super(in);
            this.digest = digest;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int n = super.read(target, from, length);
            if (n > 0 && counting) {
                count += n;
            }
            if (n > 0 && digest != null) {
                digest.packed(target, from, n);
            }
            return n;
        }
    }

    private record ChannelSource(FileChannel channel) implements ByteSource {
        @Override
        public int read(ByteBuffer target) throws IOException {
            return channel.read(target);
        }

        @Override
        public long consumed() {
            try {
                return channel.position();
            } catch (IOException e) {
                return 0; // progress only
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** A stream, watched for bombs when it is unpacked from {@code packed}. */
    private static class StreamSource implements ByteSource {
        private final InputStream in;
        private final @org.jspecify.annotations.Nullable CountingStream packed;
        private final String name;
        private final byte[] buffer = new byte[GZIP_BUFFER];
        private long read;

        StreamSource(InputStream in, @org.jspecify.annotations.Nullable CountingStream packed, String name) {
            this.in = in;
            this.packed = packed;
            this.name = name;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int n;
            try {
                n = in.read(buffer, 0, Math.min(buffer.length, target.remaining()));
                if (n < 0 && packed != null && packed.digest != null) {
                    InputDigest.drain(packed);
                }
            } catch (ZipException | java.io.EOFException e) {
                throw new CallFileException(Fault.DAMAGED_ARCHIVE, name, List.of());
            }
            if (n > 0) {
                target.put(buffer, 0, n);
                read += n;
                if (packed != null && read > BOMB_BYTES && read / BOMB_RATIO > packed.count) {
                    throw new CallFileException(Fault.ARCHIVE_BOMB, name, List.of());
                }
            }
            return n;
        }

        @Override
        public long consumed() {
            return packed != null ? packed.count : read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    record DeletingSource(ByteSource source, Path spool) implements ByteSource {
        @Override
        public int read(ByteBuffer target) throws IOException {
            return source.read(target);
        }

        @Override
        public long consumed() {
            return source.consumed();
        }

        @Override
        public void close() throws IOException {
            source.close();
            Files.deleteIfExists(spool);
        }
    }

    /** A workbook, which others read from its file. */
    record Workbook(Path file) implements ByteSource {
        @Override
        public int read(ByteBuffer target) {
            return -1;
        }

        @Override
        public long consumed() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
