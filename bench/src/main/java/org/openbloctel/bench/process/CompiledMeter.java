package org.openbloctel.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the kernel, through a small C program that starts the process, waits for it and its orphans, and reads their usage. */
final class CompiledMeter implements Meter {

    private final Path program;
    private final Path report;

    private CompiledMeter(Path program) {
        this.program = program;
        report = program.resolveSibling("measure.report");
    }

    static Optional<CompiledMeter> compile(Path source, Path tools) throws IOException, InterruptedException {
        Path program = tools.resolve("measure");
        return new Compiler(tools).compile(source, program).map(CompiledMeter::new);
    }

    @Override
    public Usage run(Command command, Path log) throws IOException, InterruptedException {
        Files.deleteIfExists(report);
        List<String> before = List.of(program.toString(), report.toString(), Integer.toString(LIMIT_SECONDS));
        int own = command.builder(before, log).start().waitFor();
        if (own != 0) {
            throw new IOException("the measuring program ended with " + own + ", see " + log);
        }
        String[] fields = Files.readString(report).strip().split(" ", -1);
        return new Usage(
                Integer.parseInt(fields[0]),
                Double.parseDouble(fields[1]),
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]),
                Long.parseLong(fields[4]) / 1024.0);
    }

    @Override
    public String missing() {
        return "";
    }
}
