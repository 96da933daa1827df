package org.openbloctel.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterIT {

    /** Counts in a child process for a while, prints a word, and ends with 3. */
    private static final Command BUSY = Command.of(
                    "sh", "-c", "sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i + 1)); done'; echo $WORD; exit 3")
            .with("WORD", "done");

    @TempDir
    private Path folder;

    @BeforeEach
    void onLinuxOnly() {
        assumeTrue(Files.isReadable(Path.of("/proc/self/stat")));
    }

    @Test
    void theCompiledMeterSeesTheWholeTree() throws IOException, InterruptedException {
        assumeTrue(Search.onPath("gcc").isPresent());
        Meter meter = Meter.choose(Path.of("src/main/c/measure.c"), folder);
        assertEquals("", meter.missing());
        check(meter);
        assertTrue(meter.run(BUSY, folder.resolve("log")).peakMiB() > 0.3);
    }

    @Test
    void withoutACompilerCpuAndWallTimeAreStillMeasured() throws IOException, InterruptedException {
        Meter meter = Meter.choose(folder.resolve("no-such-source.c"), folder);
        assertTrue(meter.missing().contains("peak memory"));
        check(meter);
        assertTrue(Double.isNaN(meter.run(BUSY, folder.resolve("log")).peakMiB()));
    }

    private void check(Meter meter) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Usage usage = meter.run(BUSY, log);
        assertEquals(3, usage.exit());
        assertEquals("done\n", Files.readString(log));
        assertTrue(usage.cpu() > 0.05, usage.toString());
        assertTrue(usage.wall() > 0.05, usage.toString());
        assertFalse(usage.cpu() > usage.wall() * 1.5 + 0.05, usage.toString());
    }
}
