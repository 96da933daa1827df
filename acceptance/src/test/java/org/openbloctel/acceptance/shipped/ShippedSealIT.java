package org.openbloctel.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.filevault.Seal;

/** Sealed results as the product ships it against the command age, an implementation by other hands: each opens what the other sealed. */
final class ShippedSealIT {
    private static final int CHUNK = 1 << 16;

    @TempDir
    private static Path folder;

    private static Shipment shipment;
    private static Path key;
    private static String recipient = "";

    @BeforeAll
    static void make() throws Exception {
        shipment = Shipment.into(folder.resolve("product"));
        key = folder.resolve("my.key");
        Shipment.Ran made = shipment.run("keygen", key.toString());
        assertThat(made.code()).as(made.said()).isZero();
        recipient = made.said()
                .lines()
                .filter(line -> line.startsWith("age1"))
                .findFirst()
                .orElseThrow();
    }

    private static String ran(String... command) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as(List.of(command).toString())
                .isTrue();
        String text = Files.readString(said, StandardCharsets.ISO_8859_1);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    @Test
    void ageReadsOurKeyAndOpensWhatTheServerSeals() throws Exception {
        assertThat(ran("age-keygen", "-y", key.toString()).strip()).isEqualTo(recipient);
        long seed = new SecureRandom().nextLong();
        Random random = new Random(seed);
        for (int length : new int[] {0, 1, CHUNK, CHUNK + 1, random.nextInt(4 * CHUNK)}) {
            byte[] content = new byte[length];
            random.nextBytes(content);
            Path sealed = folder.resolve("server-" + length + ".csv.age");
            try (OutputStream out = new Seal(List.of(recipient)).to(Files.newOutputStream(sealed))) {
                out.write(content);
            }
            Path opened = folder.resolve("server-" + length + ".by-age");
            ran("age", "-d", "-i", key.toString(), "-o", opened.toString(), sealed.toString());
            assertThat(opened).as("seed %d", seed).hasBinaryContent(content);
        }
    }

    @Test
    void productOpensWhatAgeSealed() throws Exception {
        String lines = "tel\n0199001234\n".repeat(9999);
        Path plain = Files.writeString(folder.resolve("lines.txt"), lines);
        Path sealed = folder.resolve("lines.csv.age");
        ran("age", "-r", recipient, "-o", sealed.toString(), plain.toString());
        Shipment.Ran opened = shipment.run("open", sealed.toString(), "--key", key.toString());
        assertThat(opened.code()).as(opened.said()).isZero();
        assertThat(folder.resolve("lines.csv")).hasContent(lines);
    }
}
