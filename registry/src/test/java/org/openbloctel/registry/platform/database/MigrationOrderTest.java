package org.openbloctel.registry.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Migrations that databases have had are neither edited nor filled in: up to the latest in golden/migrations.txt, the folder holds exactly
 * what the file lists. A new one has a higher number; {@code make fix} adds it to the file.
 */
final class MigrationOrderTest {
    private static final Path FOLDER = Path.of("src/main/resources/db/migration");
    private static final Path FILE = Path.of("src/test/resources/golden/migrations.txt");

    @Test
    void recordedMigrationsAreNeitherEditedNorFilledIn() throws IOException {
        List<String> recorded = Files.readAllLines(FILE);
        List<String> found = found();
        int latest = version(recorded.getLast());
        List<String> old =
                found.stream().filter(line -> version(line) <= latest).toList();
        assertThat(old)
                .as("a migration was edited, removed, or has a number below %s: give a new one the next number", latest)
                .isEqualTo(recorded);
        if (System.getProperty("golden", "").equals("write")) {
            Files.write(FILE, found);
        }
    }

    @Test
    void everyFileIsAMigrationWithANumberOfItsOwn() {
        assertThat(found())
                .hasSizeGreaterThan(60)
                .extracting(MigrationOrderTest::version)
                .doesNotHaveDuplicates();
    }

    private static List<String> found() {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                lines.add(file.getFileName() + " " + HexFormat.of().formatHex(digest));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        lines.sort(Comparator.comparingInt(MigrationOrderTest::version));
        return lines;
    }

    private static int version(String line) {
        assertThat(line).matches("V[0-9]{3,}__[a-z0-9_]+[.]sql [0-9a-f]{64}");
        return Integer.parseInt(line.substring(1, line.indexOf("__")));
    }
}
