package org.openbloctel.server.platform.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.StoredFiles;
import org.openbloctel.registry.platform.filevault.StoredFilesContract;
import org.openbloctel.server.platform.files.BucketOutput.Spool;

/** A bucket as a place of files. Another store than the one of these tests is tried where {@code store.endpoint} names one. */
final class BucketFilesIT extends StoredFilesContract {
    private static final String REAL = System.getProperty("store.endpoint", "");
    static final String SECRET = "hidden-from-messages";

    private static final String FOLDER = new UUID(0, 1).toString();
    private static final int PART = Spool.PART;

    @TempDir
    private Path work;

    private FakeStore store;
    private Bucket bucket;
    private StoredFiles files;

    @BeforeEach
    void open() throws IOException {
        store = new FakeStore();
        bucket = bucket(REAL.isEmpty() ? store.endpoint() : REAL, FakeStore.BUCKET);
        files = files(bucket, "prefix/" + UUID.randomUUID() + "/", work);
    }

    @AfterEach
    void close() {
        bucket.close();
        store.close();
    }

    static Bucket bucket(String endpoint, String name) {
        return new Bucket(new BucketSettings(
                URI.create(endpoint), "us-east-1", name, "prefix/", "key", SECRET, true, Duration.ofSeconds(5)));
    }

    static StoredFiles files(Bucket bucket, String base, Path work) throws IOException {
        return new BucketFiles(
                bucket,
                base,
                DiskRoom.endless("test", () -> !bucket.isAway()),
                new Spool(work, DiskRoom.of("work", work, 0)));
    }

    @Override
    protected StoredFiles files() {
        return files;
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void fileIsNotThereBeforeItIsWholeAndNothingIsLeftInTheWorkFolder() throws IOException {
        OutputStream out = files.create(FOLDER, "one");
        out.write(bytes(PART + 1));
        assertThat(files.exists(FOLDER, "one")).isFalse();
        assertThat(files.list(FOLDER)).isEmpty();
        assertThat(work).as("its temporary file has no name").isEmptyDirectory();
        out.close();
        assertThat(files.exists(FOLDER, "one")).isTrue();
    }

    @Test
    void storeThatDoesWhatFilesNeedPassesAndKeepsNothingOfTheTrial() throws IOException {
        new BucketProbe(bucket, "prefix/").run();
        assertThat(files(bucket, "prefix/", work).list(".probe")).isEmpty();
        assertThat(store.unfinished()).isZero();
    }

    @Test
    @Tag("check-long")
    void largeFileNeedsOnePartOfTheDisk() throws IOException {
        try (OutputStream out = files.create(FOLDER, "one")) {
            byte[] piece = bytes(1 << 20);
            for (int i = 0; i < 40; i++) {
                out.write(piece);
                assertThat(openBytes()).isPositive().isLessThanOrEqualTo(PART);
            }
        }
        assertThat(openBytes()).isZero();
    }

    /** The bytes of files without a name that this process has open in the work folder. */
    private long openBytes() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.mapToLong(this::bytesBehind).sum();
        }
    }

    private long bytesBehind(Path descriptor) {
        try {
            boolean ours = Files.readSymbolicLink(descriptor).startsWith(work.toRealPath());
            return ours ? Files.size(descriptor) : 0;
        } catch (IOException e) {
            return 0; // it was the one that lists them
        }
    }
}
