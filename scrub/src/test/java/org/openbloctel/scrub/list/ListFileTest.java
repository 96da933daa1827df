package org.openbloctel.scrub.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.engine.Seed;
import org.openbloctel.scrub.list.UntrustedListException.Fault;

/** A list's file is trusted whole or not at all. {@link ListFileIT} goes through every byte. */
final class ListFileTest {
    @TempDir
    Path folder;

    private Path file = Path.of("opposition.list");
    private byte[] whole = {};

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("opposition.list");
        Numbers.french(33612345678L, 33612345679L, 262692123456L).write(file);
        whole = Files.readAllBytes(file);
    }

    @Test
    void fileOpensAsItWasWritten() throws IOException {
        OppositionList list = OppositionList.open(file);
        assertThat(list.revision()).isEqualTo(41);
        assertThat(list.time()).isEqualTo(Numbers.TIME);
        assertThat(list.size()).isEqualTo(3);
        assertThat(list.plan().code()).isEqualTo("FR");
        assertThat(list.contains(262692123456L)).isTrue();
        assertThat(list.contains(33612345677L)).isFalse();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void truncatedOrLongerFileIsRefused() throws IOException {
        SplittableRandom random = Seed.random(ListFileTest.class);
        for (int i = 0; i < 200; i++) {
            int length = i < 140 ? i : random.nextInt(whole.length);
            assertThat(fault(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isEqualTo(length < 8 ? Fault.NOT_A_LIST : Fault.TRUNCATED);
        }
        assertThat(fault(Arrays.copyOf(whole, whole.length + 1))).isEqualTo(Fault.TRUNCATED);
    }

    @Test
    void flippedByteIsRefused() throws IOException {
        SplittableRandom random = Seed.random(ListFileTest.class);
        for (int i = 0; i < 200; i++) {
            int at = i < 140 ? i : random.nextInt(whole.length);
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 + random.nextInt(255));
            assertThat(fault(flipped)).as("byte %d", at).isIn((Object[]) expected(at));
        }
    }

    static Fault[] expected(int at) {
        return at < 8
                ? new Fault[] {Fault.NOT_A_LIST}
                : at < 10 ? new Fault[] {Fault.NEWER_FORMAT, Fault.DAMAGED} : new Fault[] {Fault.DAMAGED};
    }

    @Test
    void newerVersionIsRefusedAsSuch() throws IOException {
        byte[] newer = whole.clone();
        newer[8] = 2;
        assertThat(fault(newer)).isEqualTo(Fault.NEWER_FORMAT);
    }

    @Test
    void otherFilesAreNoLists() throws IOException {
        assertThat(fault(new byte[0])).isEqualTo(Fault.NOT_A_LIST);
        assertThat(fault("0612345678\n".repeat(20).getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(Fault.NOT_A_LIST);
    }

    @Test
    void planThatNobodyKnowsIsRefused() throws IOException {
        byte[] other = whole.clone();
        other[12] = 'Q';
        assertThat(fault(sealed(other))).isEqualTo(Fault.OTHER_PLAN);
    }

    @Test
    void sealedFileWhoseCountsDoNotAddUpIsRefused() throws IOException {
        SplittableRandom random = Seed.random(ListFileTest.class);
        byte[] more = whole.clone();
        more[32]++;
        assertThat(fault(sealed(more))).isEqualTo(Fault.DAMAGED);
        for (int at = whole.length - 16 - 352 * 2 - 3; at < whole.length - 16; at += 1 + random.nextInt(20)) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0x80;
            Files.write(file, sealed(damaged));
            try {
                OppositionList list = OppositionList.open(file);
                assertThat(list.isConsistent()).as("byte %d", at).isFalse();
            } catch (UntrustedListException e) {
                assertThat(e.fault()).isEqualTo(Fault.DAMAGED);
            }
        }
    }

    /** Bytes that a caller keeps elsewhere than in a plain file. */
    @Test
    void bytesOpenAsTheFileDoes() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        OppositionList.open(file).write(Channels.newChannel(written));
        assertThat(written.toByteArray()).isEqualTo(whole);
        OppositionList list = OppositionList.read(whole, "memory");
        assertThat(list.revision()).isEqualTo(41);
        assertThat(list.time()).isEqualTo(Numbers.TIME);
        assertThat(list.contains(262692123456L)).isTrue();
        assertThat(list.contains(33612345677L)).isFalse();
        assertThat(list.isConsistent()).isTrue();
    }

    /** Why these bytes are no list: the same from a file as from memory. */
    private Fault fault(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        UntrustedListException refused =
                catchThrowableOfType(UntrustedListException.class, () -> OppositionList.open(file));
        assertThat(refused).as("%d bytes are refused", bytes.length).isNotNull();
        assertThat(refused.file()).isEqualTo(file.toString());
        UntrustedListException inMemory =
                catchThrowableOfType(UntrustedListException.class, () -> OppositionList.read(bytes, file.toString()));
        assertThat(inMemory).as("%d bytes in memory are refused", bytes.length).isNotNull();
        assertThat(inMemory.fault()).isEqualTo(refused.fault());
        return refused.fault();
    }

    /** The same bytes under checksums that fit. */
    static byte[] sealed(byte[] list) {
        ByteBuffer bytes = ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(84, ListFile.crc(ByteBuffer.wrap(list, ListFile.HEADER, list.length - ListFile.HEADER)));
        bytes.putInt(ListFile.HEADER - 4, ListFile.crc(ByteBuffer.wrap(list, 0, ListFile.HEADER - 4)));
        return list;
    }
}
