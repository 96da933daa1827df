package org.openbloctel.scrub.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.scrub.file.CallFile;
import org.openbloctel.scrub.file.LayoutOptions;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.number.NumberingPlan;

/** What stops one thread of a scrub stops it whole. */
final class ScrubTest {
    /** A disk with room for so many writes. */
    private static final class FullDisk extends ReturnedFile {
        private final AtomicInteger left;
        private final boolean ordered;

        FullDisk(int writes, boolean ordered) {
            super(false);
            this.left = new AtomicInteger(writes);
            this.ordered = ordered;
        }

        @Override
        public long append(ByteBuffer bytes) throws IOException {
            if (ordered) {
                write(bytes, 0);
            }
            return ordered ? WRITTEN : 0;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            if (left.getAndDecrement() <= 0) {
                throw new IOException("No space left on device");
            }
        }
    }

    /** A packed file: it takes lines in order, from one thread at a time, some of them slowly. */
    private static final class InOrder extends ReturnedFile {
        private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
        private final AtomicInteger inside = new AtomicInteger();
        private int calls;

        InOrder() {
            super(false);
        }

        @Override
        public long append(ByteBuffer bytes) {
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            for (int i = ++calls % 7 * 2000; i > 0; i--) {
                Thread.onSpinWait();
            }
            byte[] lines = new byte[bytes.remaining()];
            bytes.duplicate().get(lines);
            stored.writeBytes(lines);
            inside.decrementAndGet();
            return WRITTEN;
        }

        @Override
        public void write(ByteBuffer bytes, long position) {
            throw new IllegalStateException("nothing is left to write");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void linesComeOneChunkAtATimeInTheOrderOfTheFile(int threads) throws IOException {
        String table = IntStream.range(0, 20_000)
                .mapToObj(line -> "0639980001;" + line + "\n")
                .collect(Collectors.joining());
        InOrder callable = new InOrder();
        ReturnedFile none = new FullDisk(2, true); // the empty preamble of two files
        run(table, List.of(callable, none, none), threads, Progress.NONE);
        assertThat(callable.stored.toString(UTF_8)).isEqualTo(table);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void fullDiskStopsEveryThread(int threads) throws IOException {
        for (int writes : new int[] {0, 1, 2, 7, 50}) {
            for (boolean ordered : new boolean[] {true, false}) {
                FullDisk disk = new FullDisk(writes, ordered);
                assertThatThrownBy(() -> run(disk, threads, Progress.NONE))
                        .isInstanceOf(UnwritableException.class)
                        .cause()
                        .hasMessage("No space left on device");
                assertThat(helpers()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void progressThatThrowsStopsEveryThread(int threads) {
        assertThatThrownBy(() -> run(new FullDisk(1 << 20, false), threads, (bytes, rows) -> {
                    if (rows > 500) {
                        throw new IllegalStateException("enough");
                    }
                }))
                .hasMessage("enough");
        assertThat(helpers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void interruptedScrubEndsOrFailsWithNoThreadLeft(int threads) throws IOException {
        Thread.currentThread().interrupt();
        try {
            run(new FullDisk(1 << 20, false), threads, Progress.NONE);
        } catch (InterruptedIOException e) {
            assertThat(e).hasMessage("scrub interrupted");
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(helpers()).isEmpty();
    }

    private static void run(ReturnedFile disk, int threads, Progress progress) throws IOException {
        run("0639980001\n0639980002\nx\n".repeat(5000), List.of(disk, disk, disk), threads, progress);
    }

    private static void run(String table, List<ReturnedFile> returned, int threads, Progress progress)
            throws IOException {
        try (CallFile file = CallFile.open(new ByteArrayInputStream(table.getBytes(UTF_8)), "a.csv", false)) {
            new Scrub(
                            file,
                            file.layout(LayoutOptions.NONE.withColumns("1"), NumberingPlan.FRANCE),
                            new ListBuilder(NumberingPlan.FRANCE).build(1, Instant.EPOCH),
                            new ScrubOptions(threads, false, 512),
                            returned,
                            progress)
                    .run();
        }
    }

    private static List<Thread> helpers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("scrub-"))
                .filter(Thread::isAlive)
                .toList();
    }
}
