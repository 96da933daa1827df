package org.openbloctel.scrub.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.file.CallFileException.Fault;
import org.openbloctel.scrub.number.NumberingPlan;

/** Archives that lie about what they unpack to, and bytes behind the end of one. */
final class BombTest {
    private static final String TABLE = "nom;tel\nAnne;0639980001\nBert;0639980002\n";
    private static final byte[] BEHIND = new byte[3 << 20];

    @TempDir
    Path folder;

    static {
        new Random(1).nextBytes(BEHIND);
    }

    @Test
    void declaredSizesOfABombAreRefusedBeforeAnythingIsUnpacked() throws Exception {
        byte[] zip = zip(new byte[1000]);
        header(zip).putInt(24, (int) (3L << 30));
        Path file = Files.write(folder.resolve("a.zip"), zip);
        refusesToOpen(file, 20L << 30, List.of());
        refusesToOpen(file, 1L << 30, List.of(Long.toString(1L << 30)));
    }

    private static void refusesToOpen(Path file, long most, List<String> details) {
        assertThatExceptionOfType(CallFileException.class)
                .isThrownBy(() -> CallFile.open(file, false, most).close())
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.ARCHIVE_BOMB))
                .satisfies(e -> assertThat(e.details()).isEqualTo(details));
    }

    /** Neither the size of the entry nor that of the file tells: 3 MiB behind the bomb are never a reason to go on. */
    @Test
    void bombIsRefusedAfterItsFirst100MebibytesWhateverItDeclaresAndWhateverFollows() throws Exception {
        Path zip = folder.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("a.csv"));
            writeBomb(out);
        }
        byte[] lying = Files.readAllBytes(zip);
        header(lying).putInt(24, 1000);
        Files.write(zip, lying);
        Path gz = Files.write(folder.resolve("a.gz"), gzipBomb());
        for (Path file : List.of(zip, gz)) {
            try (CallFile opened = CallFile.open(file, false)) {
                assertThatExceptionOfType(CallFileException.class)
                        .isThrownBy(() -> read(opened))
                        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.ARCHIVE_BOMB));
                assertThat(opened.consumed()).isLessThan(1 << 20);
            }
        }
    }

    private static byte[] gzipBomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            writeBomb(out);
        }
        return bytes.toByteArray();
    }

    /** 105 MiB of zeros and 3 MiB of chance: too little for the whole, if it counts before it is read, to be a bomb. */
    private static void writeBomb(OutputStream out) throws IOException {
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < 105; i++) {
            out.write(zeros);
        }
        out.write(BEHIND);
    }

    /** As Archive Utility of macOS writes them: sizes beyond 4 GiB are stated without their upper half. */
    @Test
    void aSizeThatIsStatedTooSmallIsNoReasonToRefuse() throws Exception {
        byte[] zip = zip(TABLE.getBytes(StandardCharsets.UTF_8));
        header(zip).putInt(24, 3);
        assertThat(readFile(zip)).isEqualTo(TABLE);
    }

    @Test
    void zipBehindOtherBytesIsRead() throws Exception {
        byte[] zip = zip(TABLE.getBytes(StandardCharsets.UTF_8));
        byte[] program = ("PK\3\4" + "a program that unpacks itself").getBytes(StandardCharsets.UTF_8);
        assertThat(readFile(concat(program, zip))).isEqualTo(TABLE);
    }

    @Test
    void zip64IsRead() throws Exception {
        assertThat(readFile(zip64(TABLE.getBytes(StandardCharsets.UTF_8)))).isEqualTo(TABLE);
    }

    @Test
    void bytesBehindAGzipMemberAreRefusedUnlessTheyAreZeros() throws Exception {
        byte[] member = gzip(TABLE);
        byte[] cut = gzip("Carl;0639980003\n");
        cut[0] = 0x1e;
        for (byte[] behind :
                List.of(cut, new byte[] {'x'}, new byte[] {0, 0, 'x'}, new byte[] {0x1f, (byte) 0x8b, 7, 0})) {
            assertThatExceptionOfType(CallFileException.class)
                    .isThrownBy(() -> readFile(concat(member, behind)))
                    .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.DAMAGED_ARCHIVE));
        }
        assertThat(readFile(concat(member, new byte[70_000]))).isEqualTo(TABLE);
    }

    /** A header with everything that RFC 1952 allows; its checksum counts. */
    @Test
    void gzipHeaderWithNameCommentAndChecksumIsRead() throws Exception {
        byte[] member = gzip(TABLE);
        byte[] fixed = {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 2, 0, 'e', 'x', 'n', 0, 'c', 0};
        CRC32 crc = new CRC32();
        crc.update(fixed);
        byte[] checksum = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
        byte[] body = Arrays.copyOfRange(member, 10, member.length);
        assertThat(readFile(concat(fixed, checksum, body))).isEqualTo(TABLE);
        checksum[0] ^= 1;
        assertThatExceptionOfType(CallFileException.class)
                .isThrownBy(() -> readFile(concat(fixed, checksum, body)))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.DAMAGED_ARCHIVE));
    }

    private String readFile(byte[] bytes) throws IOException {
        try (CallFile file = CallFile.open(Files.write(folder.resolve("a"), bytes), true)) {
            return read(file);
        }
    }

    private static String read(CallFile file) throws IOException {
        LayoutOptions options = LayoutOptions.NONE.withColumns("1");
        ChunkReader reader = file.chunks(file.layout(options, NumberingPlan.FRANCE), 1 << 16);
        StringBuilder text = new StringBuilder(new String(reader.preamble(), StandardCharsets.UTF_8));
        Chunk chunk = reader.newChunk();
        while (reader.next(chunk)) {
            byte[] bytes = new byte[chunk.byteLength()];
            chunk.bytes().get(0, bytes);
            if (text.length() < 1 << 20) {
                text.append(new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    /** The entry's header in the directory, which begins at 0. */
    private static ByteBuffer header(byte[] zip) {
        for (int at = zip.length - 46; at >= 0; at--) {
            if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1 && zip[at + 3] == 2) {
                return ByteBuffer.wrap(zip, at, zip.length - at).slice().order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        throw new AssertionError("no directory");
    }

    private static byte[] zip(byte[] table) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("a.csv"));
            out.write(table);
        }
        return bytes.toByteArray();
    }

    /** All sizes and places of the entry are in its extra field. */
    private static byte[] zip64(byte[] table) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(packed, new Deflater(9, true))) {
            out.write(table);
        }
        CRC32 crc = new CRC32();
        crc.update(table);
        int packedSize = packed.size();
        ByteBuffer zip = ByteBuffer.allocate(1 << 10).order(ByteOrder.LITTLE_ENDIAN);
        zip.putInt(0x04034b50)
                .putShort((short) 45)
                .putShort((short) 0)
                .putShort((short) 8)
                .putInt(0);
        zip.putInt((int) crc.getValue())
                .putInt(-1)
                .putInt(-1)
                .putShort((short) 1)
                .putShort((short) 20)
                .put((byte) 'a');
        zip.putShort((short) 1).putShort((short) 16).putLong(table.length).putLong(packedSize);
        zip.put(packed.toByteArray());
        int directory = zip.position();
        zip.putInt(0x02014b50)
                .putShort((short) 45)
                .putShort((short) 45)
                .putShort((short) 0)
                .putShort((short) 8);
        zip.putInt(0)
                .putInt((int) crc.getValue())
                .putInt(-1)
                .putInt(-1)
                .putShort((short) 1)
                .putShort((short) 28);
        zip.putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt(-1)
                .put((byte) 'a');
        zip.putShort((short) 1)
                .putShort((short) 24)
                .putLong(table.length)
                .putLong(packedSize)
                .putLong(0);
        putEnd64(zip, directory);
        byte[] bytes = new byte[zip.position()];
        zip.flip().get(bytes);
        return bytes;
    }

    /** The end of a zip64: its own, how to find it, and that of a zip. */
    private static void putEnd64(ByteBuffer zip, int directory) {
        int end64 = zip.position();
        zip.putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        zip.putLong(1).putLong(1).putLong(end64 - directory).putLong(directory);
        zip.putInt(0x07064b50).putInt(0).putLong(end64).putInt(1);
        zip.putInt(0x06054b50)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) -1)
                .putShort((short) -1);
        zip.putInt(-1).putInt(-1).putShort((short) 0);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
