package org.openbloctel.scrub.list;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A list's file with any bytes in it, under checksums that fit: not trusted, or one that answers every question. */
final class OppositionListFuzzTest {
    @FuzzTest
    void anyFileIsRefusedOrAnswers(byte[] data) throws IOException {
        Path file = Files.createTempFile("fuzzed", ".list");
        try {
            Numbers.french(33100000000L, 33612345678L, 33612345679L, 262692123456L)
                    .write(file);
            byte[] list = Files.readAllBytes(file);
            for (int i = 0; i + 2 < data.length; i += 3) {
                // Three bytes of input are a place, most of them among the blocks at the end, and what stands there.
                int place = (data[i] & 0xff) << 8 | (data[i + 1] & 0xff);
                int at = place < 256 ? place % ListFile.HEADER : list.length - 1 - place % Math.min(2000, list.length);
                list[at] = data[i + 2];
            }
            Files.write(file, ListFileTest.sealed(list));
            OppositionList opened = OppositionList.open(file);
            for (long national : new long[] {0, 100_000_000, 612_345_678, 692_123_456, 999_999_999}) {
                for (long n = Math.max(0, national - 3000); n < Math.min(1_000_000_000, national + 3000); n++) {
                    opened.holds(n);
                }
            }
            opened.isConsistent();
        } catch (UntrustedListException e) {
            return; // as it should be
        } finally {
            Files.delete(file);
        }
    }
}
