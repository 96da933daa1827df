package org.openbloctel.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a seed gives is fixed. Where one of these checksums must change, raise DataStore.FORMAT, or old files pass for new ones. */
class FormatTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "FR,CLEAN,3695657212,2285862161,4014317862",
        "FR,MESSY,3695657212,2443289223,3749367973",
        "NA,CLEAN,2464262853,2184971134,725037944"
    })
    void aSeedAlwaysGivesTheSameFiles(Country country, Style style, long listSum, long callsSum, long truthSum)
            throws IOException {
        DataStore store = new DataStore(folder);
        ListSpec list = new ListSpec(country, 3_000, 5);
        CallFile file = store.calls(new CallSpec(list, style, 2_000, 11));
        assertEquals(
                "%d,%d,%d".formatted(listSum, callsSum, truthSum),
                "%d,%d,%d".formatted(checksum(store.list(list)), checksum(file.calls()), checksum(file.truth())));
    }

    private static long checksum(Path file) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(file));
        return sum.getValue();
    }
}
