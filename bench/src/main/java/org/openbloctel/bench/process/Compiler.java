package org.openbloctel.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The machine's C compiler, if it has one. */
public final class Compiler {

    private final Path logs;

    public Compiler(Path logs) {
        this.logs = logs;
    }

    /** The program, made for this very processor, or nothing where it cannot be made. */
    public Optional<Path> compile(Path source, Path program) throws IOException, InterruptedException {
        Optional<Path> gcc = Search.onPath("gcc");
        if (gcc.isEmpty() || !Files.exists(source)) {
            return Optional.empty();
        }
        Command command =
                Command.of(gcc.get(), "-O3", "-march=native", "-Wall", "-Wextra", "-pthread", "-o", program, source);
        int exit = Meter.plainly(command, logs.resolve(source.getFileName() + ".log"));
        return exit == 0 ? Optional.of(program) : Optional.empty();
    }
}
