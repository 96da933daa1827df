package org.openbloctel.acceptance.shipped;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The wall clock of a program that a test starts, and of those that it starts itself, its PostgreSQL for example: moved by a library that is
 * loaded before all others. For one thread.
 */
public final class WrongClock {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath();
    private static final Path SOURCE = Path.of("src/test/c/clock.c").toAbsolutePath();

    private final Path library;
    private final Path file;

    /**
     * A clock that is right until it is shifted.
     *
     * @param library from {@link #compiledIn}
     * @param file a new one; it says by how much
     */
    public WrongClock(Path library, Path file) throws IOException {
        this.library = library;
        this.file = Files.write(file, new byte[Long.BYTES]);
    }

    /** Compiles the library; empty where no C compiler can be had, or on another system than Linux. */
    public static Optional<Path> compiledIn(Path folder) throws IOException, InterruptedException {
        Path library = folder.resolve("clock.so");
        boolean linux = System.getProperty("os.name").equals("Linux");
        return linux
                        && succeeds("bin/find-cc")
                        && succeeds("cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), SOURCE.toString())
                ? Optional.of(library)
                : Optional.empty();
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .directory(REPOSITORY.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** Gives the clock to a program that is started after this. */
    public void preload(ProcessBuilder program) {
        program.environment().put("LD_PRELOAD", library.toString());
        program.environment().put("CLOCK_SHIFT_FILE", file.toString());
    }

    /** Shifts the clock, compared with that of the machine. */
    public void shift(Duration by) {
        try (RandomAccessFile shared = new RandomAccessFile(file.toFile(), "rw")) {
            shared.getChannel()
                    .map(MapMode.READ_WRITE, 0, Long.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .putLong(0, by.toSeconds());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
