package org.openbloctel.registry.platform.filevault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openbloctel.registry.platform.vault.MasterKeys;
import org.openbloctel.scrub.engine.Seed;

/** A file of the vault is read as it was written, or not at all. */
final class VaultPropertyTest {
    private static final UUID HOME = new UUID(0, 1);
    private static final int SEGMENT = 1 << 18;
    /** Of the library: a length, a salt and the beginning of the nonces. */
    private static final int HEADER = 40;

    private static final int TAG = 16;

    @TempDir
    private Path folder;

    private Vault vault;
    private SplittableRandom random = new SplittableRandom(0);
    private final byte[] key = MasterKeys.newDataKey();

    @BeforeEach
    void open() throws IOException {
        vault = new Vault(folder.resolve("vault"));
        random = Seed.random(VaultPropertyTest.class);
    }

    private Path home() {
        return folder.resolve("vault");
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(random.nextLong()).nextBytes(bytes);
        return bytes;
    }

    private Path store(UUID home, String name, byte[] content) throws IOException {
        try (OutputStream out = vault.create(home, name, key)) {
            out.write(content);
        }
        return home().resolve(home.toString()).resolve(name);
    }

    private byte[] read(String name) throws IOException {
        try (InputStream in = vault.open(HOME, name, key)) {
            return in.readAllBytes();
        }
    }

    /** Around the borders of segments, written and read in pieces of random lengths. */
    @Test
    void fileIsReadAsItWasWrittenInPiecesOfAnyLength() throws IOException {
        int first = SEGMENT - HEADER - TAG;
        List<Integer> lengths = new ArrayList<>(List.of(0, 1, first - 1, first, first + 1, SEGMENT, SEGMENT + 1));
        lengths.addAll(List.of(first + SEGMENT - TAG - 1, first + SEGMENT - TAG, first + SEGMENT - TAG + 1));
        lengths.add(random.nextInt(3 * SEGMENT));
        for (int length : lengths) {
            byte[] content = bytes(length);
            String name = "f" + length;
            try (OutputStream out = vault.create(HOME, name, key)) {
                for (int at = 0; at < length; ) {
                    int n = Math.min(length - at, 1 + random.nextInt(100_000));
                    if (n == 1) {
                        out.write(content[at]);
                    } else {
                        out.write(content, at, n);
                    }
                    at += n;
                }
            }
            assertThat(pieces(name)).as(name).isEqualTo(content);
            vault.requireWhole(HOME, name, key);
        }
    }

    /** Also at the border of a segment, where all that is left is authentic. */
    @Test
    void fileThatWasCutOffOrHasAnotherKeyIsNotWhole() throws IOException {
        for (int length : List.of(0, 1, SEGMENT, 2 * SEGMENT + random.nextInt(SEGMENT))) {
            String name = "cut" + length;
            Path file = store(HOME, name, bytes(length));
            byte[] whole = Files.readAllBytes(file);
            assertThatThrownBy(() -> vault.requireWhole(HOME, name, MasterKeys.newDataKey()))
                    .isInstanceOf(IOException.class);
            List<Integer> cuts = new ArrayList<>(List.of(0, 1, HEADER, whole.length - 1));
            cuts.add(random.nextInt(whole.length));
            if (whole.length > SEGMENT) {
                cuts.add(SEGMENT);
            }
            for (int cut : cuts) {
                Files.write(file, Arrays.copyOf(whole, cut));
                assertThatThrownBy(() -> vault.requireWhole(HOME, name, key))
                        .as("%d of %d bytes", cut, whole.length)
                        .isInstanceOf(IOException.class);
            }
            Files.write(file, whole);
            vault.requireWhole(HOME, name, key);
        }
    }

