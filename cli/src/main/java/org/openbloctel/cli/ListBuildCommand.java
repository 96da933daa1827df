package org.openbloctel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.list.LinesRead;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bloctel list build}: makes a list of files of numbers. */
@Command(name = "build")
final class ListBuildCommand extends CommonOptions implements Callable<Integer> {
    private final Terminal terminal;
    private final Messages messages;

    @Parameters(paramLabel = "FILE", arity = "1..*", descriptionKey = "numbers")
    private List<String> files = List.of();

    @Option(names = "--out", paramLabel = "LIST", required = true)
    private Path out = Path.of("");

    @Option(names = "--strict")
    private boolean strict;

    @Option(names = "--plan", paramLabel = "CODE", defaultValue = "FR")
    private String plan = "FR";

    @Option(names = "--revision", paramLabel = "N", defaultValue = "1")
    private long revision = 1;

    @Option(names = "--time", paramLabel = "INSTANT")
    private @Nullable String time;

    ListBuildCommand(Terminal terminal, Messages messages) {
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    public Integer call() throws IOException {
        Instant made = time == null ? terminal.clock().instant() : instant(time);
        ListBuilder builder = new ListBuilder(Lists.plan(plan));
        Lists.requireFolder(out);
        long unreadable = 0;
        for (String file : files) {
            try (InputStream in = Lists.numbers(file, terminal)) {
                LinesRead read = builder.addLines(in, Runtime.getRuntime().availableProcessors());
                Summaries.linesRead(terminal, messages, file, read);
                unreadable += read.unreadable();
            }
        }
        if (strict && unreadable > 0) {
            throw new Failure(ExitCode.INPUT, "error.strict", messages.number(unreadable));
        }
        OppositionList list = builder.build(revision, made);
        Written.list(list, out);
        terminal.out()
                .println(messages.get("list.built", out, messages.number(list.size()), list.revision(), list.digest()));
        return ExitCode.DONE;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Failure(ExitCode.USAGE, "error.usage.value", text, "--time");
        }
    }
}
