package org.openbloctel.scrub.list;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.openbloctel.scrub.disk.WholeFile;
import org.openbloctel.scrub.list.UntrustedListException.Fault;
import org.openbloctel.scrub.number.NumberingPlan;

/** The file of a list, to the byte as docs/formats/list.md says: a header of 128 bytes, then the body of {@link Blocks}. */
final class ListFile {
    static final int HEADER = 128;
    static final int VERSION = 1;
    /** The first byte is no text, the line ends reveal a transfer in text mode: the idea of PNG's signature. */
    static final long MAGIC = 0x0a1a0a0d4c424f89L;

    private static final int PLAN_AT = 12;
    private static final int PLAN_LENGTH = 4;
    private static final int DIGEST_AT = 40;
    private static final int DIGEST_LENGTH = 32;
    private static final int HEADER_CHECKSUM_AT = HEADER - 4;

    private ListFile() {}

    static void write(OppositionList list, Path file) throws IOException {
        try (WholeFile whole = WholeFile.create(file)) {
            write(list, whole.channel());
            whole.flush();
            whole.publish();
            WholeFile.flushFolder(file);
        }
    }

    static void write(OppositionList list, WritableByteChannel channel) throws IOException {
        ByteBuffer body = list.blocks().body();
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC).putShort((short) VERSION).putShort((short) HEADER);
        header.put(PLAN_AT, list.plan().code().getBytes(StandardCharsets.US_ASCII));
        header.putLong(16, list.revision()).putLong(24, list.time().toEpochMilli());
        header.putLong(32, list.size()).put(DIGEST_AT, list.digestBytes());
        header.putLong(72, body.remaining()).putInt(80, list.blocks().count());
        header.putInt(84, crc(body.duplicate()));
        header.putInt(HEADER_CHECKSUM_AT, crc(header.duplicate().position(0).limit(HEADER_CHECKSUM_AT)));
        writeFully(channel, header.rewind());
        writeFully(channel, body);
    }

    /** Opens a list's file, with its bit map when {@code unpack} says so. */
    static OppositionList open(Path file, boolean unpack) throws IOException {
        String name = file.toString();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
            while (header.hasRemaining() && channel.read(header, header.position()) > 0) {}
            int read = header.position();
            header.clear();
            checkHeader(header, read, name);
            BodyReader reader = checked(header, channel.size() - HEADER, channel.position(HEADER), unpack, name);
            ByteBuffer body = channel.map(FileChannel.MapMode.READ_ONLY, HEADER, header.getLong(72));
            return list(header, body, reader, name);
        }
    }

    /** Reads a list's file from memory. */
    static OppositionList read(byte[] file, String name) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        int read = Math.min(file.length, HEADER);
        header.put(file, 0, read).clear();
        checkHeader(header, read, name);
        int length = file.length - HEADER;
        ReadableByteChannel channel = Channels.newChannel(new ByteArrayInputStream(file, HEADER, length));
        BodyReader reader = checked(header, length, channel, false, name);
        return list(header, ByteBuffer.wrap(file, HEADER, length), reader, name);
    }

    private static BodyReader checked(
            ByteBuffer header, long length, ReadableByteChannel channel, boolean unpack, String name)
            throws IOException {
        long bodyLength = header.getLong(72);
        if (bodyLength < 0 || length != bodyLength) {
            throw new UntrustedListException(Fault.TRUNCATED, name);
        }
        NumberingPlan plan = plan(header, name);
        int blocks = header.getInt(80);
        long expected = (plan.space() + (1L << Blocks.BLOCK_BITS) - 1) >>> Blocks.BLOCK_BITS;
        if (blocks != expected || bodyLength < blocks * 4L + Blocks.PADDING || bodyLength > Integer.MAX_VALUE) {
            throw new UntrustedListException(Fault.DAMAGED, name);
        }
        BodyReader reader = new BodyReader(channel);
        if (!reader.read(blocks, header.getLong(32), unpack) || reader.checksum() != header.getInt(84)) {
            throw new UntrustedListException(Fault.DAMAGED, name);
        }
        return reader;
    }

    private static OppositionList list(ByteBuffer header, ByteBuffer body, BodyReader reader, String name)
            throws UntrustedListException {
        byte[] digest = new byte[DIGEST_LENGTH];
        header.get(DIGEST_AT, digest);
        return new OppositionList(
                plan(header, name),
                header.getLong(16),
                Instant.ofEpochMilli(header.getLong(24)),
                header.getLong(32),
                HexFormat.of().formatHex(digest),
                new Blocks(body, header.getInt(80)),
                reader.bits());
    }

    private static void checkHeader(ByteBuffer header, int read, String name) throws UntrustedListException {
        if (read < 8 || header.getLong(0) != MAGIC) {
            throw new UntrustedListException(Fault.NOT_A_LIST, name);
        }
        if (read < HEADER) {
            throw new UntrustedListException(Fault.TRUNCATED, name);
        }
        if ((header.getShort(8) & 0xffff) > VERSION) {
            throw new UntrustedListException(Fault.NEWER_FORMAT, name);
        }
        int checksum = crc(header.duplicate().position(0).limit(HEADER_CHECKSUM_AT));
        if (header.getShort(10) != HEADER || checksum != header.getInt(HEADER_CHECKSUM_AT) || header.getLong(32) < 0) {
            throw new UntrustedListException(Fault.DAMAGED, name);
        }
    }

    static NumberingPlan plan(ByteBuffer header, String name) throws UntrustedListException {
        byte[] code = new byte[PLAN_LENGTH];
        header.get(PLAN_AT, code);
        String text = new String(code, StandardCharsets.US_ASCII).replace("\0", "");
        return NumberingPlan.of(text).orElseThrow(() -> new UntrustedListException(Fault.OTHER_PLAN, name));
    }

    static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
