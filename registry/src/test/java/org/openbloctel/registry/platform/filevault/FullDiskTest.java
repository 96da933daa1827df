package org.openbloctel.registry.platform.filevault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.vault.MasterKeys;

/** A disk that is full, that fills while a file is written, or that takes no file. */
final class FullDiskTest {
    private static final UUID HOME = new UUID(0, 1);
    private static final long RESERVE = 1000;

    @TempDir
    Path folder;

    private final AtomicLong usable = new AtomicLong(Long.MAX_VALUE);
    private boolean writable = true;
    private Vault vault;

    @BeforeEach
    void open() throws IOException {
        vault = new Vault(folder.resolve("vault"), DiskRoom.of(RESERVE, () -> writable, usable::get));
    }

    @Test
    void aFullDiskTakesNoFileAndTheReserveStays() throws Exception {
        usable.set(RESERVE);
        assertThatThrownBy(() -> vault.create(HOME, "in-0", MasterKeys.newDataKey()))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        full -> assertThat(full.refused().refusal().code()).isEqualTo("BT-0791"));
        assertThat(vault.names(HOME)).isEmpty();
        usable.set(RESERVE + 1);
        vault.create(HOME, "in-0", MasterKeys.newDataKey()).close();
        assertThat(vault.names(HOME)).containsExactly("in-0");
    }

    @Test
    void aReadOnlyDiskTakesNoFile() {
        writable = false;
        assertThatThrownBy(() -> vault.create(HOME, "in-0", MasterKeys.newDataKey()))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        full -> assertThat(full.refused().refusal().code()).isEqualTo("BT-0792"));
    }

    /** An open file that was deleted keeps its room on the disk until it is closed. */
    @Test
    void aFileThatTheDiskDidNotTakeIsClosed() throws Exception {
        try (OutputStream out = vault.create(HOME, "in-0", MasterKeys.newDataKey())) {
            out.write(new byte[1 << 20]);
            assertThat(open("in-0")).isTrue();
            usable.set(0);
            assertThatThrownBy(() -> out.write(new byte[20 << 20])).isInstanceOf(StorageException.class);
        } catch (StorageException e) {
            assertThat(e).hasMessageContaining("FULL");
        }
        assertThat(open("in-0")).isFalse();
    }

    private boolean open(String name) throws IOException {
        Path file =
                folder.resolve("vault").resolve(HOME.toString()).resolve(name).toRealPath();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.anyMatch(descriptor -> {
                try {
                    return Files.readSymbolicLink(descriptor).equals(file);
                } catch (IOException e) {
                    return false; // it was the one that lists them
                }
            });
        }
    }

    @Test
    void theRoomOfAFolderThatIsNotMadeYetIsThatAboveIt() {
        Path later = folder.resolve("a").resolve("b");
        DiskRoom room = DiskRoom.of("later", later, 0);
        assertThat(room.state()).isEqualTo(RoomState.ENOUGH);
        assertThat(room.usable()).isPositive();
        assertThat(DiskRoom.of("later", later, Long.MAX_VALUE).state()).isEqualTo(RoomState.FULL);
    }
}
