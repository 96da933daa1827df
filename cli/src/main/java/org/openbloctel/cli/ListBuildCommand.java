package org.openbloctel.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openbloctel.scrub.list.LinesRead;
import org.openbloctel.scrub.list.ListBuilder;
import org.openbloctel.scrub.list.OppositionList;

/** {@code bloctel list build}: makes a list of files of numbers. */
final class ListBuildCommand extends Command {
    private final Terminal terminal;
    private final Messages messages;

    ListBuildCommand(Terminal terminal, Messages messages) {
        super(
                "list build",
                "FILE...",
                OptionSpec.required("out", "LIST"),
                OptionSpec.flag("lenient"),
                OptionSpec.flag("allow-empty"),
                OptionSpec.optional("sign", "KEY"),
                OptionSpec.optional("plan", "CODE"),
                OptionSpec.optional("revision", "N"),
                OptionSpec.optional("time", "INSTANT"));
        this.terminal = terminal;
        this.messages = messages;
    }

    @Override
    int run(Arguments arguments) throws IOException {
        Path out = Path.of(arguments.required("out"));
        Instant time = arguments
                .value("time")
                .map(ListBuildCommand::instant)
                .orElseGet(() -> terminal.clock().instant());
        long revision = arguments.number("revision", 0, 1);
        ListBuilder builder = new ListBuilder(Lists.plan(arguments.value("plan").orElse("FR")));
        List<String> sources = new ArrayList<>(arguments.rest());
        arguments.value("sign").ifPresent(sources::add);
        Lists.requireTargets(Lists.targets(out, arguments), sources);
        Optional<Json> key = Lists.signingKey(arguments);
        int threads = Runtime.getRuntime().availableProcessors();
        long unreadable = 0;
        Optional<String> empty = Optional.empty();
        for (String file : arguments.rest()) {
            LinesRead read = Lists.read(file, terminal, in -> builder.addLines(in, threads));
            Summaries.linesRead(terminal, messages, file, read);
            unreadable += read.unreadable();
            empty = read.numbers() == 0 ? Optional.of(file) : empty;
        }
        OppositionList list = builder.build(revision, time);
        if (list.size() == 0 && unreadable > 0) {
            // The wrong file, most likely: by a list of nothing everybody would be callable.
            throw new Failure(ExitCode.INPUT, "error.nothing-read", messages.number(unreadable));
        }
        Lists.refuseUnreadable(unreadable, arguments, messages);
        Lists.refuseEmpty(list, arguments);
        if (empty.isPresent() && !arguments.has("allow-empty")) {
            throw new Failure(ExitCode.INPUT, "error.empty-source", empty.get());
        }
        Written.list(list, out, key);
        terminal.out()
                .println(messages.get("list.built", out, messages.number(list.size()), list.revision(), list.digest()));
        return ExitCode.DONE;
    }

    private static Instant instant(String text) {
        try {
            Instant time = Instant.parse(text);
            return Instant.ofEpochMilli(time.toEpochMilli()); // as a list keeps it
        } catch (DateTimeException | ArithmeticException e) {
            throw Arguments.wrong("time", text);
        }
    }
}
