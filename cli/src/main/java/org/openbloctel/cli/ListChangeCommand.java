package org.openbloctel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openbloctel.scrub.list.LinesRead;
import org.openbloctel.scrub.list.ListChange;
import org.openbloctel.scrub.list.OppositionList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bloctel list change}: makes the next revision of a list, from files of numbers or from a delta. */
@Command(name = "change")
final class ListChangeCommand extends CommonOptions implements Callable<Integer> {
    private final Terminal terminal;
    private final Messages messages;

    @Parameters(paramLabel = "LIST", descriptionKey = "thelist")
    private Path file = Path.of("");

    @Option(names = "--add", paramLabel = "FILE")
    private @Nullable String add;

    @Option(names = "--remove", paramLabel = "FILE")
    private @Nullable String remove;

    @Option(names = "--apply", paramLabel = "DELTA")
    private @Nullable Path apply;

    @Option(names = "--out", paramLabel = "LIST", required = true)
    private Path out = Path.of("");

    @Option(names = "--delta", paramLabel = "DELTA")
    private @Nullable Path delta;

    ListChangeCommand(Terminal terminal, Messages messages) {
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    public Integer call() throws IOException {
        if ((add != null || remove != null) == (apply != null)) {
            throw new Failure(ExitCode.USAGE, "error.usage.change");
        }
        Lists.requireFolder(out);
        OppositionList list = Lists.open(file);
        ListChange change = apply != null ? ListChange.read(apply, list) : fromNumbers(list);
        if (delta != null) {
            Lists.requireFolder(delta);
            Written.change(change, delta);
        }
        OppositionList result = change.result();
        Written.list(result, out);
        terminal.out()
                .println(messages.get(
                        "list.changed",
                        out,
                        result.revision(),
                        messages.number(change.added()),
                        messages.number(change.removed()),
                        messages.number(result.size()),
                        result.digest()));
        return ExitCode.DONE;
    }

    private ListChange fromNumbers(OppositionList list) throws IOException {
        ListChange.Request request = new ListChange.Request(list.plan());
        int threads = Runtime.getRuntime().availableProcessors();
        if (add != null) {
            try (InputStream in = Lists.numbers(add, terminal)) {
                LinesRead read = request.addLines(in, threads);
                Summaries.linesRead(terminal, messages, add, read);
            }
        }
        if (remove != null) {
            try (InputStream in = Lists.numbers(remove, terminal)) {
                LinesRead read = request.removeLines(in, threads);
                Summaries.linesRead(terminal, messages, remove, read);
            }
        }
        return ListChange.make(list, request, terminal.clock().instant());
    }
}
