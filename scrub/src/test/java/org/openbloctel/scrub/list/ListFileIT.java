package org.openbloctel.scrub.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.scrub.list.UntrustedListException.Fault;

/** Every byte of a list's header and every seventh of its body, flipped, and as many lengths below its own. */
final class ListFileIT {
    private static final int STEP = 7;

    @TempDir
    Path folder;

    @Test
    void flippedByteAndEveryShorterFileIsRefused() throws IOException {
        Path file = folder.resolve("opposition.list");
        Numbers.french(33612345678L, 33612345679L, 262692123456L).write(file);
        byte[] whole = Files.readAllBytes(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int at = 0; at < whole.length; at += at < ListFile.HEADER ? 1 : STEP) {
                channel.write(ByteBuffer.wrap(new byte[] {(byte) (whole[at] ^ 1 << at % 8)}), at);
                assertThat(fault(file)).as("byte %d", at).isIn((Object[]) ListFileTest.expected(at));
                channel.write(ByteBuffer.wrap(whole, at, 1), at);
            }
            assertThat(OppositionList.open(file).isConsistent()).isTrue();
            for (int length = whole.length - 1; length >= 0; length -= length > ListFile.HEADER + STEP ? STEP : 1) {
                channel.truncate(length);
                assertThat(fault(file)).isEqualTo(length < 8 ? Fault.NOT_A_LIST : Fault.TRUNCATED);
            }
        }
    }

    private static Fault fault(Path file) {
        UntrustedListException refused =
                catchThrowableOfType(UntrustedListException.class, () -> OppositionList.open(file));
        assertThat(refused).isNotNull();
        return refused.fault();
    }
}
