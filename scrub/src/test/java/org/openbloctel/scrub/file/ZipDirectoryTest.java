package org.openbloctel.scrub.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.file.CallFileException.Fault;

/** A zip file whose directory alone would fill the memory is refused before a library reads it. */
final class ZipDirectoryTest {
    private static final int HEADER = 50;

    @TempDir
    Path folder = Path.of(".");

    @Test
    void directoryOfMoreThanAMebibyteIsRefusedByEveryWayIn() throws IOException {
        byte[] most = headers(ZipDirectory.MAX_BYTES / HEADER);
        byte[] tooMany = headers(ZipDirectory.MAX_BYTES / HEADER + 1);
        check(concat(most, end(most.length, 0)));
        assertRefused(concat(tooMany, end(tooMany.length, 0)));
        byte[] local = Arrays.copyOf("PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1), 30);
        byte[] zip = concat(local, tooMany, end(tooMany.length, local.length));
        assertThatThrownBy(() -> CallFile.open(Files.write(folder.resolve("a.zip"), zip), true))
                .isInstanceOfSatisfying(
                        CallFileException.class, e -> assertThat(e.fault()).isEqualTo(Fault.ARCHIVE_DIRECTORY));
        assertThatThrownBy(() -> CallFile.open(new ByteArrayInputStream(zip), "-", true))
                .isInstanceOfSatisfying(
                        CallFileException.class, e -> assertThat(e.fault()).isEqualTo(Fault.ARCHIVE_DIRECTORY));
    }

    @Test
    void statedLengthIsRefusedBeforeRoomIsMadeForIt() throws IOException {
        assertRefused(concat(new byte[ZipDirectory.MAX_BYTES + 1], end(ZipDirectory.MAX_BYTES + 1, 0)));
    }

    /** Commons Compress reads from the place that the larger end record names, however short the directory is said to be. */
    @Test
    void directoryThatOnlyTheLargerEndRecordPointsToIsRefused() throws IOException {
        byte[] tooMany = headers(ZipDirectory.MAX_BYTES / HEADER + 1);
        assertRefused(concat(tooMany, end64(0, 0, tooMany.length), end(0, 0)));
        assertRefused(concat(tooMany, end64(tooMany.length, 0, tooMany.length), end(-1, -1)));
        check(concat(headers(3), end64(3 * HEADER, 0, 3 * HEADER), end(-1, -1)));
    }

    /** The libraries disagree on which of several end records counts. */
    @Test
    void directoryBeforeAnEndRecordInAnotherOnesCommentIsRefused() throws IOException {
        byte[] tooMany = headers(ZipDirectory.MAX_BYTES / HEADER + 1);
        byte[] inner = end(0, 0);
        byte[] outer = end(tooMany.length, 0);
        ByteBuffer.wrap(outer).order(ByteOrder.LITTLE_ENDIAN).putShort(20, (short) inner.length);
        assertRefused(concat(tooMany, outer, inner));
    }

    /** 2,900 end records, each behind a part of one directory of 1,000 entries: none is too long, all together are. */
    @Test
    void manySmallDirectoriesAreOneLargeOne() throws IOException {
        byte[] shared = headers(1_000);
        byte[] zip = shared;
        for (int i = 0; i < 2_900; i++) {
            zip = concat(zip, end(zip.length - i % 1_000 * HEADER, 0));
        }
        assertRefused(zip);
    }

    @Test
    void noZipFilePasses() throws IOException {
        check(new byte[0]);
        check(new byte[5]);
        check(new byte[200_000]);
        check(Arrays.copyOf(end(50, 0), 21));
        check(end(77, 0));
        check(end(-1, -1));
    }

    private void assertRefused(byte[] zip) {
        assertThatThrownBy(() -> check(zip))
                .isInstanceOfSatisfying(
                        CallFileException.class, e -> assertThat(e.fault()).isEqualTo(Fault.ARCHIVE_DIRECTORY));
    }

    private void check(byte[] zip) throws IOException {
        Path file = Files.write(folder.resolve("checked.zip"), zip);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ZipDirectory.check(channel, "a.zip");
            assertThat(channel.position()).isZero();
        }
    }

    /** Headers of entries with names of four letters. */
    private static byte[] headers(int count) {
        ByteBuffer headers = ByteBuffer.allocate(count * HEADER).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            headers.putInt(i * HEADER, 0x02014b50).putShort(i * HEADER + 28, (short) 4);
        }
        return headers.array();
    }

    private static byte[] end(int length, int offset) {
        return ByteBuffer.allocate(22)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, 0x06054b50)
                .putInt(12, length)
                .putInt(16, offset)
                .array();
    }

    /** The end record of large files at a place, and what leads to it. */
    private static byte[] end64(long length, long offset, long at) {
        return ByteBuffer.allocate(76)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, 0x06064b50)
                .putLong(40, length)
                .putLong(48, offset)
                .putInt(56, 0x07064b50)
                .putLong(64, at)
                .array();
    }

    private static byte[] concat(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
