package org.openbloctel.bench.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
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
        assertEquals(new Truth(2, 1, 0, 1, sha256), truth("01?0"));
        assertNotEquals(sha256, truth("1010").sha256());
    }

    @Test
    void peopleWhoConsentedAreFoundInAnySpelling() throws IOException {
        String text = """
                id;nom;prenom;telephone;ville;email
                1;a;b;0612345678;c;d
                2;a;b;+33 6 12 34 56 79;c;d
                3;a;b;06.12.34.56.80;c;d
                """;
        Path calls = Files.writeString(folder.resolve("calls"), text);
        CallFile file = new CallFile(calls, folder.resolve("truth"), 3, Files.size(calls));
        byte[] wanted = text.substring(0, text.indexOf("3;a")).getBytes(StandardCharsets.UTF_8);
        String sha256 = HexFormat.of().formatHex(Truth.newSha256().digest(wanted));
        assertEquals(new Truth(2, 0, 1, 0, sha256), Truth.ofConsents(file, Set.of(612345678L, 612345679L)));
    }
}
