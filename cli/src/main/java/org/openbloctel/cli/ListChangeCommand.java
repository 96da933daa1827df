package org.openbloctel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.openbloctel.scrub.list.ListChange;
import org.openbloctel.scrub.list.OppositionList;

/** {@code bloctel list change}: makes the next revision of a list, from files of numbers or from a delta. */
final class ListChangeCommand extends Command {
    private final Terminal terminal;
    private final Messages messages;

    ListChangeCommand(Terminal terminal, Messages messages) {
        super(
                "list change",
                "LIST",
                OptionSpec.optional("add", "FILE"),
                OptionSpec.optional("remove", "FILE"),
                OptionSpec.optional("apply", "DELTA"),
                OptionSpec.required("out", "LIST"),
                OptionSpec.optional("delta", "DELTA"));
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    int run(Arguments arguments) throws IOException {
        boolean files = arguments.has("add") || arguments.has("remove");
        if (files == arguments.has("apply")) {
            throw new Failure(ExitCode.USAGE, "error.usage.change");
        }
        Path out = Path.of(arguments.required("out"));
        Optional<Path> delta = arguments.value("delta").map(Path::of);
        Lists.requireFolder(out);
        delta.ifPresent(Lists::requireFolder);
        OppositionList list = Lists.open(Path.of(arguments.rest().get(0)));
        ListChange change =
                files ? fromNumbers(list, arguments) : ListChange.read(Path.of(arguments.required("apply")), list);
        if (delta.isPresent()) {
            Written.change(change, delta.get());
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

    private ListChange fromNumbers(OppositionList list, Arguments arguments) throws IOException {
        ListChange.Request request = new ListChange.Request(list.plan());
        int threads = Runtime.getRuntime().availableProcessors();
        if (arguments.has("add")) {
            String file = arguments.required("add");
            try (InputStream in = Lists.numbers(file, terminal)) {
                Summaries.linesRead(terminal, messages, file, request.addLines(in, threads));
            }
        }
        if (arguments.has("remove")) {
            String file = arguments.required("remove");
            try (InputStream in = Lists.numbers(file, terminal)) {
                Summaries.linesRead(terminal, messages, file, request.removeLines(in, threads));
            }
        }
        return ListChange.make(list, request, terminal.clock().instant());
    }
}
