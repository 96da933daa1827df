package org.openbloctel.acceptance.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A library that shifts the wall clock of the process into which it is loaded. */
final class WrongClock {
    private static final Path SOURCE = Path.of("src/test/c/clock.c").toAbsolutePath();

    private WrongClock() {}

    /** Compiles it; empty on a machine without a C compiler or with another system than Linux. */
    static Optional<Path> compiledIn(Path folder) throws IOException, InterruptedException {
        Path library = folder.resolve("clock.so");
        try {
            Process compiler = new ProcessBuilder(
                            "cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), SOURCE.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean linux = System.getProperty("os.name").equals("Linux");
            return compiler.waitFor() == 0 && linux ? Optional.of(library) : Optional.empty();
        } catch (IOException noCompiler) {
            return Optional.empty();
        }
    }
}
