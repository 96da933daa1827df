package org.openbloctel.server.platform.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs, one at a time, in the name of the folder's owner. Thread-safe. */
final class Programs {
    private static final int LINES_SHOWN = 5;

    private final Path folder;
    private final List<String> prefix;

    Programs(Path folder, List<String> prefix) {
        this.folder = folder;
        this.prefix = List.copyOf(prefix);
    }

    /** Runs one to its end, or kills it when that takes too long. */
    Result run(Duration patience, String program, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(folder.resolve(program).toString());
        command.addAll(List.of(arguments));
        return run(patience, command);
    }

    static Result run(Duration patience, List<String> command) {
        return run(patience, command, Map.of());
    }

    /** With these variables of PostgreSQL's instead of the system's. */
    static Result run(Duration patience, List<String> command, Map<String, String> environment) {
        try {
            // A file, not a pipe: a server that goes on running would keep a pipe open.
            Path output = Files.createTempFile("openbloctel-postgres", ".out");
            try {
                Process process = process(command, output, environment);
                boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
                if (!ended) {
                    process.destroyForcibly();
                }
                String said = Files.readString(output, StandardCharsets.ISO_8859_1);
                return new Result(ended ? process.exitValue() : -1, said);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            return new Result(-1, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(-1, "interrupted");
        }
    }

    private static Process process(List<String> command, Path output, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                // Not in the user's folder, which the other account may not enter.
                .directory(Path.of("/").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    /** How a program ended, and what it said. */
    record Result(int code, String said) {
        boolean failed() {
            return code != 0;
        }

        String lastLines() {
            List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
            return String.join(" / ", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        }
    }
}
