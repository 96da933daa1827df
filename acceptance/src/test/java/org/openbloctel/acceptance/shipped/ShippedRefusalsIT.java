package org.openbloctel.acceptance.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ships does not start on settings that open it to strangers, and is not exhausted by a file that is nothing but directory. */
final class ShippedRefusalsIT {
    private static final int USAGE = 2;
    private static final int BAD_FILE = 3;
    private static final int NAME = 65_000;
    private static final int HEADER = 46;

    @TempDir
    private static Path home = Path.of(".");

    private static Shipment shipment;

    @BeforeAll
    static void copy() {
        shipment = Shipment.into(home.resolve("shipped"));
    }

    @Test
    void programStartsByANameThatBeginsWithADot() throws Exception {
        ProcessBuilder version = shipment.bloctel(List.of("--version"));
        version.command().set(0, "./shipped/bloctel");
        Process process = version.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void demoDoesNotStartWhereOthersReachIt() throws Exception {
        Path config = Files.writeString(home.resolve("open.properties"), "openbloctel.address=0.0.0.0\n");
        Shipment.Ran ran = shipment.run(
                "serve", "--demo", "--data", home.resolve("open").toString(), "--config", config.toString());
        assertThat(ran.code()).as(ran.said()).isEqualTo(USAGE);
        assertThat(ran.said()).contains("openbloctel.address is 0.0.0.0 with openbloctel.demo");
    }

    @Test
    @Tag("check-long")
    void serverDoesNotStartWithAMasterKeyThatAnybodyMayKnow() throws Exception {
        Path config = home.resolve("key.properties");
        Files.writeString(
                config, "openbloctel.master-key=" + Base64.getEncoder().encodeToString(new byte[32]) + "\n");
        String[] serve = {"serve", "--data", home.resolve("key").toString(), "--config", config.toString()};
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
        Shipment.Ran readable = shipment.run(serve);
        assertThat(readable.code()).as(readable.said()).isEqualTo(USAGE);
        assertThat(readable.said()).contains("which everybody can read: chmod 600 it");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
        Shipment.Ran zeros = shipment.run(serve);
        assertThat(zeros.code()).as(zeros.said()).isEqualTo(USAGE);
        assertThat(zeros.said()).contains("a master key is not random");
    }

    /** 66 MiB, of which a heap of 64 MiB holds none. */
    @Test
    void fileThatIsNothingButDirectoryIsRefusedInASmallHeap() throws Exception {
        Path listed = Files.writeString(home.resolve("listed.txt"), "0199001234\n");
        Path list = home.resolve("opposition.list");
        assertThat(shipment.run("list", "build", listed.toString(), "--out", list.toString())
                        .code())
                .isZero();
        Path file = home.resolve("appels.zip");
        writeDirectory(file, (66 << 20) / (HEADER + NAME) + 1);
        ProcessBuilder scrub =
                shipment.bloctel(List.of("scrub", file.toString(), "--list", list.toString(), "--lang", "en"));
        scrub.environment().put("BLOCTEL_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx64m");
        Path said = home.resolve("said");
        Process process =
                scrub.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertThat(process.waitFor()).as(Files.readString(said)).isEqualTo(BAD_FILE);
        assertThat(Files.readString(said)).contains("appels.zip").contains("contains too many files");
    }

    private static void writeDirectory(Path file, int entries) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(block(30).putInt(0, 0x04034b50).array());
            byte[] header = block(HEADER + NAME)
                    .putInt(0, 0x02014b50)
                    .putShort(28, (short) NAME)
                    .array();
            for (int i = 0; i < entries; i++) {
                out.write(header);
            }
            out.write(block(22)
                    .putInt(0, 0x06054b50)
                    .putShort(8, (short) entries)
                    .putShort(10, (short) entries)
                    .putInt(12, entries * header.length)
                    .putInt(16, 30)
                    .array());
        }
    }

    private static ByteBuffer block(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
