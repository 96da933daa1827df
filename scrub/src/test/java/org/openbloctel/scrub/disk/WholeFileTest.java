package org.openbloctel.scrub.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file has its name only when it is whole. */
final class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void nothingHasTheNameBeforeItIsPublished() throws IOException {
        Path target = folder.resolve("a.csv");
        try (WholeFile file = WholeFile.create(target)) {
            write(file, "new");
            file.flush();
            assertThat(target).doesNotExist();
            file.publish();
        }
        assertThat(target).hasContent("new");
        assertThat(names()).containsExactly("a.csv");
    }

    @Test
    void closedWithoutPublishingItLeavesNothing() throws IOException {
        try (WholeFile file = WholeFile.create(folder.resolve("a.csv"))) {
            write(file, "half");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void olderFileStaysUntilTheNewOneIsWhole() throws IOException {
        Path target = Files.writeString(folder.resolve("a.csv"), "old");
        try (WholeFile file = WholeFile.create(target)) {
            write(file, "new");
            assertThat(target).hasContent("old");
        }
        assertThat(target).hasContent("old");
        try (WholeFile file = WholeFile.create(target)) {
            write(file, "new");
            file.publish();
        }
        assertThat(target).hasContent("new");
    }

    @Test
    void partOfAKilledProcessIsTakenOver() throws IOException {
        Files.writeString(folder.resolve(".a.csv.part"), "what a killed process left, longer than the new content");
        try (WholeFile file = WholeFile.create(folder.resolve("a.csv"))) {
            write(file, "new");
            file.publish();
        }
        assertThat(folder.resolve("a.csv")).hasContent("new");
        assertThat(names()).containsExactly("a.csv");
    }

    @Test
    void secondWriterIsRefusedAndLeavesTheFirstAlone() throws IOException {
        Path target = folder.resolve("a.csv");
        try (WholeFile first = WholeFile.create(target)) {
            write(first, "first");
            assertThatExceptionOfType(FileSystemException.class)
                    .isThrownBy(() -> WholeFile.create(folder.resolve("x/../a.csv")))
                    .withMessageContaining("a.csv");
            first.publish();
        }
        assertThat(target).hasContent("first");
        WholeFile.create(target).close();
    }

    @Test
    void missingFolderAndFolderOfTheNameAreRefused() throws IOException {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> WholeFile.create(folder.resolve("missing/a.csv")));
        Files.createDirectory(folder.resolve("taken"));
        assertThatExceptionOfType(FileSystemException.class)
                .isThrownBy(() -> WholeFile.create(folder.resolve("taken")));
        assertThat(names()).containsExactly("taken");
    }

    @Test
    void writersInARowNeverTouchWhatIsPublished() throws Exception {
        Path target = folder.resolve("a.csv");
        String content = "x".repeat(1000);
        AtomicInteger published = new AtomicInteger();
        List<Throwable> faults = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(new Thread(() -> {
                while (published.get() < 200) {
                    try (WholeFile file = WholeFile.create(target)) {
                        write(file, content);
                        file.publish();
                        published.incrementAndGet();
                    } catch (FileSystemException e) {
                        Thread.onSpinWait(); // another thread's turn
                    } catch (IOException e) {
                        synchronized (faults) {
                            faults.add(e);
                        }
                    }
                    if (Files.exists(target) && target.toFile().length() != content.length()) {
                        synchronized (faults) {
                            faults.add(new AssertionError("half a file"));
                        }
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(faults).isEmpty();
        assertThat(names()).containsExactly("a.csv");
    }

    private static void write(WholeFile file, String text) throws IOException {
        file.channel().write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
