package org.openbloctel.scrub.file;

import java.io.EOFException;
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
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.openbloctel.scrub.file.CallFileException.Fault;

/**
 * The table inside a file: as it is, or out of its gzip or zip. Streams only; nothing is ever written where an archive's
 * names would say.
 */
record Unpacked(String name, String entryName, Container container, ByteSource source, OptionalLong size) {
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
        try {
            GzipMembers members = new GzipMembers(new DigestedStream(in, digest));
            ByteSource source = new PackedSource(members, members::packed, name, most);
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
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("[Content_Types].xml") != null && zip.getEntry("xl/workbook.xml") != null) {
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
            ByteSource source = ZipSource.open(file, entry, name, most);
            return new Unpacked(name, lastName(entry.getName()), Container.ZIP, source, size);
        } catch (ZipException | EOFException e) {
            throw new CallFileException(Fault.DAMAGED_ARCHIVE, name, List.of());
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

    /** Shows the packed bytes to the digest. */
    private static final class DigestedStream extends FilterInputStream {
        private final InputDigest digest;

        DigestedStream(InputStream in, InputDigest digest) {
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
            if (n > 0) {
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
        private final byte[] buffer = new byte[PackedSource.BUFFER];
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