    private byte[] pieces(String name) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (InputStream in = vault.open(HOME, name, key)) {
            byte[] buffer = new byte[70_000];
            while (true) {
                int from = random.nextInt(10);
                int n = in.read(buffer, from, 1 + random.nextInt(60_000));
                if (n < 0) {
                    assertThat(in.read()).as("at its end for good").isEqualTo(-1);
                    return all.toByteArray();
                }
                assertThat(n).isPositive();
                all.write(buffer, from, n);
            }
        }
    }

    @Test
    void fileThatWasCutOffAnywhereIsNotRead() throws IOException {
        byte[] content = bytes(2 * SEGMENT + 1_000);
        Path stored = store(HOME, "whole", content);
        byte[] whole = Files.readAllBytes(stored);
        List<Integer> cuts =
                new ArrayList<>(List.of(0, 1, HEADER - 1, HEADER, SEGMENT - 1, SEGMENT, 2 * SEGMENT, 2 * SEGMENT + 1));
        cuts.add(whole.length - 1);
        cuts.add(whole.length - TAG);
        for (int i = 0; i < 10; i++) {
            cuts.add(random.nextInt(whole.length));
        }
        for (int cut : cuts) {
            Files.write(stored, Arrays.copyOf(whole, cut));
            assertNotRead(content, "cut at " + cut);
        }
    }

    @Test
    void oneChangedOrAddedByteIsFoundAndNothingBehindItIsGivenOut() throws IOException {
        byte[] content = bytes(SEGMENT + 5_000);
        Path stored = store(HOME, "whole", content);
        byte[] whole = Files.readAllBytes(stored);
        for (int i = 0; i < 40; i++) {
            byte[] altered = whole.clone();
            altered[i < HEADER ? i : random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(stored, altered);
            assertNotRead(content, "altered " + i);
        }
        Files.write(stored, Arrays.copyOf(whole, whole.length + 1));
        assertNotRead(content, "a byte more");
        byte[] swapped = whole.clone();
        System.arraycopy(whole, 1_000, swapped, 2_000, 1_000);
        Files.write(stored, swapped);
        assertNotRead(content, "blocks changed places");
    }

    /** What is given out before the fault is the beginning of the file; after it, asked again, there is no end but the fault. */
    private void assertNotRead(byte[] content, String what) throws IOException {
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        try (InputStream in = vault.open(HOME, "whole", key)) {
            assertThatThrownBy(() -> in.transferTo(before)).as(what).isInstanceOf(IOException.class);
            assertThat(before.size()).as(what).isLessThan(content.length);
            assertThat(before.toByteArray()).as(what).isEqualTo(Arrays.copyOf(content, before.size()));
            assertThatThrownBy(in::read).as(what + ", read again").isInstanceOf(IOException.class);
        }
    }

    @Test
    void fileUnderAnotherNameInAnotherFolderOrOfAnotherKeyIsNotRead() throws IOException {
        byte[] content = bytes(1_000);
        Path stored = store(HOME, "in-0", content);
        UUID other = new UUID(0, 2);
        store(other, "own", content);
        Path theirs = home().resolve(other.toString());
        Files.copy(stored, theirs.resolve("in-0"));
        Files.copy(stored, stored.resolveSibling("in-1"));
        try (InputStream in = vault.open(other, "in-0", key)) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        }
        try (InputStream in = vault.open(HOME, "in-1", key)) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        }
        try (InputStream in = vault.open(HOME, "in-0", MasterKeys.newDataKey())) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        }
        assertThat(read("in-0")).isEqualTo(content);
    }

    @Test
    void sameContentTwiceLiesThereDifferently() throws IOException {
        byte[] content = "0639980001\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        byte[] one = Files.readAllBytes(store(HOME, "one", content));
        byte[] two = Files.readAllBytes(store(HOME, "two", content));
        assertThat(one).hasSameSizeAs(two).isNotEqualTo(two);
        assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("06399");
    }

    @Test
    void piecesAreOneStreamInTheirOrder() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            byte[] piece = bytes(i % 4 == 0 ? 0 : random.nextInt(5_000));
            store(HOME, "in-" + i, piece);
            all.write(piece);
            names.add("in-" + i);
        }
        try (InputStream in = vault.open(HOME, names, key)) {
            assertThat(in.readAllBytes()).isEqualTo(all.toByteArray());
        }
        try (InputStream none = vault.open(HOME, List.of(), key)) {
            assertThat(none.read()).isEqualTo(-1);
        }
    }

    @Test
    void missingOrDamagedPieceIsNoEnd() throws IOException {
        List<String> names = List.of("in-0", "in-1", "in-2");
        for (String name : names) {
            store(HOME, name, bytes(1_000));
        }
        Path second = home().resolve(HOME.toString()).resolve("in-1");
        Files.move(second.resolveSibling("in-2"), second, StandardCopyOption.REPLACE_EXISTING);
        store(HOME, "in-2", bytes(10));
        assertThatThrownBy(() -> readAll(names)).isInstanceOf(IOException.class);
        Files.delete(second);
        try (InputStream in = vault.open(HOME, names, key)) {
            in.readNBytes(1_000);
            assertThatThrownBy(in::read).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(in::read)
                    .as("and the third does not follow the first")
                    .isInstanceOf(IOException.class);
        }
    }

    private void readAll(List<String> names) throws IOException {
        try (InputStream in = vault.open(HOME, names, key)) {
            in.readAllBytes();
        }
    }

    @Test
    void openFileIsReadToItsEndThoughItIsDeletedMeanwhile() throws IOException {
        byte[] content = bytes(3 * SEGMENT);
        store(HOME, "whole", content);
        try (InputStream in = vault.open(HOME, "whole", key)) {
            byte[] head = in.readNBytes(10);
            vault.deleteBut(HOME, List.of());
            assertThat(head).isEqualTo(Arrays.copyOf(content, 10));
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 10, content.length));
        }
        assertThatThrownBy(() -> read("whole")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void fileThatIsThereIsNotWrittenOver() throws IOException {
        store(HOME, "in-0", bytes(10));
        assertThatThrownBy(() -> vault.create(HOME, "in-0", key)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void fileWhoseEndDoesNotReachTheDiskIsNotClosedWell() throws IOException {
        OutputStream out = vault.create(HOME, "in-0", key);
        out.write(bytes(1_000));
        Path home = home().resolve(HOME.toString());
        Files.move(home, folder.resolve("away"));
        assertThatThrownBy(out::close).isInstanceOf(IOException.class);
    }

    @Test
    void fileThatWasNotClosedIsNotRead() throws IOException {
        byte[] content = bytes(2 * SEGMENT);
        try (OutputStream out = vault.create(HOME, "whole", key)) {
            out.write(content);
            out.flush();
            assertNotRead(content, "as a server that was killed leaves it");
        }
        assertThat(read("whole")).isEqualTo(content);
    }

    @Test
    void whatIsKeptStaysAndTheFolderGoesWithTheLastFile() throws IOException {
        Path home = store(HOME, "one", bytes(1)).getParent();
        store(HOME, "two", bytes(1));
        vault.deleteBut(HOME, List.of("two", "not there"));
        assertThat(vault.names(HOME)).containsExactly("two");
        vault.delete(HOME, "not there");
        vault.deleteBut(HOME, List.of());
        assertThat(home).doesNotExist();
        vault.deleteBut(HOME, List.of());
        assertThat(vault.names(HOME)).isEmpty();
    }

    @Test
    void onlyFoldersOfSubmissionsAreFoundAndNotYoungOnes() throws IOException {
        Instant limit = Instant.parse("2026-11-25T08:00:00Z");
        UUID old = new UUID(7, 1);
        UUID young = new UUID(7, 2);
        store(old, "in-0", bytes(1));
        store(young, "in-0", bytes(1));
        age(old.toString(), limit.minusMillis(1));
        age(young.toString(), limit);
        for (String disks : List.of("lost+found", ".snapshot", old + ".bak", "7")) {
            Files.createDirectory(home().resolve(disks));
            age(disks, limit.minusSeconds(99));
        }
        String file = new UUID(7, 3).toString();
        Files.createFile(home().resolve(file));
        age(file, limit.minusSeconds(99));
        assertThat(vault.olderThan(limit)).containsExactly(new Vault.Folder(old, List.of("in-0")));
    }

    private void age(String name, Instant at) throws IOException {
        Files.setLastModifiedTime(home().resolve(name), FileTime.from(at));
    }

    @Test
    void folderIsTheServersAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home())))
                .isEqualTo("rwx------");
    }

    @Test
    void wrappedKeyIsGoodForItsSubmissionAndOutlivesARotation() {
        MasterKeys master = MasterKeys.generate();
        WrappedKey wrapped = WrappedKey.of(key, HOME, master);
        assertThat(new WrappedKey(wrapped.stored()).open(HOME, master)).isEqualTo(key);
        assertThat(wrapped.open(HOME, master.rotated())).isEqualTo(key);
        assertThatThrownBy(() -> wrapped.open(new UUID(0, 2), master)).isInstanceOf(MasterKeys.LostKeyException.class);
        assertThatThrownBy(() -> wrapped.open(HOME, MasterKeys.generate()))
                .isInstanceOf(MasterKeys.LostKeyException.class);
        byte[] stored = wrapped.stored();
        stored[stored.length - 1] ^= 1;
        assertThat(wrapped.open(HOME, master)).as("a copy was altered").isEqualTo(key);
    }

    @Test
    void countedOutputCountsAndDigestsWhatPassesThrough() throws IOException {
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        byte[] content = "abc".getBytes(StandardCharsets.US_ASCII);
        try (CountedOutput out = new CountedOutput(passed)) {
            out.write(content[0]);
            out.write(content, 1, 2);
            assertThat(out.size()).isEqualTo(3);
            assertThat(out.hex()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        }
        assertThat(passed.toByteArray()).isEqualTo(content);
    }
}
