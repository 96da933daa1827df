package org.openbloctel.bench.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.bench.data.CallFile;

class TruthTest {
    @TempDir
    private Path folder;

    private Truth truth(String marks) throws IOException {
        Path calls = Files.writeString(folder.resolve("calls"), "id;tel\n1;a\n2;b\n3;c\n4;d\n");
        Path truth = Files.writeString(folder.resolve("truth"), marks);
        return Truth.of(new CallFile(calls, truth, 4, Files.size(calls)));
    }

    @Test
    void headerAndCallableLinesAreDigestedInOrder() throws IOException {
        byte[] wanted = "id;tel\n1;a\n4;d\n".getBytes(StandardCharsets.UTF_8);
        String sha256 = HexFormat.of().formatHex(Truth.newSha256().digest(wanted));
        assertEquals(new Truth(2, 1, 1, sha256), truth("01?0"));
        assertNotEquals(sha256, truth("1010").sha256());
    }
}
