package org.openbloctel.registry.platform.filevault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server notices that it does not see the files that the database names. */
final class FileWatchTest {
    private static final String FOLDER = new UUID(0, 1).toString();

    @TempDir
    private Path home;

    private final List<FileWatch.Name> named = new ArrayList<>();
    private boolean blind;

    private final FileWatch.Rows rows = new FileWatch.Rows() {
        @Override
        public List<FileWatch.Name> sample() {
            return List.copyOf(named);
        }

        @Override
        public boolean isNamed(FileWatch.Name file) {
            return named.contains(file);
        }
    };

    private StoredFiles shared;
    private FileWatch watch;

    @BeforeEach
    void open() throws IOException {
        shared = place("shared");
        watch = watch(shared);
    }

    private StoredFiles place(String name) throws IOException {
        return FolderFiles.in(home.resolve(name), DiskRoom.of(name, home, 0));
    }

    private FileWatch watch(StoredFiles files) {
        return new FileWatch(files, rows, now -> blind = now);
    }

    private void write(String name) throws IOException {
        shared.create(FOLDER, name).close();
        named.add(new FileWatch.Name(FOLDER, name));
    }

    @Test
    void emptyPlaceOfAnEmptyDatabaseTakesFilesAndIsMarkedOnceItHasOne() throws IOException {
        assertThat(watch.problem()).isEmpty();
        assertThat(watch.look()).isEqualTo(FileWatch.Sight.ALL);
        assertThat(blind).as("the first file is taken").isFalse();
        assertThat(home.resolve("shared").resolve(FileWatch.MARK))
                .as("it may be a mount point without its share")
                .doesNotExist();
        write("in-0");
        assertThat(watch.look()).isEqualTo(FileWatch.Sight.ALL);
        assertThat(home.resolve("shared").resolve(FileWatch.MARK)).exists();
    }

    @Test
    void placeOfTheVersionBeforeIsMarkedSinceItsFilesAreThere() throws IOException {
        write("in-0");
        assertThat(watch.look()).isEqualTo(FileWatch.Sight.ALL);
        assertThat(home.resolve("shared").resolve(FileWatch.MARK)).exists();
    }

    @Test
    void anotherFolderThanThatOfTheOthersIsNoticedOnceTheyHaveFiles() throws IOException {
        StoredFiles other = place("alone");
        FileWatch alone = watch(other);
        other.create(FOLDER, "in-9").close();
        FileWatch.Name own = new FileWatch.Name(FOLDER, "in-9");
        named.add(own);
        assertThat(alone.look()).isEqualTo(FileWatch.Sight.ALL);
        named.remove(own);
        write("in-0");
        assertThat(alone.look()).isEqualTo(FileWatch.Sight.MISSING);
        assertThat(blind).as("it may still write, since it is in use").isFalse();
        assertThat(alone.problem().orElseThrow())
                .contains("at least 1 files", home.resolve("alone").toString());
        assertThat(watch.look()).isEqualTo(FileWatch.Sight.ALL);
    }

    @Test
    void folderThatWasLookedAtWhileTheDatabaseWasEmptyIsNoPlaceOfFilesLater() throws IOException {
        FileWatch unmounted = watch(place("mount-point"));
        assertThat(unmounted.look()).isEqualTo(FileWatch.Sight.ALL);
        write("in-0");
        assertThat(unmounted.look()).isEqualTo(FileWatch.Sight.BLIND);
        assertThat(blind).isTrue();
    }

    @Test
    void shareThatIsNotMountedTakesNoFile() throws IOException {
        write("in-0");
        FileWatch unmounted = watch(place("mount-point"));
        assertThat(unmounted.look()).isEqualTo(FileWatch.Sight.BLIND);
        assertThat(blind).isTrue();
        assertThat(unmounted.problem().orElseThrow()).contains("not mounted");
        assertThat(home.resolve("mount-point")).isEmptyDirectory();
        Files.createFile(home.resolve("mount-point").resolve(FileWatch.MARK));
        assertThat(unmounted.look())
                .as("the operator says that all files are lost")
                .isEqualTo(FileWatch.Sight.MISSING);
        assertThat(blind).isFalse();
    }

    @Test
    void missingFileIsRememberedUntilItIsThereOrNotNamed() throws IOException {
        write("in-0");
        write("in-1");
        watch.look();
        shared.delete(FOLDER, "in-0");
        shared.delete(FOLDER, "in-1");
        assertThat(watch.look()).isEqualTo(FileWatch.Sight.MISSING);
        assertThat(watch.missed()).isEqualTo(2);
        FileWatch.Name gone = named.removeFirst();
        assertThat(watch.look()).as("its row went before it").isEqualTo(FileWatch.Sight.MISSING);
        assertThat(watch.missed()).isEqualTo(1);
        named.clear();
        assertThat(watch.look()).isEqualTo(FileWatch.Sight.ALL);
        assertThat(gone.name()).isEqualTo("in-0");
    }
}
