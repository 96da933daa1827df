package org.openbloctel.scrub.file;

import java.io.EOFException;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
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

    static Unpacked open(Path file, InputDigest digest, long most) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (!Files.isRegularFile(file)) {
            // A pipe has no size, and is read from its beginning.
            return open(Files.newInputStream(file), name, digest, most);
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            ByteBuffer first = ByteBuffer.allocate(8);
            channel.read(first, 0);
            byte[] head = Arrays.copyOf(first.array(), first.position());
            OptionalLong size = OptionalLong.of(channel.size());
            if (FileSignatures.isZip(head)) {
                FileSignatures.refuseEncryptedZip(name, head);
                channel.close();
                digest.readLater(file);
                return zip(file, name, size, most);
            }
            if (FileSignatures.isOle2(head)) {
                channel.close();
                digest.readLater(file);
                return new Unpacked(name, name, Container.WORKBOOK, new Workbook(file), size);
            }
            if (FileSignatures.isGzip(head)) {
                return gzip(Channels.newInputStream(channel), name, size, digest, most);
            }
            return new Unpacked(name, name, Container.PLAIN, new ChannelSource(channel), size);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    static Unpacked open(InputStream in, String name, InputDigest digest, long most) throws IOException {
        PushbackInputStream look = new PushbackInputStream(in, 8);
        byte[] head = look.readNBytes(8);
        look.unread(head);
        if (FileSignatures.isZip(head)) {
            FileSignatures.refuseEncryptedZip(name, head);
            return spooled(look, name, digest, spool -> zip(spool, name, OptionalLong.empty(), most));
        }
        if (FileSignatures.isOle2(head)) {
            return spooled(
                    look,
                    name,
                    digest,
                    spool -> new Unpacked(name, name, Container.WORKBOOK, new Workbook(spool), OptionalLong.empty()));
        }
        if (FileSignatures.isGzip(head)) {
            return gzip(look, name, OptionalLong.empty(), digest, most);
        }
        return new Unpacked(name, name, Container.PLAIN, new PlainSource(look), OptionalLong.empty());
    }

    /** A table as it is: its first bytes are not looked at. */
    static Unpacked plain(InputStream in, String name) {
        return new Unpacked(name, name, Container.PLAIN, new PlainSource(in), OptionalLong.empty());
    }

    private static Unpacked gzip(InputStream in, String name, OptionalLong size, InputDigest digest, long most)
            throws IOException {
        digest.packedAsStream();
        CountingStream packed = new CountingStream(in, digest);
        try {
            InputStream unpacked = new GZIPInputStream(packed, GZIP_BUFFER);
            ByteSource source = new PackedSource(unpacked, () -> packed.count, name, most) {
                @Override
                void checkEnd() throws IOException {
                    InputDigest.drain(packed);
                }
            };
            return new Unpacked(name, withoutSuffix(name, ".gz"), Container.GZIP, source, size);
        } catch (ZipException | EOFException e) {
            in.close();
            throw new CallFileException(Fault.DAMAGED_ARCHIVE, name, List.of());
        }
    }

    /** Opens what a stream was copied to. */
    private interface Opener {
        Unpacked open(Path spool) throws IOException;
    }

    /** A zip is read from its end, an .xls here and there: what comes as a stream is kept in a file for as long as it is open. */
    private static Unpacked spooled(InputStream in, String name, InputDigest digest, Opener opener) throws IOException {
        Path spool = Files.createTempFile("bloctel-" + ProcessHandle.current().pid() + "-", ".zip");
        try {
            Files.copy(in, spool, StandardCopyOption.REPLACE_EXISTING);
            digest.readLater(spool);
            Unpacked opened = opener.open(spool);
            ByteSource source = new DeletingSource(opened.source, spool);
            return new Unpacked(name, opened.entryName, opened.container, source, opened.size);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(spool);
            throw e;
        }
    }

    private static Unpacked zip(Path file, String name, OptionalLong size, long most) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ZipDirectory.check(channel, name);
        }
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
            String other = otherFormat(zip);
            if (!other.isEmpty()) {
                throw new CallFileException(Fault.OTHER_FORMAT, name, List.of(other));
            }
            List<ZipEntry> tables = new ArrayList<>();
            zip.stream().filter(Unpacked::isTable).limit(20).forEach(tables::add);
            if (tables.size() != 1) {
                List<String> names = tables.stream().map(ZipEntry::getName).toList();
                throw new CallFileException(Fault.ARCHIVE_ENTRIES, name, names);
            }
            ZipEntry entry = tables.get(0);
            return new Unpacked(
                    name, lastName(entry.getName()), Container.ZIP, new ZipSource(zip, entry, name, most), size);
        } catch (ZipException e) {
            zip.close();
            throw new CallFileException(Fault.DAMAGED_ARCHIVE, name, List.of());
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** The name of a format whose files are zip archives; empty for an archive of tables. */
    private static String otherFormat(ZipFile zip) {
        if (zip.getEntry("mimetype") != null && zip.getEntry("content.xml") != null) {
            return "ods";
        }
        if (zip.getEntry("xl/workbook.bin") != null) {
            return "xlsb";
        }
        return zip.getEntry("Index/Document.iwa") != null ? "numbers" : "";
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
        private final InputDigest digest;
        private long count;
        private boolean ended;

        CountingStream(InputStream in, InputDigest digest) {
            super(in);
            this.digest = digest;
        }

        /** GZIPInputStream looks for another member only when something is available, which a slow pipe denies. */
        @Override
        public int available() {
            return ended ? 0 : 1;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int n = super.read(target, from, length);
            ended = n < 0;
            if (n > 0) {
                count += n;
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

    /** A stream that is the table. */
    private static final class PlainSource implements ByteSource {
        private final InputStream in;
        private final byte[] buffer = new byte[GZIP_BUFFER];
        private long read;

        PlainSource(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int n = in.read(buffer, 0, Math.min(buffer.length, target.remaining()));
            if (n > 0) {
                target.put(buffer, 0, n);
                read += n;
            }
            return n;
        }

        @Override
        public long consumed() {
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** A stream that is unpacked, watched for bombs and for damage. */
    private abstract static class PackedSource implements ByteSource {
        private final InputStream in;
        private final LongSupplier packed;
        private final String name;
        private final long most;
        private final byte[] buffer = new byte[GZIP_BUFFER];
        private long read;

        /** {@code packed} tells how many bytes of the file gave what was read so far. */
        PackedSource(InputStream in, LongSupplier packed, String name, long most) {
            this.in = in;
            this.packed = packed;
            this.name = name;
            this.most = most;
        }

        /** Called at the end of the stream, perhaps several times. */
        abstract void checkEnd() throws IOException;

        @Override
        public int read(ByteBuffer target) throws IOException {
            int n;
            try {
                n = in.read(buffer, 0, Math.min(buffer.length, target.remaining()));
                if (n < 0) {
                    checkEnd();
                }
            } catch (ZipException | EOFException e) {
                throw new CallFileException(Fault.DAMAGED_ARCHIVE, name, List.of());
            }
            if (n > 0) {
                target.put(buffer, 0, n);
                read += n;
                if (read > most) {
                    throw new CallFileException(Fault.ARCHIVE_BOMB, name, List.of(Long.toString(most)));
                }
                if (read > BOMB_BYTES && read / BOMB_RATIO > packed.getAsLong()) {
                    throw new CallFileException(Fault.ARCHIVE_BOMB, name, List.of());
                }
            }
            return n;
        }

        final long unpacked() {
            return read;
        }

        @Override
        public long consumed() {
            return packed.getAsLong();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** The entry of a zip. Its checksum is compared, which {@link ZipFile} does not do. */
    private static final class ZipSource extends PackedSource {
        private final ZipFile zip;
        private final ZipEntry entry;
        private final CheckedInputStream checked;

        ZipSource(ZipFile zip, ZipEntry entry, String name, long most) throws IOException {
            this(zip, entry, name, most, new CheckedInputStream(zip.getInputStream(entry), new CRC32()));
        }

        private ZipSource(ZipFile zip, ZipEntry entry, String name, long most, CheckedInputStream checked) {
            super(checked, size(zip, entry), name, most);
            this.zip = zip;
            this.entry = entry;
            this.checked = checked;
        }

        /** What the entry says, or the whole archive where it lies. */
        private static LongSupplier size(ZipFile zip, ZipEntry entry) {
            long size = Math.min(entry.getCompressedSize(), new File(zip.getName()).length());
            return () -> size;
        }

        @Override
        public long consumed() {
            long size = Math.max(1, entry.getSize());
            return (long) (super.consumed() * Math.min(1.0, (double) unpacked() / size));
        }

        @Override
        void checkEnd() throws ZipException {
            if (checked.getChecksum().getValue() != entry.getCrc()) {
                throw new ZipException("checksum");
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            zip.close();
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
            try {
                source.close();
            } finally {
                Files.deleteIfExists(spool);
            }
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
