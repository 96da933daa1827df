package org.openbloctel.registry.platform.filevault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.Seed;

/** What every place of files does. */
public abstract class StoredFilesContract {
    private static final int PART = 16 << 20;
    private static final String FOLDER = new UUID(0, 1).toString();

    private final SplittableRandom random = Seed.random(StoredFilesContract.class);

    /** An empty place. */
    protected abstract StoredFiles files() throws IOException;

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(random.nextLong()).nextBytes(bytes);
        return bytes;
    }

    private static void write(StoredFiles files, String folder, String name, byte[] content) throws IOException {
        try (OutputStream out = files.create(folder, name)) {
            out.write(content);
        }
    }

    private static byte[] read(StoredFiles files, String folder, String name) throws IOException {
        try (InputStream in = files.open(folder, name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void fileIsReadAsItWasWritten() throws IOException {
        StoredFiles files = files();
        for (int length : List.of(0, 1, random.nextInt(300_000), PART, PART + 1, 2 * PART + random.nextInt(1000))) {
            byte[] content = bytes(length);
            String name = "f" + length;
            try (OutputStream out = files.create(FOLDER, name)) {
                for (int at = 0; at < length; ) {
                    int n = Math.min(length - at, 1 + random.nextInt(1 << 20));
                    out.write(content, at, n);
                    at += n;
                }
            }
            assertThat(read(files, FOLDER, name)).as(name).isEqualTo(content);
            assertThat(files.exists(FOLDER, name)).isTrue();
        }
    }

    @Test
    void fileIsReadAtAnyPlace() throws IOException {
        StoredFiles files = files();
        byte[] content = bytes(100_000);
        write(files, FOLDER, "one", content);
        try (SeekableByteChannel channel = files.openAt(FOLDER, "one")) {
            assertThat(channel.size()).isEqualTo(content.length);
            for (int i = 0; i < 5; i++) {
                int from = random.nextInt(content.length);
                ByteBuffer some = ByteBuffer.allocate(1 + random.nextInt(content.length - from));
                channel.position(from);
                while (some.hasRemaining()) {
                    assertThat(channel.read(some)).isPositive();
                }
                assertThat(some.array()).isEqualTo(Arrays.copyOfRange(content, from, from + some.capacity()));
            }
            assertThat(channel.position(content.length).read(ByteBuffer.allocate(1)))
                    .isEqualTo(-1);
        }
    }

    /** With its encryption, which reads heads and ends. */
    @Test
    void vaultReadsWhatItWrote() throws IOException {
        StoredFiles files = files();
        Vault vault = new Vault(files);
        UUID home = UUID.fromString(FOLDER);
        byte[] key = MasterKeys.newDataKey();
        byte[] content = bytes(700_000);
        try (OutputStream out = vault.create(home, "in-0", key)) {
            out.write(content);
        }
        vault.requireWhole(home, "in-0", key);
        try (InputStream in = vault.open(home, "in-0", key)) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        assertThat(read(files, FOLDER, "in-0")).as("nothing in plain").isNotEqualTo(content);
        assertThat(vault.takesFiles()).isTrue();
        vault.deleteBut(home, List.of());
        assertThat(vault.names(home)).isEmpty();
    }

    @Test
    void fileThatIsThereIsNotWrittenOver() throws IOException {
        StoredFiles files = files();
        byte[] content = bytes(10);
        write(files, FOLDER, "one", content);
        assertThatThrownBy(() -> write(files, FOLDER, "one", bytes(10))).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> write(files, FOLDER, "one", bytes(PART + 1)))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(read(files, FOLDER, "one")).isEqualTo(content);
    }

    @Test
    void fileThatIsNotThereIsSaidToBeMissing() throws IOException {
        StoredFiles files = files();
        assertThat(files.isThere()).isTrue();
        assertThat(files.exists(FOLDER, "one")).isFalse();
        assertThatThrownBy(() -> files.open(FOLDER, "one")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> files.openAt(FOLDER, "one")).isInstanceOf(NoSuchFileException.class);
        files.delete(FOLDER, "one");
        files.deleteFolder(FOLDER);
        assertThat(files.list(FOLDER)).isEmpty();
        write(files, FOLDER, "one", bytes(1));
        files.delete(FOLDER, "one");
        assertThat(files.exists(FOLDER, "one")).isFalse();
    }

    @Test
    void filesAreGivenOneByOneAndMayBeRemovedMeanwhile() throws IOException {
        StoredFiles files = files();
        files.each(FOLDER, file -> fail("it has none"));
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < 25; i++) {
            write(files, FOLDER, "in-" + i, bytes(1));
            names.add("in-" + i);
        }
        files.each(FOLDER, file -> {
            assertThat(names.remove(file.name())).as(file.name()).isTrue();
            assertThatCode(() -> files.delete(FOLDER, file.name())).doesNotThrowAnyException();
        });
        assertThat(names).isEmpty();
        assertThat(files.list(FOLDER)).isEmpty();
    }

    @Test
    void foldersAreListedWithTheirFilesAndApartFromThoseOfTheRoot() throws IOException {
        StoredFiles files = files();
        String other = new UUID(0, 2).toString();
        for (int i = 0; i < 25; i++) {
            write(files, FOLDER, "in-" + i, bytes(1));
        }
        write(files, other, "in-0", bytes(1));
        write(files, StoredFiles.ROOT, "mark", bytes(1));
        assertThat(files.list(FOLDER))
                .hasSize(25)
                .allSatisfy(
                        file -> assertThat(file.changed()).isAfter(Instant.now().minus(Duration.ofHours(1))));
        assertThat(files.list(other)).extracting(StoredFiles.Stored::name).containsExactly("in-0");
        assertThat(files.list(StoredFiles.ROOT))
                .extracting(StoredFiles.Stored::name)
                .containsExactly("mark");
        assertThat(files.unchangedSince(Instant.now().minus(Duration.ofHours(1))))
                .isEmpty();
        assertThat(files.unchangedSince(Instant.now().plus(Duration.ofHours(1))))
                .extracting(StoredFiles.Folder::name)
                .containsExactlyInAnyOrder(FOLDER, other);
        assertThat(files.unchangedSince(Instant.now().plus(Duration.ofHours(1))))
                .filteredOn(folder -> folder.name().equals(FOLDER))
                .singleElement()
                .satisfies(folder -> assertThat(folder.files()).hasSize(25).contains("in-24"));
    }
}
