package org.openbloctel.server.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.RoomState;
import org.openbloctel.registry.platform.filevault.StorageException;
import org.openbloctel.registry.platform.filevault.StoredFiles;
import org.openbloctel.server.platform.files.BucketOutput.Spool;
import org.openbloctel.server.platform.settings.SettingsException;

/** What happens to files when their store fails. */
@Tag("check-long")
final class BucketFaultsIT {
    private static final String FOLDER = new UUID(0, 1).toString();
    private static final int PART = Spool.PART;

    @TempDir
    private Path work;

    private final FakeStore store = new FakeStore();
    private Bucket bucket;
    private StoredFiles files;

    @BeforeEach
    void open() throws IOException {
        bucket = BucketFilesIT.bucket(store.endpoint(), FakeStore.BUCKET);
        files = BucketFilesIT.files(bucket, "prefix/", work);
    }

    @AfterEach
    void close() {
        bucket.close();
        store.close();
    }

    private void write(String name, byte[] content) throws IOException {
        try (OutputStream out = files.create(FOLDER, name)) {
            out.write(content);
        }
    }

    private byte[] read(String name) throws IOException {
        try (InputStream in = files.open(FOLDER, name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void requestWhoseAnswerIsLostIsSentAgainAndFindsItsOwnObject() throws IOException {
        byte[] small = bytes(10);
        store.loseAnswerTo("PUT prefix/");
        write("small", small);
        assertThat(read("small")).isEqualTo(small);
        byte[] large = bytes(PART + 10);
        store.loseAnswerTo("POST prefix/");
        write("large", large);
        assertThat(read("large")).isEqualTo(large);
    }

    @Test
    void readingGoesOnWhereTheConnectionWasCut() throws IOException {
        byte[] content = bytes(3 << 20);
        write("one", content);
        store.cut(2);
        assertThat(read("one")).isEqualTo(content);
        store.cut(1);
        try (SeekableByteChannel channel = files.openAt(FOLDER, "one")) {
            ByteBuffer some = ByteBuffer.allocate(1 << 18);
            assertThat(channel.position(1000).read(some)).isEqualTo(1 << 18);
            assertThat(some.array()).isEqualTo(Arrays.copyOfRange(content, 1000, 1000 + (1 << 18)));
        }
        store.cut(99);
        assertThatThrownBy(() -> read("one")).isInstanceOf(StorageException.class);
    }

    @Test
    void storeThatIsAwayIsAskedByOneThreadOnlyUntilItIsBack() throws Exception {
        write("one", bytes(10));
        bucket.watchedByThisThread();
        store.be(FakeStore.Fault.UNAVAILABLE);
        assertThatThrownBy(() -> files.exists(FOLDER, "one")).isInstanceOf(StorageException.class);
        assertThat(files.room().state()).isEqualTo(RoomState.UNWRITABLE);
        int before = store.requests();
        assertThatThrownBy(() -> elsewhere(() -> files.exists(FOLDER, "one")))
                .hasCauseInstanceOf(StorageException.class);
        assertThat(store.requests()).as("no request for others").isEqualTo(before);
        store.be(FakeStore.Fault.NONE);
        assertThat(files.exists(FOLDER, "one")).isTrue();
        assertThat(elsewhere(() -> files.exists(FOLDER, "one"))).isTrue();
        assertThat(files.room().state()).isEqualTo(RoomState.ENOUGH);
    }

    @Test
    void storeThatIsBusyOrRefusesOneKindOfRequestIsAskedByAll() throws Exception {
        write("one", bytes(10));
        bucket.watchedByThisThread();
        store.be(FakeStore.Fault.BUSY);
        assertThatThrownBy(() -> files.exists(FOLDER, "one")).isInstanceOf(StorageException.class);
        assertThat(files.room().state()).isEqualTo(RoomState.ENOUGH);
        store.be(FakeStore.Fault.HIDES_UPLOADS);
        assertThatThrownBy(() -> files.forgetUnfinished(Instant.now())).isInstanceOf(StorageException.class);
        assertThat(files.room().state()).isEqualTo(RoomState.ENOUGH);
        assertThat(elsewhere(() -> files.exists(FOLDER, "one"))).isTrue();
    }

    private static <T> T elsewhere(Callable<T> work) throws InterruptedException, ExecutionException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task.get();
    }

    @Test
    void fileThatCouldNotBeSentIsGivenUpAndWhatIsLeftOfItIsForgotten() throws IOException {
        bucket.watchedByThisThread();
        OutputStream out = files.create(FOLDER, "one");
        out.write(bytes(PART + 1));
        store.be(FakeStore.Fault.UNAVAILABLE);
        assertThatThrownBy(out::close).isInstanceOf(StorageException.class);
        store.be(FakeStore.Fault.NONE);
        assertThat(files.exists(FOLDER, "one")).isFalse();
        assertThat(store.unfinished()).isEqualTo(1);
        assertThat(files.forgetUnfinished(Instant.now().minus(Duration.ofHours(6))))
                .isZero();
        assertThat(files.forgetUnfinished(Instant.now().plus(Duration.ofHours(6))))
                .isEqualTo(1);
        assertThat(store.unfinished()).isZero();
    }

    @Test
    void fileOfAnotherWriterStays() throws IOException {
        OutputStream late = files.create(FOLDER, "one");
        late.write(bytes(PART + 1));
        write("one", bytes(10));
        assertThatThrownBy(late::close).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(read("one")).isEqualTo(bytes(10));
        assertThat(store.unfinished()).as("its parts are removed").isZero();
    }

    @Test
    void fullWorkFolderIsNoFaultOfTheStore() throws IOException {
        Spool full = new Spool(work, DiskRoom.of(0, () -> true, () -> 0));
        OutputStream out = new BucketFiles(bucket, "b/", DiskRoom.endless("t", () -> true), full).create(FOLDER, "one");
        assertThatThrownBy(() -> out.write(1)).isInstanceOf(StorageException.class);
        out.close();
        assertThat(store.names()).isEmpty();
        assertThat(bucket.isAway()).isFalse();
    }

    @Test
    void storeThatIsOfNoUseIsRefusedWithItsCode() throws IOException {
        BucketProbe probe = new BucketProbe(bucket, "prefix/");
        store.be(FakeStore.Fault.WITHOUT_CONDITIONS);
        assertThatThrownBy(probe::run)
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("BT-0794", "If-None-Match", "PutObject");
        store.be(FakeStore.Fault.WITHOUT_CONDITIONS_FOR_PARTS);
        assertThatThrownBy(probe::run).hasMessageContainingAll("BT-0794", "CompleteMultipartUpload");
        store.be(FakeStore.Fault.LOSES_OBJECTS);
        assertThatThrownBy(probe::run).hasMessageContainingAll("BT-0794", "loses an object");
        assertThat(store.names()).as("nothing is left of a trial").isEmpty();
        assertThat(store.unfinished()).isZero();
        store.be(FakeStore.Fault.REFUSES_CONDITIONS);
        assertThatThrownBy(probe::run).isInstanceOf(SettingsException.class).hasMessageContainingAll("BT-0794", "501");
        bucket.watchedByThisThread();
        store.be(FakeStore.Fault.NONE);
        try (Bucket other = BucketFilesIT.bucket(store.endpoint(), "another")) {
            assertThatThrownBy(new BucketProbe(other, "")::run).hasMessageContaining("BT-0795");
            assertThat(new BucketFiles(other, "", DiskRoom.endless("t", () -> true), new Spool(work, files.room()))
                            .isThere())
                    .isFalse();
        }
        bucket.watchedByThisThread();
        store.be(FakeStore.Fault.FORBIDDEN);
        assertThatThrownBy(probe::run)
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("BT-0795", "403")
                .hasMessageNotContaining(BucketFilesIT.SECRET);
        store.be(FakeStore.Fault.UNAVAILABLE);
        assertThatThrownBy(probe::run).isInstanceOf(StorageException.class);
    }
}
