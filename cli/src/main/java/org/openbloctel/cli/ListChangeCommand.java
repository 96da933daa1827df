package org.openbloctel.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openbloctel.scrub.list.LinesRead;
import org.openbloctel.scrub.list.ListChange;
import org.openbloctel.scrub.list.OppositionList;
import org.openbloctel.scrub.list.UntrustedListException;
import org.openbloctel.scrub.list.UntrustedListException.Fault;

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
                OptionSpec.optional("delta", "DELTA"),
                OptionSpec.flag("lenient"),
                OptionSpec.flag("allow-empty"),
                OptionSpec.optional("sign", "KEY"),
                OptionSpec.optional("min-revision", "N"),
                OptionSpec.flag("allow-rollback"),
                OptionSpec.optional("keys", "JWKS"));
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
        List<String> sources = new ArrayList<>(arguments.rest());
        Stream.of("add", "remove", "apply", "sign", "keys")
                .forEach(source -> arguments.value(source).ifPresent(sources::add));
        List<Path> targets = new ArrayList<>(Lists.targets(out, arguments));
        delta.ifPresent(targets::add);
        Lists.requireTargets(targets, sources);
        Optional<Json> key = Lists.signingKey(arguments);
        Path from = Path.of(arguments.rest().get(0));
        OppositionList list = Lists.open(from);
        Lists.requireTrusted(list, from, arguments);
        Lists.requireLatest(list, from, arguments, terminal, messages);
        if (key.isPresent() && !list.isConsistent()) {
            throw new UntrustedListException(Fault.DAMAGED, from.toString());
        }
        if (list.revision() == Long.MAX_VALUE) {
            throw new Failure(ExitCode.LIST, "error.list.last-revision", from);
        }
        ListChange change =
                files ? fromNumbers(list, arguments) : ListChange.read(Path.of(arguments.required("apply")), list);
        OppositionList result = change.result();
        Lists.refuseEmpty(result, arguments);
        Written.list(result, out, key);
        if (delta.isPresent()) {
            Written.change(change, delta.get());
        }
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
        long unreadable = 0;
        if (arguments.has("add")) {
            unreadable += read(arguments.required("add"), in -> request.addLines(in, threads));
        }
        if (arguments.has("remove")) {
            unreadable += read(arguments.required("remove"), in -> request.removeLines(in, threads));
        }
        Lists.refuseUnreadable(unreadable, arguments, messages);
        return ListChange.make(list, request, terminal.clock().instant());
    }

    private long read(String file, Lists.NumbersReader reader) throws IOException {
        LinesRead read = Lists.read(file, terminal, reader);
        Summaries.linesRead(terminal, messages, file, read);
        return read.unreadable();
    }
}
