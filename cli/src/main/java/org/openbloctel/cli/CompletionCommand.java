package org.openbloctel.cli;

import java.util.List;
import java.util.function.Supplier;

/** {@code bloctel completion}: prints the script that completes commands, options and file names in a shell. */
final class CompletionCommand extends Command {
    private static final String SHELL = "shell";

    private final Terminal terminal;
    private final Messages messages;
    private final Supplier<List<Command>> commands;

    CompletionCommand(Terminal terminal, Messages messages, Supplier<List<Command>> commands) {
        super("completion", "", OptionSpec.optional(SHELL, "NAME"));
        this.terminal = terminal;
        this.messages = messages;
        this.commands = commands;
    }

    @Override
    int run(Arguments arguments) {
        Completions completions = new Completions(messages, commands.get());
        String shell = arguments.value(SHELL).orElse("bash");
        terminal.out()
                .print(
                        switch (shell) {
                            case "bash" -> completions.bash();
                            case "zsh" -> completions.zsh();
                            case "fish" -> completions.fish();
                            default -> throw Arguments.wrong(SHELL, shell, "bash, zsh, fish");
                        });
        return ExitCode.DONE;
    }
}
